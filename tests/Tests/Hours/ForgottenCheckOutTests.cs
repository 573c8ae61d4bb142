using Weiguang.Tests.Activities;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;
using Weiguang.Messages.Domain;
using Weiguang.People;

namespace Weiguang.Tests.Hours;

/// <summary>Who forgot to check out and has an organiser who does not answer.</summary>
public class ForgottenCheckOutTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const int Day = 24 * 60;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Their_own_word_and_the_same_from_the_organiser_are_two(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (same, other) = (await fair.ThereAsync(0, null, seen: 100), await fair.ThereAsync(0, null, seen: 100));
        await fair.SettleAsync(151);
        foreach (var who in (Guid[])[same, other])
        {
            var (program, record) = (await app.ProgramOfAsync(who), await fair.RecordAsync(who));
            Assert.Equal(400, await fair.PostAsync(program, $"records/{record.Id}/end", new { until = fair.Start.AddMinutes(121) }));
            Assert.Equal(204, await fair.PostAsync(program, $"records/{record.Id}/end", new { until = fair.Start.AddMinutes(100) }));
            Assert.Equal((RecordState.Questioned, 0L), ((await fair.RecordAsync(who)).State, await fair.BalanceAsync(who))); // One word proves nothing.
            Assert.Equal(409, await fair.PostAsync(program, $"records/{record.Id}/confirm"));
        }

        Assert.Equal(2, await ToldAsync(app, fair.LeadId, "{0}说那天在"));
        var read = (await fair.RecordAsync(same)).Version;
        foreach (var _ in (int[])[1, 2]) // Pressed twice: what the volunteer had said goes with the count.
        {
            Assert.Equal(204, await fair.PostAsync(fair.Lead, $"records/{(await fair.RecordAsync(same)).Id}/end", new { until = fair.Start.AddMinutes(100) }, read));
        }

        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"records/{(await fair.RecordAsync(other)).Id}/end", new { until = fair.Start.AddMinutes(60) }));
        await fair.SettleAsync(160);

        Assert.Equal((RecordState.Posted, EvidenceGrade.C, 100L), ((await fair.RecordAsync(same)).State, (await fair.RecordAsync(same)).Grade, await fair.BalanceAsync(same)));
        Assert.Equal((RecordState.Unconfirmed, 60), ((await fair.RecordAsync(other)).State, (await fair.RecordAsync(other)).Minutes)); // Another time: theirs to confirm.
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task While_two_kiosks_contradict_each_other_no_clock_counts_anything(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var who = await fair.ThereAsync(0, null, seen: 60);
        using (var scope = app.Scope())
        {
            await scope.Db.Set<Stay>().Where(a => a.VolunteerId == who).ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDisputed, true), Ct);
        }

        await fair.SettleAsync(151);
        await fair.SettleAsync(151 + (3 * Day) + 1);
        await fair.SettleAsync(151 + (7 * Day));

        Assert.Equal((RecordState.Questioned, 0), ((await fair.RecordAsync(who)).State, (await fair.RecordAsync(who)).Minutes));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Without_any_later_proof_the_station_is_asked_and_no_clock_makes_it_zero(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var station = await app.PersonWithAsync(Role.Station, TestPeople.Village);
        var fair = await Presences.BuildAsync(app);
        var (first, second) = (await fair.ThereAsync(0, null), await fair.ThereAsync(5, null));
        await fair.SettleAsync(151);
        await fair.SettleAsync(151 + (2 * Day) + 1);
        await Presences.WalkAsync(app);
        Assert.Equal(1, await ToldAsync(app, fair.LeadId, "“{0}”还有 {1} 人没有签退，等您确认"));

        await fair.SettleAsync(151 + (3 * Day) + 1);
        await Presences.WalkAsync(app);
        Assert.Equal((1, 1), (await ToldAsync(app, station, "“{0}”有人没有签退"), await ToldAsync(app, first, "您在“{0}”没有签退，组织者一直没有回话")));
        await fair.SettleAsync(151 + (40 * Day));
        Assert.All([await fair.RecordAsync(first), await fair.RecordAsync(second)], r => Assert.Equal((RecordState.Questioned, (DateTime?)null), (r.State, r.WaitsUntil)));

        var staff = await app.BrowserOfAsync(station);
        Assert.Contains($"/hours/{fair.Activity}/records?engagement={fair.Shift}", (await staff.GetPageAsync("/console/cases", Ct)).Body!.InnerHtml, StringComparison.Ordinal);
        var (own, record) = (await app.BrowserOfAsync(first), await fair.RecordAsync(first));
        var address = $"/hours/{fair.Activity}/records/{record.Id}";
        Assert.Contains(address, (await own.GetPageAsync("/me/records", Ct)).Body!.InnerHtml, StringComparison.Ordinal);
        var end = (IHtmlFormElement)(await own.GetPageAsync(address, Ct)).QuerySelector("form:has([name='Form.Until'])")!;
        var presses = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => own.SubmitAsync(address, end, new Dictionary<string, string> { ["Form.Until"] = Clock(fair, 90) }, Ct)));
        Assert.All(presses, said => Assert.Equal((HttpStatusCode.Redirect, "记下了，等组织者或站里核实"), (said.StatusCode, Html.Flash(said)))); // Not that somebody was here.
        var asked = await staff.GetPageAsync(address, Ct);
        Assert.Equal(Clock(fair, 90), asked.QuerySelector("[name='Form.Until']")!.GetAttribute("value")); // What they said stands there already.
        Assert.Contains("现在一分钟也不算", asked.QuerySelector("[data-last-seen]")!.TextContent, StringComparison.Ordinal);
        using var bare = await staff.SubmitAsync(address, (object?)null, "form:has([name='Form.Until'])", Ct);
        Assert.Contains("请放 1 到 6 张当时的照片", (await bare.ReadPageAsync(Ct)).QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, await (await app.ProgramOfAsync(station)).BringPictureAsync(fair.Activity, record.Id));
        using var confirmed = await staff.SubmitAsync(address, (object?)null, "form:has([name='Form.Until'])", Ct);
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        await Presences.WalkAsync(app);
        Assert.Equal((RecordState.Publicity, 0L), ((await fair.RecordAsync(first)).State, await fair.BalanceAsync(first)));
        await fair.SettleAsync(151 + (52 * Day));

        var after = await fair.RecordAsync(first);
        Assert.Equal((RecordState.Posted, EvidenceGrade.D, 90L), (after.State, after.Grade, await fair.BalanceAsync(first)));
        Assert.Equal([RecordAction.Question, RecordAction.Escalate, RecordAction.Propose, RecordAction.Count, RecordAction.Confirm, RecordAction.EndPublicity, RecordAction.Post], after.Story.OrderBy(e => e.Sequence).Select(e => e.Action));
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_says_another_time_than_the_last_proof_is_heard_by_the_station_and_then_the_proof_counts(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, null, seen: 70);
        await fair.SettleAsync(151);
        var (own, seen) = (await app.ProgramOfAsync(volunteer), await fair.RecordAsync(volunteer));
        var end = $"records/{seen.Id}/end?version={seen.Version}";
        Assert.Equal(204, await fair.PostAsync(own, end, new { until = fair.Start.AddMinutes(115) }));
        Assert.Equal(204, await fair.PostAsync(own, end, new { until = fair.Start.AddMinutes(115) })); // Pressed twice.
        Assert.Equal(409, await fair.PostAsync(own, end, new { until = fair.Start.AddMinutes(100) })); // Another time is not said by that.

        await fair.SettleAsync(151 + (3 * Day) + 1);
        Assert.Equal(RecordState.Questioned, (await fair.RecordAsync(volunteer)).State);
        await fair.SettleAsync(151 + (6 * Day) + 2);

        Assert.Equal((RecordBasis.LastSeen, EvidenceGrade.B, 70L), ((await fair.RecordAsync(volunteer)).Basis, (await fair.RecordAsync(volunteer)).Grade, await fair.BalanceAsync(volunteer)));
    }

    /// <summary>Their stay is gone: a late reading has shown that they were at another shift. It was looked for in every round, and nothing came of it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_question_about_a_stay_that_is_gone_is_settled_and_who_says_when_they_left_is_heard(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (silent, says) = (await fair.ThereAsync(0, null), await fair.ThereAsync(0, null));
        await fair.SettleAsync(151);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(says), $"records/{(await fair.RecordAsync(says)).Id}/end", new { until = fair.Start.AddMinutes(100) }));
        using (var scope = app.Scope())
        {
            await scope.Db.Set<Stay>().Where(s => s.SourceId == fair.Activity).ExecuteDeleteAsync(Ct);
        }

        await fair.SettleAsync(151 + (3 * Day) + 1);

        Assert.Equal((RecordState.Void, 0, (DateTime?)null), ((await fair.RecordAsync(silent)).State, (await fair.RecordAsync(silent)).Minutes, (await fair.RecordAsync(silent)).WaitsUntil));
        Assert.Equal(1, await ToldAsync(app, silent, "“{0}”没有算出时长"));
        Assert.True(await fair.RecordAsync(says) is { State: RecordState.Questioned, EscalatedAt: not null, WaitsUntil: null });
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_hundred_questions_that_nothing_comes_of_do_not_stop_the_next(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var stuck = new List<Guid>();
        for (var i = 0; i < 203; i++)
        {
            stuck.Add(Guid.CreateVersion7());
        }

        var honest = await fair.ThereAsync(0, null, seen: 70);
        await fair.SettleAsync(151);
        using (var scope = app.Scope())
        {
            // Escalated, and their kiosks contradict each other since: no clock counts anything, and their time is up.
            var facts = (await scope.Get<Engagements>().FactsAsync(fair.Activity, fair.Shift, Ct))!;
            foreach (var person in stuck)
            {
                var stay = new Stay { SourceId = fair.Activity, EngagementId = fair.Shift, VolunteerId = person, DivisionCode = TestPeople.Village, InAt = fair.Start, InProof = Presences.Both, SeenAt = fair.Start.AddMinutes(60), IsDisputed = true };
                var record = facts.Record(stay, false);
                record.Question(fair.Start.AddMinutes(1), fair.Start);
                record.Escalate(fair.Start.AddMinutes(2), fair.Start);
                scope.Db.AddRange(stay, record);
            }

            await scope.Db.SaveChangesAsync(Ct);
        }

        await fair.SettleAsync(152 + (3 * Day));
        await Presences.WalkAsync(app);

        Assert.Equal((RecordState.Posted, 70L), ((await fair.RecordAsync(honest)).State, await fair.BalanceAsync(honest)));
    }

    private static string Clock(Presences fair, int minute) => fair.Start.AddMinutes(minute).AddHours(8).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<int> ToldAsync(TestApp app, Guid person, string beginning)
    {
        return (await app.ToldAsync(person)).Count(text => text.StartsWith(beginning, StringComparison.Ordinal));
    }
}
