using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Weiguang.Kernel;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Start;

/// <summary>Lets one node at a time prepare a PostgreSQL database; the others wait and then find the work done. A node that dies lets go.</summary>
internal static class StartLock
{
    private const long Key = 0x5745_4947_5541_4E47; // "WEIGUANG"

    /// <summary>Nothing on SQLite, where <see cref="ServerLock"/> lets in one process at all.</summary>
    public static async Task<IAsyncDisposable?> TakeAsync(IConfiguration configuration, AppDbContext db, CancellationToken ct) => configuration.IsPostgres() ? await TakePostgresAsync(db, ct) : null;

    private static async Task<NpgsqlConnection> TakePostgresAsync(AppDbContext db, CancellationToken ct)
    {
        await CreateDatabaseAsync(db, ct);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({Key})", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
        return connection; // Closing the session gives the lock back.
    }

    private static async Task CreateDatabaseAsync(AppDbContext db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(ct))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node made it a moment ago.
        }
    }
}
