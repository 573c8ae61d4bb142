using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Messages.Domain;
using Weiguang.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Tests.Teams;

public class RosterTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_leader_lets_an_applicant_in_once_and_both_are_told(string database)
    {
        var app = await apps.On(database);
        var ((team, leader), volunteer) = (await app.TeamAsync(JoinMode.Approval), await app.VolunteerAsync("周大山"));
        await (await app.ProgramOfAsync(volunteer)).PostAsync($"/api/v1/teams/{team}/join", null, Ct);
        Assert.Equal((1, MemberState.Applied), ((await app.TeamOfAsync(team)).Members, (await app.MemberAsync(team, volunteer))!.State));

        var browser = await app.BrowserOfAsync(leader);
        var page = await browser.GetPageAsync($"/team/{team}", Ct);
        Assert.Contains("周大山", page.Body!.TextContent, StringComparison.Ordinal);
        var approve = (IHtmlFormElement)page.QuerySelector("form[data-step=Approve]")!;
        await browser.SubmitAsync($"/team/{team}", approve, ct: Ct);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync($"/team/{team}", approve, ct: Ct)).StatusCode);

        Assert.Equal((2, MemberState.Active), ((await app.TeamOfAsync(team)).Members, (await app.MemberAsync(team, volunteer))!.State));
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<Message>().CountAsync(m => m.PersonId == leader, Ct));
        Assert.Equal($"/teams/{team}", (await scope.Db.Set<Message>().SingleAsync(m => m.PersonId == volunteer, Ct)).Link);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Declining_needs_a_reason_that_the_applicant_reads(string database)
    {
        var app = await apps.On(database);
        var ((team, leader), volunteer) = (await app.TeamAsync(JoinMode.Approval), await app.VolunteerAsync());
        await (await app.ProgramOfAsync(volunteer)).PostAsync($"/api/v1/teams/{team}/join", null, Ct);
        var browser = await app.BrowserOfAsync(leader);

        var refused = await (await browser.SubmitAsync($"/team/{team}", form: "form[data-step=Decline]", ct: Ct)).ReadPageAsync(Ct);
        Assert.Contains("请写明原因", refused.QuerySelector(".field .error")!.TextContent, StringComparison.Ordinal);
        await browser.SubmitAsync($"/team/{team}", new Dictionary<string, string> { ["Form.Reason"] = "离得太远" }, "form[data-step=Decline]", Ct);

        Assert.Equal((MemberState.Declined, "离得太远"), ((await app.MemberAsync(team, volunteer))!.State, (await app.MemberAsync(team, volunteer))!.Reason));
        Assert.Contains("离得太远", (await (await app.BrowserOfAsync(volunteer)).GetPageAsync($"/teams/{team}", Ct)).Body!.TextContent, StringComparison.Ordinal);
        var stranger = await app.BrowserOfAsync(await app.VolunteerAsync());
        Assert.DoesNotContain("离得太远", (await stranger.GetPageAsync($"/teams/{team}", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_was_sent_away_comes_back_only_with_the_leaders_yes(string database)
    {
        var app = await apps.On(database);
        var ((team, leader), volunteer) = (await app.TeamAsync(), await app.VolunteerAsync());
        var (mine, leaders) = (await app.ProgramOfAsync(volunteer), await app.ProgramOfAsync(leader));
        await mine.PostAsync($"/api/v1/teams/{team}/join", null, Ct);
        var remove = $"/api/v1/teams/{team}/members/{volunteer}/remove";
        Assert.Equal(HttpStatusCode.BadRequest, (await leaders.PostAsJsonAsync(remove, new { reason = " " }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await leaders.PostAsJsonAsync(remove, new { reason = "三次没来" }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await leaders.PostAsJsonAsync(remove, new { reason = "三次没来" }, Ct)).StatusCode); // Pressed twice.
        Assert.Equal(HttpStatusCode.Conflict, (await leaders.PostAsJsonAsync(remove, new { reason = "迟到" }, Ct)).StatusCode);

        await mine.PostAsync($"/api/v1/teams/{team}/join", null, Ct);
        Assert.Equal((1, MemberState.Applied), ((await app.TeamOfAsync(team)).Members, (await app.MemberAsync(team, volunteer))!.State));
        Assert.Equal(HttpStatusCode.Conflict, (await leaders.PostAsJsonAsync($"/api/v1/teams/{team}/members/{leader}/remove", new { reason = "自己" }, Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_deputy_runs_the_team_until_that_ends(string database)
    {
        var app = await apps.On(database);
        var ((team, leader), deputy) = (await app.TeamAsync(), await app.VolunteerAsync());
        var (leaders, deputys) = (await app.ProgramOfAsync(leader), await app.ProgramOfAsync(deputy));
        await deputys.PostAsync($"/api/v1/teams/{team}/join", null, Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await deputys.GetAsync($"/api/v1/teams/{team}/members", Ct)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await leaders.PostAsync($"/api/v1/teams/{team}/members/{deputy}/make-deputy", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await leaders.PostAsync($"/api/v1/teams/{team}/members/{deputy}/make-deputy", null, Ct)).StatusCode); // Pressed twice.
        var members = JsonDocument.Parse(await deputys.GetStringAsync($"/api/v1/teams/{team}/members", Ct)).RootElement.GetProperty("items");
        Assert.Equal(["leader", "deputy"], members.EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        Assert.All(members.EnumerateArray(), m => Assert.Contains("****", m.GetProperty("phone").GetString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Conflict, (await deputys.PostAsync($"/api/v1/teams/{team}/members/{deputy}/end-deputy", null, Ct)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await deputys.PostAsync($"/api/v1/teams/{team}/leave", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await deputys.GetAsync($"/api/v1/teams/{team}/members", Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Strangers_find_no_roster(string database)
    {
        var app = await apps.On(database);
        var ((team, _), (_, otherLeader)) = (await app.TeamAsync(JoinMode.Approval), await app.TeamAsync());
        var volunteer = await app.VolunteerAsync();
        await (await app.ProgramOfAsync(volunteer)).PostAsync($"/api/v1/teams/{team}/join", null, Ct);
        foreach (var stranger in new[] { volunteer, otherLeader, await app.PersonWithAsync(Role.Station, TestPeople.NextCounty), await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await (await app.BrowserOfAsync(stranger)).GetAsync($"/team/{team}", Ct)).StatusCode);
            var program = await app.ProgramOfAsync(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/api/v1/teams/{team}/members", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsync($"/api/v1/teams/{team}/members/{volunteer}/approve", null, Ct)).StatusCode);
        }

        Assert.Equal(MemberState.Applied, (await app.MemberAsync(team, volunteer))!.State);
        Assert.Equal(HttpStatusCode.OK, (await (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator))).GetAsync($"/team/{team}", Ct)).StatusCode);
    }
}
