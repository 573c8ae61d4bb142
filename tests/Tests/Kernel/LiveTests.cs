using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Live;
using Weiguang.Orders;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Kernel;

public class LiveTests
{
    [Fact]
    public async Task News_of_one_node_reaches_who_listens_at_another()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "PostgreSQL is not installed");
        var ct = TestContext.Current.CancellationToken;
        await using var app = await TestApp.StartAsync(TestDatabases.Postgres);
        app.Clock.Set(DateTimeOffset.UtcNow);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        using var listener = app.Services.GetRequiredService<LiveFeed>().Listen([OrderNews.TopicOf(order)]);
        await using var other = await ServerProcess.ServeAsync(app.Store, []);
        var http = other.Client;
        http.DefaultRequestHeaders.Authorization = new("Bearer", await app.TokenOfAsync(village.ResidentId));

        using var answer = await http.PostAsJsonAsync($"/api/v1/orders/{order}/cancel", new { reason = "好了" }, ct);
        answer.EnsureSuccessStatusCode();

        Assert.Equal(OrderNews.TopicOf(order), await listener.WaitAsync(TimeSpan.FromSeconds(30), ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task News_leaves_only_after_the_commit(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = await TestApp.StartAsync(database);
        using var listener = app.Services.GetRequiredService<LiveFeed>().Listen(["topic"]);
        using var scope = app.Scope();
        await using (var work = await scope.Db.BeginWorkAsync(ct))
        {
            scope.Db.Announce("topic");
            await scope.Db.SaveChangesAsync(ct);
            Assert.Null(await listener.WaitAsync(TimeSpan.FromMilliseconds(50), ct));
            await work.CommitAsync(ct);
        }

        Assert.Equal("topic", await listener.WaitAsync(TimeSpan.FromSeconds(5), ct));
    }
}
