using Npgsql;

namespace Weiguang.Tests.Support;

/// <summary>Puts two transactions into one order, so that a race is met each time and not by luck.</summary>
internal static class Waiting
{
    /// <summary>
    /// Comes back when <paramref name="work"/> is done or waits for a row or a hold of the transaction that the caller has open. SQLite lets one writer in at a time and tells nobody who waits:
    /// there it comes back at once.
    /// </summary>
    public static async Task UntilItWaitsAsync(this TestApp app, Task work)
    {
        if (app.Kind != TestDatabases.Postgres)
        {
            return;
        }

        var ct = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(ct);
        await using var waits = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')", connection);
        while (!work.IsCompleted && !(bool)(await waits.ExecuteScalarAsync(ct))!)
        {
            await Task.Yield();
        }
    }
}
