using Weiguang.Tests.Activities;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Hours;

/// <summary>From a presence to an hour in the ledger, and back when it was wrong.</summary>
public class RecordFlowTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_was_there_with_two_proofs_has_the_hours_at_once_and_once(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(-5, 115);
        var (patrol, pump) = (app.Services.GetRequiredService<HoursPatrol>(), app.Services.GetRequiredService<OutboxPump>());
        app.Clock.Set(new DateTimeOffset(fair.Start.AddMinutes(119), TimeSpan.Zero));
        await patrol.WalkAsync(Ct);
        Assert.Null((await StayAsync(app, volunteer)).RecordedAt); // They may come back: it may have been a slip.
        app.Clock.Set(new DateTimeOffset(fair.Start.AddMinutes(120), TimeSpan.Zero));

        await Task.WhenAll(patrol.WalkAsync(Ct), patrol.WalkAsync(Ct)); // Two nodes.
        await Task.WhenAll(pump.DrainAsync(Ct), pump.DrainAsync(Ct));
        await Presences.WalkAsync(app);

        var record = await fair.RecordAsync(volunteer);
        Assert.Equal((RecordState.Posted, EvidenceGrade.A, 115), (record.State, record.Grade, record.Minutes)); // The five minutes at the door are nobody's.
        Assert.Equal(115, await fair.BalanceAsync(volunteer));
        Assert.Null(await fair.VerifyAsync());
        var mine = await (await app.ProgramOfAsync(volunteer)).GetFromJsonAsync<JsonElement>("/api/v1/me/records", Ct);
        Assert.Equal("posted", Assert.Single(mine.GetProperty("items").EnumerateArray()).GetProperty("state").GetString());
        using var scope = app.Scope();
        var line = Assert.Single((await scope.Get<LedgerBook>().EntriesAsync(volunteer, LedgerUnit.Minutes, ct: Ct)).Items);
        Assert.Equal(("activity", EvidenceGrade.A), (line.SourceKind, line.Evidence));
        Assert.Equal(["清理河道", "那金村志愿服务队"], line.Args);
    }

    private static async Task<Stay> StayAsync(TestApp app, Guid volunteer)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Stay>().AsNoTracking().SingleAsync(s => s.VolunteerId == volunteer, Ct);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_organiser_with_the_longest_name_there_may_be_has_hours_recorded(string database)
    {
        var app = await apps.On(database);
        var name = string.Concat(Enumerable.Repeat("那金村便民志愿服务站", 10));
        var fair = await Presences.BuildAsync(app, change: a => a.Organiser = name);
        var volunteer = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);

        Assert.Equal(100, name.Length);
        Assert.Equal(60, await fair.BalanceAsync(volunteer));
        Assert.Equal(name, (await fair.RecordAsync(volunteer)).Organiser);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_message_sent_again_or_late_posts_nothing_twice(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        var record = await fair.RecordAsync(volunteer);
        using (var scope = app.Scope())
        {
            scope.Db.Publish(new HoursProven(record.SourceId, record.Id, record.PostingId!.Value), app.Clock); // As after a crash between two databases.
            await scope.Db.SaveChangesAsync(Ct);
        }

        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);

        Assert.Equal(60, await fair.BalanceAsync(volunteer));
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_proof_waits_a_quarter_of_an_hour_for_a_second(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, 100, ProofKinds.Card, ProofKinds.RotatingCode);

        await fair.SettleAsync(114);
        Assert.Equal(0, await fair.BalanceAsync(volunteer));
        await fair.SettleAsync(115.1);

        Assert.Equal((EvidenceGrade.B, 100L), ((await fair.RecordAsync(volunteer)).Grade, await fair.BalanceAsync(volunteer)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_forgotten_check_out_is_asked_about_and_the_organisers_word_needs_a_picture_a_second_and_publicity(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, null);
        var missing = await fair.SeatedAsync();
        await fair.SettleAsync(151); // Half an hour of slack, then the shift is settled.
        var record = await fair.RecordAsync(volunteer);
        Assert.Equal(RecordState.Questioned, record.State);

        Assert.Equal(400, await fair.PostAsync(fair.Lead, $"records/{record.Id}/end", new { until = fair.Start.AddMinutes(121) }));
        Assert.Equal(404, await fair.PostAsync(await app.ProgramOfAsync(missing), $"records/{record.Id}/end", new { until = fair.Start.AddMinutes(90) }));
        Assert.Equal(400, await fair.PostAsync(fair.Lead, $"records/{record.Id}/end", new { until = fair.Start.AddMinutes(90) })); // Nothing shows that they stayed: that takes a picture.
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, record.Id));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"records/{record.Id}/end", new { until = fair.Start.AddMinutes(90) }));
        Assert.Equal(409, await fair.PostAsync(fair.Lead, $"records/{record.Id}/end", new { until = fair.Start.AddMinutes(80) }));
        Assert.Equal(403, await fair.PostAsync(fair.Lead, $"records/{record.Id}/confirm"));
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(volunteer), $"records/{record.Id}/confirm"));
        await fair.SettleAsync(160);
        Assert.Equal((RecordState.Publicity, 0L), ((await fair.RecordAsync(volunteer)).State, await fair.BalanceAsync(volunteer)));
        await fair.SettleAsync(12 * 24 * 60);

        Assert.Equal((EvidenceGrade.D, 90L), ((await fair.RecordAsync(volunteer)).Grade, await fair.BalanceAsync(volunteer)));
        using var scope = app.Scope();
        Assert.Equal(SignupStatus.NoShow, await scope.Db.Set<Signup>().Where(s => s.VolunteerId == missing).Select(s => s.Status).SingleAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Without_an_answer_the_last_proof_counts_with_a_lower_grade(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var seen = await fair.ThereAsync(0, null, seen: 70);
        var never = await fair.ThereAsync(0, null);
        await fair.SettleAsync(151);

        await fair.SettleAsync(151 + (3 * 24 * 60) + 1);

        var record = await fair.RecordAsync(seen);
        Assert.Equal((RecordState.Posted, EvidenceGrade.B, RecordBasis.LastSeen, 70), (record.State, record.Grade, record.Basis, record.Minutes));
        Assert.Equal(RecordState.Questioned, (await fair.RecordAsync(never)).State); // Nothing shows that they stayed: that is asked on, and not zero.
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_correction_is_asked_answered_and_decided_by_three_people_and_both_postings_stay(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var id = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        var (volunteer, record) = (await app.ProgramOfAsync(id), await fair.RecordAsync(id));
        var inside = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);
        await JoinAsync(app, team, inside);

        Assert.Equal(400, await fair.PostAsync(volunteer, $"records/{record.Id}/corrections", new { reason = " " }));
        Assert.Equal(204, await fair.PostAsync(volunteer, $"records/{record.Id}/corrections", new { reason = "做到了十二点" }));
        Assert.Equal(409, await fair.PostAsync(volunteer, $"records/{record.Id}/corrections", new { reason = "再催一下" }));
        var correction = (await fair.GetAsync(volunteer, $"records/{record.Id}")).GetProperty("corrections")[0].GetProperty("id").GetGuid();
        Assert.Equal(400, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 400, answer = "对" }));
        await fair.SettleAsync(115); // Nobody can have served so long before.
        Assert.Equal(400, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 110, answer = "对，我在场" })); // Without a picture.
        Assert.Equal(HttpStatusCode.Forbidden, await volunteer.BringPictureAsync(fair.Activity, record.Id));
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, record.Id));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 110, answer = "对，我在场" }));
        Assert.Equal(409, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "有照片为证" })); // The volunteer has not said yes to so many.
        await app.AgreeAsync(fair.Activity, correction);
        Assert.Equal(403, await fair.PostAsync(await app.ProgramOfAsync(inside), $"corrections/{correction}/decision", new { approved = true, decision = "同意" }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "有照片为证" }));
        await fair.SettleAsync(116);
        Assert.Equal(60, await fair.BalanceAsync(id)); // What was proven goes on counting.
        var line = Assert.Single((await fair.GetAsync(app.Browser(), "")).GetProperty("items").EnumerateArray());
        Assert.Equal((60, 110), (line.GetProperty("minutes").GetInt32(), line.GetProperty("said").GetInt32()));
        await fair.SettleAsync(12 * 24 * 60);

        Assert.Equal(110, await fair.BalanceAsync(id));
        using var scope = app.Scope();
        Assert.Equal([60L, -60L, 110L], (await scope.Get<LedgerBook>().EntriesAsync(id, LedgerUnit.Minutes, ct: Ct)).Items.Select(l => l.Amount).Reverse());
        Assert.Equal(EvidenceGrade.D, (await fair.RecordAsync(id)).Grade); // What was added rests on people's word.
        Assert.Equal(50, await scope.Db.Set<BackfillUse>().Where(u => u.TeamId == team).SumAsync(u => u.Minutes, Ct));
        Assert.Equal(["算出时长", "记入时长账", "审核通过，开始公示", "更正", "记入时长账"], (await fair.RecordAsync(id)).Story.OrderBy(s => s.Sequence).Select(s => Weiguang.Kernel.Text.EnumPhrases.Phrase(s.Action)));
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_objection_that_is_right_takes_the_hours_back_and_nobody_learns_whose_it_was(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var id = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        var (record, neighbour) = (await fair.RecordAsync(id), await app.PersonAsync("郑多嘴"));

        var shown = Assert.Single((await fair.GetAsync(app.Browser(), "")).GetProperty("items").EnumerateArray());
        Assert.Equal("李*", shown.GetProperty("name").GetString());
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(neighbour), $"records/{record.Id}/objections", new { reason = "他那天在外地" }));
        Assert.Equal(400, await fair.PostAsync(await app.ProgramOfAsync(neighbour), $"records/{record.Id}/objections", new { reason = "真的" })); // They have said it.
        using var scope = app.Scope();
        var objection = await scope.Db.Set<Objection>().Where(o => o.RecordId == record.Id).Select(o => o.Id).SingleAsync(Ct);
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"objections/{objection}/decision", new { upheld = true, decision = "查实不在场" }));

        Assert.Equal(0, await fair.BalanceAsync(id));
        Assert.Equal(RecordState.Void, (await fair.RecordAsync(id)).State);
        Assert.Null(await fair.VerifyAsync());
        var page = await (await app.BrowserOfAsync(id)).GetStringAsync($"/hours/{fair.Activity}/records/{record.Id}", Ct);
        Assert.Contains("查实不在场", page);
        Assert.DoesNotContain("郑多嘴", page);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Verifying_finds_a_record_that_says_more_than_was_posted(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var id = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        Assert.Null(await fair.VerifyAsync());
        using var scope = app.Scope();
        await scope.Db.Set<ServiceRecord>().Where(r => r.VolunteerId == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Minutes, 300), Ct);

        Assert.Equal(LedgerFault.Source, (await fair.VerifyAsync())?.Fault);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Records_have_a_clock_that_reminds_and_shows_what_is_late(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        await fair.ThereAsync(0, 60);
        await fair.SettleAsync(151);
        await fair.SettleAsync(30 * 24 * 60);

        var desk = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.County));
        Assert.Contains($"/hours/{fair.Activity}/records", await desk.GetStringAsync("/console/cases", Ct));
        var office = $"/console/hours/{fair.Activity}/records?engagement={fair.Shift}";
        Assert.Contains("没办完 还没有评价", string.Join(' ', (await desk.GetPageAsync(office, Ct)).QuerySelector("main li.card")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        const string Urge = "form:has([name=_handler][value='urge'])";
        using var urged = await desk.SubmitAsync(office, form: Urge, ct: Ct);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, urged.StatusCode);
        Assert.Contains("站里催办：“{0}”的服务记录已经超期，还有 {1} 条没办完，请尽快补上。", await app.ToldAsync(fair.LeadId));
        Assert.Null((await (await app.BrowserOfAsync(fair.LeadId)).GetPageAsync($"/hours/{fair.Activity}/records?engagement={fair.Shift}", Ct)).QuerySelector(Urge)); // Who is reminded reminds nobody.
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"engagements/{fair.Shift}/evaluation", new { stars = 5, words = "认真" }));
        Assert.Null((await desk.GetPageAsync(office, Ct)).QuerySelector(Urge));
        Assert.DoesNotContain($"/hours/{fair.Activity}/records", await desk.GetStringAsync("/console/cases", Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task To_evaluate_twice_is_done_and_to_evaluate_after_another_is_told(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var who = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(151);
        var record = (await fair.RecordAsync(who)).Id;
        foreach (var body in new object[] { new { stars = 4, words = "认真", recordId = record }, new { stars = 4, words = "认真" } })
        {
            Assert.Equal(204, await fair.PostAsync(fair.Lead, $"engagements/{fair.Shift}/evaluation", body));
            Assert.Equal(204, await fair.PostAsync(fair.Lead, $"engagements/{fair.Shift}/evaluation", body)); // Pressed twice.
            Assert.Equal(409, await fair.PostAsync(fair.Staff, $"engagements/{fair.Shift}/evaluation", body));
        }

        Assert.Equal(409, await fair.PostAsync(fair.Lead, $"engagements/{fair.Shift}/evaluation", new { stars = 1, words = "认真", recordId = record }));
        Assert.Equal(1, (await fair.RecordAsync(who)).Story.Count(e => e.Action == RecordAction.Evaluate));

        // The page's form is gone by then; what it posts is taken as done all the same.
        var browser = await app.BrowserOfAsync(fair.LeadId);
        using var again = await browser.ForgeAsync($"/hours/{fair.Activity}/records?engagement={fair.Shift}", ("_handler", "evaluate"), ("Form.Stars", "4"), ("Form.Words", "认真"));
        Assert.Contains("评价写好了", (await browser.GetPageAsync(again.Headers.Location!.OriginalString, Ct)).QuerySelector(".flash")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task JoinAsync(TestApp app, Guid team, Guid person)
    {
        using var scope = app.Scope();
        scope.Db.Add(TeamMember.Join(team, person, TeamRole.Member, app.Clock.GetUtcNow().UtcDateTime));
        await scope.Db.SaveChangesAsync(Ct);
    }
}
