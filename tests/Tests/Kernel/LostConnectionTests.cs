using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Kernel;

/// <summary>PostgreSQL ends a connection while somebody's work is under way in it: the database is away for that one, whatever the driver calls it.</summary>
public class LostConnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_that_begins_or_ends_on_a_lost_connection_says_that_the_database_is_away()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Postgres);
        using var scope = app.Scope();
        await using var form = await scope.Db.BeginWorkAsync(Ct);
        var inside = await scope.Db.BeginWorkAsync(Ct);
        using (var other = app.Scope())
        {
            await other.Db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'", Ct);
        }

        Assert.True(DatabaseFaults.IsAway((await Record.ExceptionAsync(() => scope.Db.Database.ExecuteSqlAsync($"SELECT 1", Ct)))!));
        Assert.True(DatabaseFaults.IsAway((await Record.ExceptionAsync(() => scope.Db.BeginWorkAsync(Ct)))!));
        Assert.True(DatabaseFaults.IsAway((await Record.ExceptionAsync(() => inside.CommitAsync(Ct)))!));
        await inside.DisposeAsync();
    }
}
