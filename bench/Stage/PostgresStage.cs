using Npgsql;
using Weiguang.Tests.Support;

namespace Weiguang.Bench.Stage;

/// <summary>A private PostgreSQL with its own settings for durability (fsync and synchronous commit on).</summary>
internal static class PostgresStage
{
    private static PrivatePostgres? _server;

    /// <summary>A fresh database; its connection string.</summary>
    public static async Task<string> DatabaseAsync(string name)
    {
        var server = (_server ??= new("-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB")).Connection;
        await using var connection = new NpgsqlConnection(server + ";Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"CREATE DATABASE \"{name}\"";
        await command.ExecuteNonQueryAsync();
        return $"{server};Database={name}";
    }

    public static void Stop()
    {
        NpgsqlConnection.ClearAllPools();
        _server?.Dispose();
    }
}
