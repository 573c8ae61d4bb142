using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;
using Weiguang.Tests.Activities.Organising;
using Weiguang.Web.Persistence;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities;

/// <summary>
/// Every verb of an activity against every other, on PostgreSQL over two nodes: nobody is told of a fault, nothing that was acknowledged is lost, no transaction goes back up in the order of locks, and
/// what is left is sound.
/// </summary>
public class VerbRaceTests
{
    private const int People = 24;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_verb_meets_every_other(string database)
    {
        var watch = new LockWatch();
        await using var app = await TestApp.StartAsync(database, services => services.ConfigureDbContext<PostgresDbContext>(options => options.AddInterceptors(watch)));
        await using var other = database == TestDatabases.Postgres ? app.AnotherNode(isWatched: true) : null;
        TestApp[] nodes = other is null ? [app] : [app, other];
        var (team, leader, _) = await app.LeaderAsync();
        var scene = new VerbScene(nodes, await PlannedAsync(app, leader, team, TimeSpan.FromMinutes(5)), await PlannedAsync(app, leader, team, TimeSpan.FromDays(5)));
        var people = await app.VolunteersAsync(People);
        var organisers = await Task.WhenAll(nodes.Concat(nodes).Select(n => n.ProgramOfAsync(leader)));

        var staying = await Task.WhenAll((await app.VolunteersAsync(2)).Select((id, i) => scene.SeatAsync(id, nodes[i % nodes.Length])));

        await Task.WhenAll([
            .. staying.Select(scene.ComeAsync), .. people.Select((id, i) => scene.ComeAndGoAsync(id, nodes[i % nodes.Length], i)),
            scene.SaveAsync(organisers[0], scene.Near, 10), scene.SaveAsync(organisers[1], scene.Near, 10), scene.SaveAsync(organisers[1], scene.Far, 5),
            scene.RunAsync(organisers[^1], people, 10), scene.CancelAsync(organisers[^2]), .. nodes.Select(n => scene.PatrolAsync(n, 10)),
        ]);
        await scene.EndAsync();

        Assert.Equal([], scene.Faults);
        Assert.Empty(watch.BackUp);
        Assert.Equal(0, await app.DeadlocksAsync());
        AssertMixed(scene.Done);
        if (database == TestDatabases.Postgres)
        {
            Assert.Superset(new HashSet<string>(["activities_activity", "activities_shift", "hours_record", "ledger_account"]), watch.Seen.ToHashSet());
        }

        await AssertKeptAsync(app, scene);
        await AssertSoundAsync(app);
    }

    /// <summary>A race in which half of the verbs were refused shows nothing.</summary>
    private static void AssertMixed(ConcurrentDictionary<string, int> done) =>
        Assert.Empty(new[] { "sign-up", "confirm", "leave", "save", "check-in", "check-out", "tick", "invite", "pause", "resume", "remove", "cancel" }.Except(done.Keys));

    private static async Task<Planned> PlannedAsync(TestApp app, Guid leader, Guid team, TimeSpan begins)
    {
        var (id, shifts) = await app.ActivityAsync(a => (a.Description, a.Place) = ("清理河道", "桥头"), begins, leader, team, 3, 3, 3, 3);
        return new(id, shifts);
    }

    private static async Task AssertKeptAsync(TestApp app, VerbScene scene)
    {
        using var scope = app.Scope();
        var seats = (await scope.Db.Set<Signup>().AsNoTracking().ToListAsync(Ct)).ToDictionary(s => (s.ShiftId, s.VolunteerId));
        Assert.All(scene.Asked, ask => Assert.Contains(ask, seats.Keys));
        Assert.All(scene.Left, left => Assert.False(seats[left].IsOn));
        var proofs = (await scope.Db.Set<Proof>().AsNoTracking().Select(p => p.Id).ToListAsync(Ct)).ToHashSet();
        Assert.Subset(proofs, scene.Proven.ToHashSet());
    }

    private static async Task AssertSoundAsync(TestApp app)
    {
        using var scope = app.Scope();
        var seats = await scope.Db.Set<Signup>().AsNoTracking().ToListAsync(Ct);
        Assert.All(await scope.Db.Set<Shift>().AsNoTracking().ToListAsync(Ct), shift =>
        {
            var own = seats.FindAll(s => s.ShiftId == shift.Id);
            Assert.Equal((own.Count(s => s.HoldsSeat), own.Count(s => s.Status == SignupStatus.Waiting)), (shift.Taken, shift.Waiting));
            Assert.InRange(shift.Taken, 0, VerbScene.Most);
            Assert.Equal(own.Count, own.Select(s => s.Place).Distinct().Count());
        });
        Assert.Null((await scope.Get<LedgerBook>().VerifyAsync()).Difference);
        Assert.NotEqual(0, await scope.Db.Set<ServiceRecord>().CountAsync(r => r.State == RecordState.Posted, Ct));
    }
}
