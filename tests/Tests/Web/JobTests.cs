using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Http;
using Weiguang.Web.Jobs;

namespace Weiguang.Tests.Web;

public class JobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Answers_are_forgotten_after_a_week_and_not_before(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        foreach (var days in (int[])[6, 8])
        {
            scope.Db.Add(new RememberedAnswer { PersonId = Guid.Empty, Key = $"{days} days", RequestHash = "", At = app.Clock.GetUtcNow().UtcDateTime.AddDays(-days) });
        }

        await scope.Db.SaveChangesAsync(Ct);
        await ActivatorUtilities.CreateInstance<Housekeeping>(scope.Get<IServiceProvider>()).TidyAsync(Ct);

        Assert.Equal(["6 days"], await scope.Db.Set<RememberedAnswer>().Select(a => a.Key).ToListAsync(Ct));
    }

    [Fact]
    public async Task Nodes_that_start_at_once_share_one_calendar_on_PostgreSQL()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        await using var store = await TestStore.CreateAsync(TestDatabases.Postgres, migrated: false);
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ServerProcess.ServeAsync(store, ["--Jobs=true"])));
        await Task.WhenAll(nodes.Select(node => node.Client.GetAsync("/health/ready", Ct)));
        await using var connection = new Npgsql.NpgsqlConnection(store.Connection);
        await connection.OpenAsync(Ct);
        await using var command = new Npgsql.NpgsqlCommand("SELECT count(*) || ' ' || (SELECT count(*) FROM kernel_quartz_scheduler_state) FROM kernel_quartz_triggers", connection);

        Assert.Equal("2 3", await command.ExecuteScalarAsync(Ct));
        foreach (var node in nodes)
        {
            node.Terminate();
            await node.WaitForExitAsync();
            Assert.Equal(0, node.ExitCode);
            await node.DisposeAsync();
        }
    }
}
