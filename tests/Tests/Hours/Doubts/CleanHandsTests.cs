using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>Whoever decides about hours had no hand in them: else it goes to the office above.</summary>
public class CleanHandsTests
{
    private const long City = 220800000000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_official_who_ticked_six_absent_people_cannot_clear_it_and_the_one_above_can(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        for (var i = 0; i < 6; i++)
        {
            await fair.ThereAsync(4 + (i / 60d), 60 + (i * 3.3), ProofKinds.Word, ProofKinds.Word, by: fair.StaffId); // One a second.
        }

        await fair.SettleAsync(100);
        var found = await CaseAsync(fair, AnomalyKind.Identical);
        Assert.Equal(403, await fair.PostAsync(fair.Staff, $"anomalies/{found}/clear", new { words = "人都在" }));
        Assert.Equal(403, await fair.PostAsync(fair.Staff, $"anomalies/{found}/hold"));
        Assert.Equal(204, await fair.PostAsync(await AboveAsync(app), $"anomalies/{found}/uphold", new { words = "没有人来" }));
    }

    /// <summary>Before a record is made of it: the case is about presences, and so are the hands.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nor_while_none_of_the_six_has_a_record(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var people = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            people.Add(await fair.ThereAsync(4 + (i / 60d), 60, ProofKinds.Word, ProofKinds.Word, by: fair.StaffId));
        }

        Guid found;
        using (var scope = app.Scope())
        {
            var anomaly = new AnomalyCase
            {
                SourceId = fair.Activity, Kind = AnomalyKind.Identical, Facts = "x", DivisionCode = TestPeople.Village, TeamId = null, Title = "清理河道", Organiser = "队", LeadId = fair.LeadId, Evidence = "", Arguments = [],
                EngagementId = fair.Shift, VolunteerIds = [.. people], At = app.Clock.GetUtcNow().UtcDateTime,
            };
            scope.Db.Add(anomaly);
            await scope.Db.SaveChangesAsync(Ct);
            found = anomaly.Id;
        }

        Assert.Equal(403, await fair.PostAsync(fair.Staff, $"anomalies/{found}/clear", new { words = "人都在" }));
        Assert.Equal(204, await fair.PostAsync(await AboveAsync(app), $"anomalies/{found}/clear", new { words = "人都在" }));
    }

    [Theory]
    [InlineData("Sqlite", "approved")]
    [InlineData("Postgres", "approved")]
    [InlineData("Sqlite", "rule")]
    [InlineData("Postgres", "rule")]
    [InlineData("Sqlite", "team")]
    [InlineData("Postgres", "team")]
    public async Task Nor_does_who_approved_the_activity_changed_the_rule_or_is_in_a_team_with_who_leads_it(string database, string part)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var other = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);
        await TakePartAsync(app, fair, part, other);
        for (var i = 0; i < 5; i++)
        {
            await fair.ThereAsync(i, 60 + i, device: "p1");
        }

        var doubted = await fair.ThereAsync(0, 61);
        await fair.SettleAsync(100);
        var found = await CaseAsync(fair, AnomalyKind.Device);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonAsync("郑多嘴")), $"records/{(await fair.RecordAsync(doubted)).Id}/objections", new { reason = "没见他" }));
        Guid objection;
        using (var scope = app.Scope())
        {
            objection = await scope.Db.Set<Objection>().Select(o => o.Id).SingleAsync(Ct);
        }

        var theirs = await app.ProgramOfAsync(other);
        Assert.Equal(403, await fair.PostAsync(theirs, $"anomalies/{found}/clear", new { words = "人都在" }));
        Assert.Equal(403, await fair.PostAsync(theirs, $"objections/{objection}/decision", new { upheld = false, decision = "在的" }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{found}/clear", new { words = "人都在" })); // A colleague without part.
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"objections/{objection}/decision", new { upheld = false, decision = "在的" }));
    }

    private static async Task TakePartAsync(TestApp app, Presences fair, string part, Guid person)
    {
        if (part == "team")
        {
            await app.BandAsync(fair.LeadId, person); // The activity itself is no team's.
            return;
        }

        if (part == "approved")
        {
            using var scope = app.Scope();
            var last = await scope.Db.Set<ActivityEvent>().Where(e => e.ActivityId == fair.Activity).MaxAsync(e => (int?)e.Sequence, Ct) ?? 0;
            scope.Db.Add(new ActivityEvent { ActivityId = fair.Activity, Sequence = last + 1, Action = ActivityAction.Approve, From = ActivityStatus.PendingReview, To = ActivityStatus.Published, ActorId = person, At = app.Clock.GetUtcNow().UtcDateTime });
            await scope.Db.SaveChangesAsync(Ct);
            return;
        }

        var program = await app.ProgramOfAsync(person);
        foreach (var (rule, numbers) in ((string, Dictionary<string, int>)[])[("device", new() { ["on"] = 1, ["people"] = 4 }), ("day", new() { ["mostMinutes"] = 900 })])
        {
            using var answer = await program.PutAsJsonAsync($"/api/v1/hour-rules/{TestPeople.County}/{rule}", new { numbers }, Ct);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        }
    }

    private static async Task<HttpClient> AboveAsync(TestApp app) => await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, City));

    private static async Task<Guid> CaseAsync(Presences fair, AnomalyKind kind)
    {
        using var scope = fair.App.Scope();
        return (await scope.Db.Set<AnomalyCase>().Where(c => c.SourceId == fair.Activity).ToListAsync(Ct)).Single(c => c.Kind == kind).Id;
    }
}
