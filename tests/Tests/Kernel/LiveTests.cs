using System.Net.Http.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Weiguang.Kernel.Live;
using Weiguang.Orders;
using Weiguang.Tests.Orders;
using Weiguang.Web.Persistence;

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

    /// <summary>A database that starts again, or a gateway that drops connections: whoever sends next finds its own broken.</summary>
    [Fact]
    public async Task The_first_news_after_the_connections_broke_is_not_lost()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "PostgreSQL is not installed");
        var ct = TestContext.Current.CancellationToken;
        await using var store = await TestStore.CreateAsync(TestDatabases.Postgres);
        await using var other = new NpgsqlConnection(store.Connection + ";Pooling=false");
        await other.OpenAsync(ct);
        var heard = Channel.CreateUnbounded<string>();
        other.Notification += (_, news) => heard.Writer.TryWrite(news.Payload.Split(' ')[1]);
        await Run("LISTEN weiguang_live");
        var (relay, settings) = (new PostgresRelay(), new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Default", store.Connection)]).Build());
        using var sender = new PostgresLive(relay, new LiveFeed([]), settings, NullLogger<PostgresLive>.Instance);
        await sender.StartAsync(ct);
        relay.Send(["one"]);
        Assert.Equal("one", await NextAsync());

        await Run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_notify%'");
        relay.Send(["two"]);
        Assert.Equal("two", await NextAsync());
        await sender.StopAsync(ct);

        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, other);
            await command.ExecuteNonQueryAsync(ct);
        }

        async Task<string> NextAsync()
        {
            for (var until = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < until && heard.Reader.Count == 0;)
            {
                await other.WaitAsync(TimeSpan.FromSeconds(1), ct);
            }

            return heard.Reader.TryRead(out var topic) ? topic : "nothing";
        }
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

        Assert.Equal("topic", await listener.WaitAsync(TimeSpan.FromSeconds(30), ct));
    }
}
