using Microsoft.Data.Sqlite;
using Weiguang.Kernel;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Backup;

/// <summary>SQLite copies itself: VACUUM INTO reads one snapshot; a copy comes back by renaming its file over the old one.</summary>
internal sealed class SqliteCopy(IConfiguration configuration) : IDatabaseCopy
{
    private const int Busy = 5;
    private readonly string _file = configuration.DatabaseFile();

    public async Task<bool> HasTablesAsync(CancellationToken ct)
    {
        try
        {
            return File.Exists(_file) && await AskAsync(_file, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'", ct) is > 0L;
        }
        catch (SqliteException)
        {
            return true;
        }
    }

    public Task WriteAsync(string path, CancellationToken ct) => AskAsync(_file, $"VACUUM INTO '{path.Replace("'", "''", StringComparison.Ordinal)}'", ct);

    public async Task CheckAsync(string path, CancellationToken ct)
    {
        try
        {
            if (await AskAsync(path, "PRAGMA integrity_check", ct) is "ok")
            {
                return;
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26) // Corrupt, or no database.
        {
            // Not even that could be asked.
        }

        throw new SetupException("The database is damaged: it does not pass the integrity_check of SQLite.");
    }

    public async Task<List<string>?> ColumnAsync(string path, string table, string column, CancellationToken ct)
    {
        await using var connection = Open(path);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM pragma_table_info($table) WHERE name = $column";
        command.Parameters.AddWithValue("$table", table);
        command.Parameters.AddWithValue("$column", column);
        if (await command.ExecuteScalarAsync(ct) is not 1L)
        {
            return null;
        }

        command.CommandText = $"SELECT CAST(\"{column}\" AS TEXT) FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var values = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            values.Add(await reader.IsDBNullAsync(0, ct) ? "" : reader.GetString(0));
        }

        return values;
    }

    public async Task ReplaceAsync(string path, CancellationToken ct)
    {
        await AskAsync(path, "PRAGMA journal_mode = WAL", ct); // As EF sets it for a database that it makes.
        var next = $"{_file}.next";
        File.Move(path, next, overwrite: true);
        await using (var stream = new FileStream(next, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Flush(flushToDisk: true);
        }

        await SettleAsync(ct);
        File.Move(next, _file, overwrite: true);
    }

    /// <summary>Brings the log of the old database into its file, or the log would be taken for the new one's. A database too damaged for that loses its log.</summary>
    private async Task SettleAsync(CancellationToken ct)
    {
        try
        {
            if (File.Exists(_file) && await AskAsync(_file, "PRAGMA journal_mode = DELETE", ct) is not "delete")
            {
                throw new SetupException("Another program holds the database; stop it first.");
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Busy)
        {
            throw new SetupException("Another program holds the database; stop it first.");
        }
        catch (SqliteException)
        {
            // Damaged: there is nothing to bring in.
        }

        File.Delete($"{_file}-wal");
        File.Delete($"{_file}-shm");
    }

    private static SqliteConnection Open(string file) => new(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 5 }.ConnectionString);

    private static async Task<object?> AskAsync(string file, string sql, CancellationToken ct)
    {
        await using var connection = Open(file);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct);
    }
}
