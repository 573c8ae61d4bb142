using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel;

namespace Weiguang.Web.Backup;

/// <summary>SQLite copies itself: VACUUM INTO reads one snapshot, the backup API writes one.</summary>
internal sealed class SqliteCopy(AppDbContext db) : IDatabaseCopy
{
    public async Task<bool> HasTablesAsync(CancellationToken ct) => await AskAsync(Live, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'", ct) is > 0L;

    public async Task WriteAsync(string path, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(Live);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $path";
        command.Parameters.AddWithValue("$path", path);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task ReadAsync(string path, CancellationToken ct)
    {
        var copy = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString;
        if (await AskAsync(copy, "PRAGMA integrity_check", ct) is not "ok")
        {
            throw new InvalidDataException("The database in the backup is damaged.");
        }

        await using var source = new SqliteConnection(copy);
        await using var target = new SqliteConnection(Live);
        await source.OpenAsync(ct);
        await target.OpenAsync(ct);
        source.BackupDatabase(target);
        await using var command = target.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync(ct);
    }

    private string Live => new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString;

    private static async Task<object?> AskAsync(string connectionString, string sql, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct);
    }
}
