using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Desks;
using Weiguang.People.Throttling;

namespace Weiguang.Tests.People;

/// <summary>Who asks together with others is counted as if all had come one after the other, whoever else counts at that moment.</summary>
public class ThrottleTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly Limit[] Limits = [new(2, TimeSpan.FromMinutes(10)), new(3, TimeSpan.FromHours(1))];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Together_is_the_same_as_one_after_the_other(string database)
    {
        var app = await apps.On(database);
        var step = from key in Gen.Choose(0, 2) from isBack in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true))) select (Key: key, IsBack: isBack);
        var batch = from steps in Gen.NonEmptyListOf(step) from minutes in Gen.Choose(0, 25) select (Steps: steps, Minutes: minutes);
        Prop.ForAll(Gen.ListOf(batch).ToArbitrary(), batches => AgreeAsync(app, batches).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    /// <summary>Two nodes at their desks, and forms that count within a transaction of their own.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_many_at_once_from_everywhere_only_so_many_are_let_through(string database)
    {
        var app = await apps.On(database);
        var key = $"race {Guid.NewGuid():N}";

        var waits = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            using var scope = app.Scope();
            await using var form = i % 3 == 0 ? await scope.Db.BeginWorkAsync(Ct) : null;
            var few = await Collisions.RepeatAsync(() => scope.Get<AttemptBook>().SettleAsync([new(key, [new(7, TimeSpan.FromHours(1))]), new(key, [new(7, TimeSpan.FromHours(1))])], Ct));
            await (form?.CommitAsync(Ct) ?? Task.CompletedTask);
            return few;
        }, Ct)));

        Assert.Equal(7, waits.SelectMany(w => w).Count(w => w is null));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_asks_at_the_desk_waits_for_the_same_row(string database)
    {
        var app = await apps.On(database);
        var desk = app.Services.GetRequiredService<Desk<Attempt, TimeSpan?>>();
        var key = $"desk {Guid.NewGuid():N}";

        var waits = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => desk.AskAsync(new(key, Limits), Ct)));
        await desk.AskAsync(new(key, null), Ct);
        var again = await desk.AskAsync(new(key, Limits), Ct);

        Assert.Equal(2, waits.Count(w => w is null));
        Assert.All(waits.OfType<TimeSpan>(), wait => Assert.Equal(TimeSpan.FromMinutes(10), wait));
        Assert.Null(again);
    }

    /// <summary>With one writer everybody waits for an open form anyway; with many nobody does.</summary>
    [Fact]
    public async Task A_form_that_is_still_open_holds_nobody_up()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        var app = await apps.On(TestDatabases.Postgres);
        var (desk, key) = (app.Services.GetRequiredService<Desk<Attempt, TimeSpan?>>(), $"form {Guid.NewGuid():N}");
        using var scope = app.Scope();
        await using var form = await scope.Db.BeginWorkAsync(Ct);

        Assert.Null(await InFormAsync(scope, key));
        Assert.Null(await desk.AskAsync(new(key, Limits), Ct));
        Assert.NotNull(await desk.AskAsync(new(key, Limits), Ct));
    }

    /// <summary>All of them hold a connection and wait for the desk, which needs one to answer them.</summary>
    [Fact]
    public async Task More_forms_at_once_than_there_are_connections_stop_nobody()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        await using var store = await TestStore.CreateAsync(TestDatabases.Postgres);
        await using var app = await TestApp.StartAsync(TestDatabases.Postgres, ("ConnectionStrings:Default", $"{store.Connection};Maximum Pool Size=4;Timeout=60"));
        var asked = new CountdownEvent(4);

        var waits = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            using var scope = app.Scope();
            await using var form = await scope.Db.BeginWorkAsync(Ct);
            if (!asked.IsSet)
            {
                asked.Signal();
                asked.Wait(Ct); // Until every connection of the pool is held.
            }

            return await InFormAsync(scope, $"form {i}");
        }, Ct)));

        Assert.All(waits, Assert.Null);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Within_a_form_it_is_counted_and_given_back_on_either_database(string database)
    {
        var app = await apps.On(database);
        var key = $"within {Guid.NewGuid():N}";
        using (var scope = app.Scope())
        {
            await using var form = await scope.Db.BeginWorkAsync(Ct);
            Assert.Null(await InFormAsync(scope, key));
            Assert.Null(await InFormAsync(scope, key, thenBack: true));
            Assert.Null(await InFormAsync(scope, key));
            Assert.NotNull(await InFormAsync(scope, key));
            await form.CommitAsync(Ct);
        }

        Assert.NotNull(await app.Services.GetRequiredService<Desk<Attempt, TimeSpan?>>().AskAsync(new(key, Limits), Ct));
    }

    private static async Task<TimeSpan?> InFormAsync(TestScope scope, string key, bool thenBack = false)
    {
        OneAtATime.Begin();
        var throttle = scope.Get<Throttle>();
        var wait = await throttle.TakeAsync(key, Limits);
        await (thenBack ? throttle.GiveBackAsync(key) : Task.CompletedTask);
        return wait;
    }

    private static async Task AgreeAsync(TestApp app, List<(List<(int Key, bool IsBack)> Steps, int Minutes)> batches)
    {
        using var scope = app.Scope();
        var (book, run) = (scope.Get<AttemptBook>(), Guid.NewGuid().ToString("N"));
        var plain = new Dictionary<int, List<DateTime>> { [0] = [], [1] = [], [2] = [] };
        foreach (var (steps, minutes) in batches)
        {
            var answers = await book.SettleAsync([.. steps.Select(s => new Attempt($"{run} {s.Key}", s.IsBack ? null : Limits))], Ct);
            foreach (var ((key, isBack), answer) in steps.Zip(answers))
            {
                Assert.Equal(Plain(plain[key], isBack, app.Clock.GetUtcNow().UtcDateTime), answer is null);
            }

            app.Clock.Advance(TimeSpan.FromMinutes(minutes));
        }
    }

    /// <summary>The limits said once more, without windows that slide: a plain list of what was let through.</summary>
    private static bool Plain(List<DateTime> through, bool isBack, DateTime now)
    {
        if (isBack)
        {
            through.RemoveRange(Math.Max(0, through.Count - 1), Math.Min(1, through.Count));
            return true;
        }

        var may = through.Count(t => t > now.AddMinutes(-10)) < 2 && through.Count(t => t > now.AddHours(-1)) < 3;
        through.AddRange(may ? [now] : []);
        return may;
    }
}
