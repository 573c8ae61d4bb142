using System.Net;
using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Activities.Rights;

/// <summary>Steps with hours: what a page does not offer, the API does not take either, and what it offers can be taken.</summary>
public class HourRightsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Only_hours_that_are_shown_in_public_can_be_doubted_and_never_ones_own(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var (proven, asked) = (await fair.ThereAsync(0, 100), await fair.ThereAsync(0, 100, ProofKinds.Word, ProofKinds.Word, fair.LeadId));
        await fair.SettleAsync(200);
        var (shown, hidden) = (await fair.RecordAsync(proven), await fair.RecordAsync(asked));
        Assert.Equal((RecordState.Posted, RecordState.Unconfirmed), (shown.State, hidden.State));

        foreach (var (person, record, open) in new[] { (asked, shown, true), (proven, shown, false), (proven, hidden, false), (fair.LeadId, hidden, false) })
        {
            var (browser, program) = (await app.BrowserOfAsync(person), await app.ProgramOfAsync(person));
            var link = $"/hours/{fair.Activity}/records/{record.Id}/object";
            Assert.Equal(open, (await browser.GetPageAsync($"/hours/{fair.Activity}", Ct)).QuerySelector($"a[href='{link}']") is not null);
            using var page = await browser.GetAsync(link, Ct);
            Assert.Equal(open ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
            Assert.Equal(open, await fair.PostAsync(program, $"records/{record.Id}/objections", new { reason = "没见到他" }) == 204);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_evaluation_is_written_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, 100);
        await fair.SettleAsync(200);
        var record = await fair.RecordAsync(volunteer);

        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"engagements/{fair.Shift}/evaluation", new { stars = 5, words = "认真", recordId = record.Id }));
        Assert.Equal(409, await fair.PostAsync(fair.Lead, $"engagements/{fair.Shift}/evaluation", new { stars = 1, words = "算了", recordId = record.Id }));
        Assert.Equal(5, (await fair.RecordAsync(volunteer)).Stars);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Staff_who_belong_to_the_team_read_an_objection_and_are_not_shown_how_to_decide_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var volunteer = await fair.ThereAsync(0, 100);
        await fair.SettleAsync(200);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonAsync()), $"records/{(await fair.RecordAsync(volunteer)).Id}/objections", new { reason = "没见到他" }));
        using var scope = app.Scope();
        var objection = await scope.Db.Set<Objection>().SingleAsync(o => o.SourceId == fair.Activity, Ct);
        var member = await app.VolunteerAsync();
        await app.GrantAsync(member, Role.Coordinator, TestPeople.County);
        await (await app.ProgramOfAsync(member)).PostAsJsonAsync($"/api/v1/teams/{team}/join", new { }, Ct);

        foreach (var (person, open) in new[] { (member, false), (fair.StaffId, true) })
        {
            var browser = await app.BrowserOfAsync(person, Role.Coordinator);
            var page = await browser.GetPageAsync($"/console/hours/{fair.Activity}/objections/{objection.Id}", Ct);
            Assert.Equal(open, page.QuerySelector("[name='Form.Upheld']") is not null);
            Assert.Equal(open, await fair.PostAsync(await app.ProgramOfAsync(person, Role.Coordinator), $"objections/{objection.Id}/decision", new { upheld = false, decision = "问过了，他在" }) == 204);
        }
    }
}
