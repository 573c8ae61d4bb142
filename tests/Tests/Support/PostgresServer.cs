using Npgsql;

[assembly: AssemblyFixture(typeof(Weiguang.Tests.Support.PostgresServer))]

namespace Weiguang.Tests.Support;

/// <summary>The PostgreSQL of this test run, started when first asked for, ended after all apps. TEST_POSTGRES names another server instead.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("TEST_POSTGRES");
    private static readonly Lock Gate = new();
    private static PrivatePostgres? _server;

    public static bool IsAvailable => Given is not null || PrivatePostgres.IsInstalled;

    /// <summary>A connection string without a database.</summary>
    public static string Connection
    {
        get
        {
            lock (Gate)
            {
                // Without fsync: the data dies with the run. Apps that wait for another case keep their connections.
                return Given ?? (_server ??= new("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "shared_buffers=64MB", "-c", "max_connections=600")).Connection;
            }
        }
    }

    public static string Database(string name) => new NpgsqlConnectionStringBuilder(Connection) { Database = name, MaxPoolSize = 40 }.ConnectionString;

    public static async Task CreateAsync(string name, string? template = null)
    {
        await using var connection = new NpgsqlConnection(Database("postgres"));
        await connection.OpenAsync();
        if (template is not null)
        {
            // Whoever is still connected (a pool, a listener that opens again) would keep it from being copied.
            await using var alone = new NpgsqlCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'", connection);
            await alone.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand($"CREATE DATABASE \"{name}\"" + (template is null ? "" : $" TEMPLATE \"{template}\""), connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task DropAsync(string name)
    {
        await using var connection = new NpgsqlConnection(Database("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await AppPool.EmptyAsync();
        NpgsqlConnection.ClearAllPools();
        _server?.Dispose();
    }
}
