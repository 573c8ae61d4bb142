using Npgsql;

namespace Weiguang.Tests.Support;

internal static class Deadlocks
{
    /// <summary>How many circles PostgreSQL has cut in this app's database so far, seen or repeated unseen; SQLite has none.</summary>
    public static async Task<long> DeadlocksAsync(this TestApp app)
    {
        if (app.Kind != TestDatabases.Postgres)
        {
            return 0;
        }

        NpgsqlConnection.ClearAllPools(); // What a session has counted is written down when it ends.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(app.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
