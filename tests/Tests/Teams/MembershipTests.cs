using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Weiguang.Teams;
using Weiguang.Teams.Domain;

namespace Weiguang.Tests.Teams;

public class MembershipTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_volunteer_joins_an_open_team_and_leaves_it_in_the_browser(string database)
    {
        var app = await apps.On(database);
        var ((team, _), volunteer) = (await app.TeamAsync(), await app.VolunteerAsync());
        var browser = await app.BrowserOfAsync(volunteer);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync($"/teams/{team}", form: "form.join", ct: Ct)).StatusCode);
        Assert.Equal((2, MemberState.Active), ((await app.TeamOfAsync(team)).Members, (await app.MemberAsync(team, volunteer))!.State));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync($"/teams/{team}", form: "form.leave", ct: Ct)).StatusCode);
        Assert.Equal((1, MemberState.Left), ((await app.TeamOfAsync(team)).Members, (await app.MemberAsync(team, volunteer))!.State));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Pressing_join_twice_counts_once_and_is_no_error(string database)
    {
        var app = await apps.On(database);
        var ((team, _), volunteer) = (await app.TeamAsync(), await app.VolunteerAsync());
        var browser = await app.BrowserOfAsync(volunteer);
        var form = (IHtmlFormElement)(await browser.GetPageAsync($"/teams/{team}", Ct)).QuerySelector("form.join")!;

        await browser.SubmitAsync($"/teams/{team}", form, ct: Ct);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync($"/teams/{team}", form, ct: Ct)).StatusCode);
        Assert.Equal(2, (await app.TeamOfAsync(team)).Members);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Many_joining_and_leaving_at_once_leave_a_right_count(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var programs = new List<HttpClient>();
        for (var i = 0; i < 8; i++)
        {
            programs.Add(await app.ProgramOfAsync(await app.VolunteerAsync()));
        }

        // Everybody joins three times at once; then every other one leaves twice at once.
        var joins = programs.SelectMany(p => Enumerable.Repeat(p, 3)).Select(p => p.PostAsync($"/api/v1/teams/{team}/join", null, Ct));
        Assert.All(await Task.WhenAll(joins), r => Assert.Equal(HttpStatusCode.OK, r.StatusCode));
        var leaves = programs.Where((_, i) => i % 2 == 0).SelectMany(p => Enumerable.Repeat(p, 2)).Select(p => p.PostAsync($"/api/v1/teams/{team}/leave", null, Ct));
        Assert.All(await Task.WhenAll(leaves), r => Assert.Equal(HttpStatusCode.OK, r.StatusCode));

        using var scope = app.Scope();
        Assert.Equal(5, (await app.TeamOfAsync(team)).Members);
        Assert.Equal(5, (await scope.Get<TeamDirectory>().MembersAsync(team, Ct)).Count);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_invitation_code_opens_a_team_and_a_wrong_one_says_so_at_the_field(string database)
    {
        var app = await apps.On(database);
        var ((team, _), volunteer) = (await app.TeamAsync(JoinMode.Invite), await app.VolunteerAsync());
        var browser = await app.BrowserOfAsync(volunteer);

        var refused = await (await browser.SubmitAsync($"/teams/{team}", new { Code = "WRONG234" }, "form.join", Ct)).ReadPageAsync(Ct);
        Assert.Contains("邀请码不对", refused.QuerySelector(".field .error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await app.MemberAsync(team, volunteer));

        var code = (await app.TeamOfAsync(team)).Code;
        Assert.DoesNotContain(code, refused.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync($"/teams/{team}", new { Code = $" {code.ToLowerInvariant()} " }, "form.join", Ct)).StatusCode);
        Assert.Equal(MemberState.Active, (await app.MemberAsync(team, volunteer))!.State);
    }

    [Fact]
    public async Task Residents_learn_that_they_register_as_volunteers_first()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var ((team, _), resident) = (await app.TeamAsync(), await app.PersonAsync());
        var program = await app.ProgramOfAsync(resident);
        Assert.Equal(HttpStatusCode.Conflict, (await program.PostAsync($"/api/v1/teams/{team}/join", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsync($"/api/v1/teams/{Guid.NewGuid()}/join", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Browser().PostAsJsonAsync($"/api/v1/teams/{team}/join", new { }, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_leader_does_not_walk_away()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var (team, leader) = await app.TeamAsync();
        var program = await app.ProgramOfAsync(leader);
        Assert.Equal(HttpStatusCode.Conflict, (await program.PostAsync($"/api/v1/teams/{team}/leave", null, Ct)).StatusCode);
        Assert.Equal(1, (await app.TeamOfAsync(team)).Members);
    }
}
