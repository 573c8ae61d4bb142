using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Weiguang.Tests.Support;

internal sealed partial class TestStore
{
    private const int Tries = 3;

    /// <summary>
    /// Rows are deleted, which costs a twentieth of another copy of the database; a table that has grown is cut, so that later cases do not wade through what earlier ones deleted.
    /// The locks wait for a patrol that is writing. As a replica: no trigger forbids it, no foreign key asks for an order.
    /// </summary>
    private const string EmptyPostgres = """
        DO $$
        DECLARE
            used text[] := (SELECT array_agg(oid::regclass::text ORDER BY oid) FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ('__EFMigrationsHistory', 'kernel_data_key', 'people_web_key') AND pg_relation_size(oid) > 0);
            name text;
        BEGIN
            IF used IS NULL THEN
                RETURN;
            END IF;
            SET LOCAL session_replication_role = replica;
            EXECUTE 'LOCK TABLE ' || array_to_string(used, ', ') || ' IN EXCLUSIVE MODE';
            FOREACH name IN ARRAY used LOOP
                EXECUTE CASE WHEN pg_relation_size(name) > 500000 THEN format('TRUNCATE %s CASCADE', name) ELSE format('DELETE FROM %s', name) END;
            END LOOP;
        END $$
        """;

    /// <summary>Brings back what the template holds, for an app that goes on running. False when this cannot be done, or when what stays is not as it was: an app has read its keys at its start.</summary>
    public async Task<bool> RenewAsync()
    {
        if (_template is null)
        {
            return false;
        }

        try
        {
            await using DbConnection connection = Kind == TestDatabases.Postgres ? new NpgsqlConnection(Connection) : new SqliteConnection(Connection);
            await connection.OpenAsync();
            if (await KeptAsync(connection) != _template.Kept)
            {
                return false;
            }

            await (connection is SqliteConnection sqlite ? OverwriteAsync(sqlite, _template.Name) : EmptyAsync((NpgsqlConnection)connection));
        }
        catch (DbException)
        {
            return false; // The case has taken it away, or holds it still.
        }

        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith("weiguang.db", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }

        return true;
    }

    private static async Task<string> KeptAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT purpose || version || wrapped FROM kernel_data_key UNION ALL SELECT name || xml FROM people_web_key UNION ALL SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1";
        await using var rows = await command.ExecuteReaderAsync();
        var kept = new List<string>();
        while (await rows.ReadAsync())
        {
            kept.Add(rows.GetString(0));
        }

        return string.Join('\n', kept);
    }

    private static async Task EmptyAsync(NpgsqlConnection connection)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                await using var command = new NpgsqlCommand(EmptyPostgres, connection);
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException e) when (i < Tries && e.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                // With a patrol, which takes its locks in another order.
            }
        }
    }

    /// <summary>SQLite's own way to write over a database that others have open.</summary>
    private static async Task OverwriteAsync(SqliteConnection connection, string template)
    {
        await using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = OFF";
        await pragmas.ExecuteNonQueryAsync();
        await using var source = new SqliteConnection($"Data Source={template};Pooling=False");
        await source.OpenAsync();
        source.BackupDatabase(connection);
    }
}
