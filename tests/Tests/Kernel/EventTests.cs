using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Outbox;
using Weiguang.Web;

namespace Weiguang.Tests.Kernel;

/// <summary>One event, many who hear of it: each once, in order, and nobody waits for another's trouble.</summary>
public class EventTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Everybody_who_subscribes_hears_once_and_one_who_cannot_waits_alone(string database)
    {
        var heard = new Heard { IsDeaf = true };
        await using var app = await StartAsync(database, heard);
        using var scope = app.Scope();
        scope.Db.Publish(new BellRang("one"), app.Clock);
        scope.Db.Publish(new BellRang("two"), app.Clock);
        await scope.Db.SaveChangesAsync(Ct);

        await scope.Get<OutboxPump>().DrainAsync(Ct);
        Assert.Equal(["one", "two"], heard.Calm);
        Assert.Empty(heard.Moody);

        heard.IsDeaf = false;
        for (var tries = 0; heard.Moody.Count < 2 && tries < 10; tries++) // The app's own pump may be failing with one of them yet: that one waits from then.
        {
            app.Clock.Advance(TimeSpan.FromMinutes(10));
            await scope.Get<OutboxPump>().DrainAsync(Ct);
        }

        Assert.Equal(["one", "two"], heard.Moody.Order(StringComparer.Ordinal));
        Assert.Equal(["one", "two"], heard.Calm);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_taken_back_is_told_to_nobody(string database)
    {
        var heard = new Heard();
        await using var app = await StartAsync(database, heard);
        using var scope = app.Scope();
        await using (await scope.Db.BeginWorkAsync(Ct))
        {
            scope.Db.Publish(new BellRang("never"), app.Clock);
            await scope.Db.SaveChangesAsync(Ct);
        }

        await scope.Get<OutboxPump>().DrainAsync(Ct);

        Assert.Empty(heard.Calm);
    }

    [Fact]
    public async Task What_nobody_subscribes_to_leaves_no_row()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var scope = app.Scope();

        scope.Db.Publish(new BellRang("unheard"), app.Clock);
        await scope.Db.SaveChangesAsync(Ct);

        Assert.Empty(await scope.Db.Set<OutboxRow>().ToListAsync(Ct));
    }

    [Fact]
    public void Events_are_named_by_their_module_and_no_name_stands_for_two()
    {
        var events = Modules.Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsAssignableTo(typeof(IEvent)) && !t.IsInterface)
            .Select(t => (Type: t, Name: (string)t.GetProperty(nameof(BellRang.Name))!.GetValue(null)!)).ToList();

        Assert.NotEmpty(events);
        Assert.All(events, e => Assert.Matches($"^{e.Type.Assembly.GetName().Name!.Split('.')[^1].ToLowerInvariant()}\\.[a-z]+(-[a-z]+)*$", e.Name));
        Assert.Distinct(events.Select(e => e.Name));
    }

    [Fact]
    public async Task Every_event_of_ours_is_heard_by_somebody()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var scope = app.Scope();
        var names = Modules.Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsAssignableTo(typeof(IEvent)) && !t.IsInterface)
            .Select(t => (string)t.GetProperty(nameof(BellRang.Name))!.GetValue(null)!);

        Assert.All(names, name => Assert.NotEmpty(scope.Get<Subscriptions>().To(name)));
    }

    private static Task<TestApp> StartAsync(string database, Heard heard) => TestApp.StartAsync(database, services => services.AddSingleton(heard)
        .AddSubscriber<BellRang, Calm>("tests.calm").AddSubscriber<BellRang, Moody>("tests.moody"));

    private sealed record BellRang(string Word) : IEvent
    {
        public static string Name => "tests.bell-rang";
    }

    private sealed class Heard
    {
        public List<string> Calm { get; } = [];

        public List<string> Moody { get; } = [];

        public bool IsDeaf { get; set; }
    }

    private sealed class Calm(Heard heard) : ISubscriber<BellRang>
    {
        public Task HandleAsync(IReadOnlyList<BellRang> events, CancellationToken ct)
        {
            heard.Calm.AddRange(events.Select(e => e.Word));
            return Task.CompletedTask;
        }
    }

    private sealed class Moody(Heard heard) : ISubscriber<BellRang>
    {
        public Task HandleAsync(IReadOnlyList<BellRang> events, CancellationToken ct)
        {
            heard.Moody.AddRange(heard.IsDeaf ? throw new InvalidOperationException("Not now.") : events.Select(e => e.Word));
            return Task.CompletedTask;
        }
    }
}
