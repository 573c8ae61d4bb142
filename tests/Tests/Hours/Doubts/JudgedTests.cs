using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Kernel.Desks;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>What people have judged never comes again by itself; only a correction with a referee brings it back.</summary>
public class JudgedTests
{
    private const int Day = 24 * 60;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A kiosk brings home a leaving a minute earlier: it looked like a stay that nobody had recorded.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Hours_that_an_objection_took_back_do_not_come_again_by_a_late_scan_and_can_be_corrected(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(77);
        Assert.Equal(60, await fair.BalanceAsync(person));
        await TakeBackAsync(fair, person);

        await ScanAsync(fair, person, ProofEnd.Out, 59);
        await fair.SettleAsync(90);
        await fair.SettleAsync(160);

        var record = Assert.Single(await RecordsAsync(fair, person));
        Assert.Equal((RecordState.Void, 0L), (record.State, await fair.BalanceAsync(person)));
        await CorrectAsync(fair, record, 40);
        Assert.Equal(40, await fair.BalanceAsync(person));
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nor_does_anybody_an_upheld_case_is_about_whether_or_not_they_had_left(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var people = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            people.Add(await fair.ThereAsync(i, i == 5 ? null : 60 + i, device: "p1"));
        }

        await fair.SettleAsync(81);
        Guid found;
        using (var scope = app.Scope())
        {
            found = (await scope.Db.Set<AnomalyCase>().SingleAsync(c => c.Kind == AnomalyKind.Device, Ct)).Id;
        }

        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{found}/uphold", new { words = "没有人来" }));
        await fair.SettleAsync(85);
        for (var i = 0; i < 6; i++)
        {
            await ScanAsync(fair, people[i], ProofEnd.Out, i == 5 ? 80 : 59 + i);
        }

        await fair.SettleAsync(100);
        await fair.SettleAsync(160);

        foreach (var person in people)
        {
            Assert.Equal((RecordState.Void, 0L), (Assert.Single(await RecordsAsync(fair, person)).State, await fair.BalanceAsync(person)));
        }

        await CorrectAsync(fair, await fair.RecordAsync(people[5]), 30);
        Assert.Equal(30, await fair.BalanceAsync(people[5]));
        Assert.Null(await fair.VerifyAsync());
    }

    /// <summary>The scan is another's: it only has the shift settled once more.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nor_is_anybody_asked_anew_when_somebody_else_comes_in_late(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var (judged, late) = (await fair.ThereAsync(0, null, seen: 50), await fair.SeatedAsync());
        await fair.SettleAsync(151);
        await fair.SettleAsync(151 + (3 * Day) + 1);
        Assert.Equal(50, await fair.BalanceAsync(judged));
        await TakeBackAsync(fair, judged);

        await ScanAsync(fair, late, ProofEnd.In, 5);
        await fair.SettleAsync(152 + (3 * Day));
        await fair.SettleAsync(153 + (3 * Day));

        Assert.Equal(RecordState.Questioned, (await fair.RecordAsync(late)).State);
        Assert.Equal(RecordState.Void, Assert.Single(await RecordsAsync(fair, judged)).State);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_counted_nothing_by_nobodys_judgment_is_counted_anew(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.ThereAsync(0, 0.5);
        await fair.SettleAsync(20);
        Assert.Equal(RecordState.Void, (await fair.RecordAsync(person)).State);

        using (var scope = app.Scope())
        {
            var left = fair.Start.AddMinutes(60);
            await scope.Db.Set<Stay>().Where(s => s.VolunteerId == person).ExecuteUpdateAsync(set => set.SetProperty(s => s.OutAt, left).SetProperty(s => s.SeenAt, left).SetProperty(s => s.RecordedAt, (DateTime?)null), Ct);
        }

        await fair.SettleAsync(90);

        Assert.Equal(60, (await RecordsAsync(fair, person)).Sum(r => r.Counts));
    }

    private static async Task TakeBackAsync(Presences fair, Guid person)
    {
        var record = await fair.RecordAsync(person);
        Assert.Equal(204, await fair.PostAsync(await fair.App.ProgramOfAsync(await fair.App.PersonAsync()), $"records/{record.Id}/objections", new { reason = "他没有来" }));
        Guid doubt;
        using (var scope = fair.App.Scope())
        {
            doubt = await scope.Db.Set<Objection>().Where(o => o.RecordId == record.Id).Select(o => o.Id).SingleAsync(Ct);
        }

        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"objections/{doubt}/decision", new { upheld = true, decision = "没有来" }));
        Assert.Equal((RecordState.Void, 0L), ((await fair.RecordAsync(person)).State, await fair.BalanceAsync(person)));
    }

    /// <summary>What a kiosk read then comes home now.</summary>
    private static Task<ProofAnswer> ScanAsync(Presences fair, Guid person, ProofEnd end, int minute) => fair.App.Services.GetRequiredService<Desk<ProofRequest, ProofAnswer>>().AskAsync(new(
        fair.Activity, null, person, end, ProofKinds.Card, Guid.CreateVersion7(), fair.Start.AddMinutes(minute), "kiosk", By: fair.LeadId, KioskId: new Guid(7, 0, 0, new byte[8]), DeviceAt: fair.Start.AddMinutes(minute)), Ct);

    private static async Task CorrectAsync(Presences fair, ServiceRecord record, int minutes)
    {
        using (var scope = fair.App.Scope())
        {
            await using var work = await scope.Db.BeginWorkAsync(Ct);
            Assert.True(await scope.Get<Reversals>().CorrectAsync(await scope.Db.Set<ServiceRecord>().SingleAsync(r => r.Id == record.Id, Ct), minutes, "核实了，来过", Ct));
            await scope.Db.SaveChangesAsync(Ct);
            await work.CommitAsync(Ct);
        }

        await Presences.WalkAsync(fair.App);
    }

    private static async Task<List<ServiceRecord>> RecordsAsync(Presences fair, Guid person)
    {
        using var scope = fair.App.Scope();
        return await scope.Db.Set<ServiceRecord>().AsNoTracking().Where(r => r.SourceId == fair.Activity && r.VolunteerId == person).ToListAsync(Ct);
    }
}
