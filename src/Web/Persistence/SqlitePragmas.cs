using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Weiguang.Web.Persistence;

/// <summary>Settings SQLite keeps per connection. Full sync: what was acknowledged survives a power cut, not only a crash of the process.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData); // SQLite has no asynchronous I/O.
        return Task.CompletedTask;
    }
}
