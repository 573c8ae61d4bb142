using System.Net.Http.Json;
using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Ledger.Domain;
using Weiguang.People;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>Whom the sweep finds: whoever spreads what is entered afterwards, and whoever switches a rule off for the moment.</summary>
public class SweepTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Until now 1,199 minutes a month stayed under the floor, and who had no team was never looked at.</summary>
    [Theory]
    [InlineData("Sqlite", 1199, true, "team", true)]
    [InlineData("Sqlite", 330, false, "lead", true)]
    [InlineData("Postgres", 330, false, "lead", true)]
    [InlineData("Sqlite", 290, false, "lead", false)]
    [InlineData("Sqlite", 330, true, "place", true)] // A team and a leader for each.
    [InlineData("Sqlite", 400, true, "approver", true)] // A place for each as well.
    [InlineData("Postgres", 400, true, "approver", true)]
    public async Task Who_spreads_what_was_entered_afterwards_is_found_by_another_side(string database, int late, bool hasTeam, string side, bool isHit)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var (team, lead, approver) = (Guid.CreateVersion7(), Guid.CreateVersion7(), await app.PersonAsync());
        using (var scope = app.Scope())
        {
            for (var i = 0; i < 4; i++)
            {
                var place = side == "approver" ? TestPeople.Village + (1000 * i) : TestPeople.Village;
                var (ownTeam, ownLead) = (hasTeam ? side == "team" ? team : Guid.CreateVersion7() : (Guid?)null, side is "lead" ? lead : Guid.CreateVersion7());
                foreach (var isLate in (bool[])[true, false])
                {
                    var record = Record(app, fair, await app.VolunteerAsync(), place, ownTeam, ownLead);
                    var counted = new Counted(record.FromAt.AddHours(5), ProofKinds.None, (late / 4) + (i < late % 4 ? 1 : 0), isLate ? EvidenceGrade.D : EvidenceGrade.A);
                    if (isLate)
                    {
                        record.Announce(counted, app.Clock.Now().AddDays(3), approver, app.Clock.Now(), "停电");
                    }
                    else
                    {
                        record.Count(counted, RecordBasis.CheckOut, Guid.Empty, app.Clock.Now());
                    }

                    scope.Db.Add(record);
                }
            }

            await scope.Db.SaveChangesAsync(Ct);
        }

        using (var scope = app.Scope())
        {
            await scope.Get<AnomalySweep>().RunAsync(Ct);
        }

        using var end = app.Scope();
        var found = await end.Db.Set<AnomalyCase>().AsNoTracking().Where(c => c.SourceId == fair.Activity && c.Kind == AnomalyKind.BackfillShare).ToListAsync(Ct);
        Assert.Equal(isHit ? 1 : 0, found.Count);
        var records = await end.Db.Set<ServiceRecord>().AsNoTracking().ToListAsync(Ct);
        Assert.Equal(isHit ? 4 : 0, records.Count(r => r.HeldAt is not null));
        Assert.All(records.Where(r => r.HeldAt is not null), r => Assert.Equal(EvidenceGrade.D, r.Grade)); // What was proven goes on.
        Assert.All(found, c => Assert.Contains(side switch { "team" => "这支队伍", "lead" => "这位组织者", "place" => "这个地方", _ => "同一个人" }, c.Evidence, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_rule_switched_off_for_one_sweep_and_restored_finds_what_happened_under_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var coordinator = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);
        for (var i = 0; i < 5; i++)
        {
            await fair.ThereAsync(i, 60 + i, device: "p1");
        }

        app.Clock.Set(new DateTimeOffset(fair.Start.AddMinutes(70), TimeSpan.Zero));
        await SetAsync(app, coordinator, on: 0); // They came when it was looked for.
        await fair.SettleAsync(80);
        await SetAsync(app, coordinator, on: 1);

        using var scope = app.Scope();
        Assert.Equal(5, (await scope.Db.Set<AnomalyCase>().SingleAsync(c => c.Kind == AnomalyKind.Device, Ct)).VolunteerIds.Length);
        Assert.False(await scope.Db.Set<LedgerEntry>().AnyAsync(e => e.Account!.PersonId != null, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_happened_while_a_county_did_not_look_for_it_stays_as_it_was_counted(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var coordinator = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);
        await app.HoldRuleAsync("device", new { on = 0, people = 5 });
        var fair = await Presences.BuildAsync(app);
        for (var i = 0; i < 5; i++)
        {
            await fair.ThereAsync(i, 60 + i, device: "p1");
        }

        await fair.SettleAsync(80);
        await SetAsync(app, coordinator, on: 1);
        await Presences.WalkAsync(app); // It looks back, and judges by the day.

        using var scope = app.Scope();
        Assert.False(await scope.Db.Set<AnomalyCase>().AnyAsync(Ct));
    }

    private static async Task SetAsync(TestApp app, Guid coordinator, int on)
    {
        using var answer = await (await app.ProgramOfAsync(coordinator)).PutAsJsonAsync($"/api/v1/hour-rules/{TestPeople.County}/device", new { numbers = new Dictionary<string, int> { ["on"] = on, ["people"] = 5 } }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        await app.ApproveRuleAsync("device");
    }

    private static ServiceRecord Record(TestApp app, Presences fair, Guid volunteer, long place, Guid? team, Guid lead) => new()
    {
        Source = "activity", SourceId = fair.Activity, EngagementId = fair.Shift, VolunteerId = volunteer, DivisionCode = place, TeamId = team, Title = "清理河道", Category = "0006", Place = "河边", Content = "清理员",
        Organiser = "那金村志愿服务队", LeadId = lead, LeadName = Sealed.Nothing, FromAt = app.Clock.Now(),
    };
}
