using Weiguang.Tests.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;

namespace Weiguang.Tests.Hours.Once;

/// <summary>Who posts the same person's time at once: one waits for the other, and no minute counts twice.</summary>
public class OverlapRaceTests
{
    private const int People = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Each of them at three places during the same hour; two pumps, on PostgreSQL of two nodes, while somebody takes hours back.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Postings_of_the_same_time_at_once_count_it_once(string database)
    {
        await using var app = await TestApp.StartAsync(database, WithoutPump);
        await app.HoldRuleAsync("identical", new { on = 0, people = 5 }); // They come and leave by the minute here.
        Presences[] fairs = [await Presences.BuildAsync(app), await Presences.BuildAsync(app), await Presences.BuildAsync(app)];
        var people = new List<Guid>();
        for (var i = 0; i < People; i++)
        {
            var person = await fairs[0].ThereAsync(0, 60);
            await fairs[1].ThereAsync(20, 80, who: person);
            await fairs[2].ThereAsync(40, 100, who: person);
            people.Add(person);
        }

        app.Clock.Set(new DateTimeOffset(fairs[0].Start.AddMinutes(121), TimeSpan.Zero));
        await app.Services.GetRequiredService<HoursPatrol>().WalkAsync(Ct);
        await using var node = database == TestDatabases.Postgres ? app.AnotherNode() : null;
        TestApp[] nodes = [app, node ?? app];

        // Row by row, each in a transaction of its own, so that those of one person meet.
        List<HoursProven> waiting;
        using (var scope = app.Scope())
        {
            waiting = [.. (await scope.Db.Set<ServiceRecord>().AsNoTracking().Where(r => r.State == RecordState.Proven).ToListAsync(Ct)).OrderBy(r => r.VolunteerId).Select(r => new HoursProven(r.SourceId, r.Id, r.PostingId!.Value))];
        }

        Assert.Equal(3 * People, waiting.Count);
        await Parallel.ForEachAsync(waiting.Index(), new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Ct }, async (item, ct) => await Collisions.RepeatAsync(async () =>
        {
            using var scope = nodes[item.Index % 2].Scope();
            await using var work = await scope.Db.BeginWorkAsync(ct);
            await scope.Get<ToLedger>().HandleAsync([item.Item], ct);
            await scope.Db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
        }));
        await Task.WhenAll(nodes.Select(n => n.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct))); // The messages come late, and post nothing again.

        foreach (var person in people)
        {
            Assert.Equal(100, await fairs[0].BalanceAsync(person)); // From the first coming to the last leaving.
        }

        Assert.Null(await fairs[0].VerifyAsync());
        using var after = app.Scope();
        Assert.Equal(0, await after.Db.Set<OutboxRow>().CountAsync(r => r.Failures > 0 || r.DoneAt == null, Ct));
    }

    /// <summary>The outbox as it runs: whole batches on two nodes, and hours that are taken back in between.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Batches_on_two_nodes_and_hours_taken_back_meanwhile_leave_no_row_behind(string database)
    {
        await using var app = await TestApp.StartAsync(database, WithoutPump);
        await app.HoldRuleAsync("identical", new { on = 0, people = 5 }); // They come and leave by the minute here.
        Presences[] fairs = [await Presences.BuildAsync(app), await Presences.BuildAsync(app)];
        var people = new List<Guid>();
        for (var i = 0; i < People; i++)
        {
            people.Add(await fairs[0].ThereAsync(0, 60));
        }

        await fairs[0].SettleAsync(76);
        foreach (var person in people)
        {
            await fairs[1].ThereAsync(30, 90, who: person);
        }

        app.Clock.Set(new DateTimeOffset(fairs[0].Start.AddMinutes(121), TimeSpan.Zero));
        await app.Services.GetRequiredService<HoursPatrol>().WalkAsync(Ct);
        await using var node = database == TestDatabases.Postgres ? app.AnotherNode() : null;
        var pumps = new[] { app, node ?? app }.Select(n => n.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct));

        await Task.WhenAll([.. pumps, .. people.Index().Where(p => p.Index % 2 == 0).Select(p => Task.Run(() => Collisions.RepeatAsync(() => RevokeAsync(app, fairs[0], p.Item)), Ct))]);
        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);

        foreach (var (index, person) in people.Index())
        {
            var balance = await fairs[0].BalanceAsync(person);
            Assert.True(index % 2 == 0 ? balance is 30 or 60 : balance == 90, $"{index}: {balance}"); // Taken back before the other was posted, or after it.
        }

        Assert.Null(await fairs[0].VerifyAsync());
        using var after = app.Scope();
        Assert.Equal(0, await after.Db.Set<OutboxRow>().CountAsync(r => r.Failures > 0 || r.DoneAt == null, Ct));
    }

    /// <summary>Nothing is posted before the test does it.</summary>
    private static void WithoutPump(IServiceCollection services)
    {
        foreach (var pump in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(OutboxPump)).ToList())
        {
            services.Remove(pump);
        }
    }

    private static async Task<bool> RevokeAsync(TestApp app, Presences fair, Guid person)
    {
        using var scope = app.Scope();
        await using var work = await scope.Db.BeginWorkAsync(Ct);
        var id = await scope.Db.Set<ServiceRecord>().Where(r => r.SourceId == fair.Activity && r.VolunteerId == person).Select(r => r.Id).SingleAsync(Ct);
        var done = await scope.Get<Reversals>().RevokeAsync(await scope.Db.LockAsync<ServiceRecord>([fair.Activity], [id], Ct), "查实", Ct);
        await scope.Db.SaveChangesAsync(Ct);
        await work.CommitAsync(Ct);
        return done;
    }
}
