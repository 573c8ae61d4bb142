using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Weiguang.People.Domain;
using Weiguang.Teams.Domain;

namespace Weiguang.Tests.Teams;

/// <summary>A team gets another leader by two words: the leader's and the deputy's.</summary>
public class HandoverTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_leader_asks_and_the_deputy_says_yes(string database)
    {
        var app = await apps.On(database);
        var (team, leader, deputy, _) = await TeamAsync(app);
        var (leaders, deputys) = (await app.BrowserOfAsync(leader), await app.BrowserOfAsync(deputy));

        using var asked = await leaders.SubmitAsync($"/team/{team}", form: "form[data-step=HandOver]", ct: Ct);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal(leader, (await app.TeamOfAsync(team)).LeaderId); // Not before they have said yes.
        Assert.Contains("去回个话", (await deputys.GetPageAsync("/me/teams", Ct)).Body!.TextContent, StringComparison.Ordinal);
        var take = (IHtmlFormElement)(await deputys.GetPageAsync($"/teams/{team}", Ct)).QuerySelector("[data-handover] form")!;
        for (var press = 0; press < 2; press++)
        {
            using var taken = await deputys.SubmitAsync($"/teams/{team}", take, new Dictionary<string, string> { ["Lead"] = "take" }, Ct);
            Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        }

        Assert.Equal((deputy, null), ((await app.TeamOfAsync(team)).LeaderId, (await app.TeamOfAsync(team)).HeirId));
        Assert.Equal((TeamRole.Leader, TeamRole.Deputy), ((await app.MemberAsync(team, deputy))!.Role, (await app.MemberAsync(team, leader))!.Role));
        Assert.Equal(HttpStatusCode.OK, (await leaders.GetAsync($"/team/{team}", Ct)).StatusCode); // Runs it still, as a deputy.
        Assert.Null((await leaders.GetPageAsync($"/team/{team}", Ct)).QuerySelector("form[data-step=EndDeputy]")); // And appoints nobody.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nothing_changes_without_both_words(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, deputy, member) = await TeamAsync(app);
        var (leaders, deputys, members) = (await app.ProgramOfAsync(leader), await app.ProgramOfAsync(deputy), await app.ProgramOfAsync(member));

        Assert.Equal(HttpStatusCode.Conflict, await StepAsync(deputys, team, "take-over")); // Nobody asked.
        Assert.Equal(HttpStatusCode.Conflict, await StepAsync(leaders, team, $"members/{member}/hand-over")); // No deputy.
        Assert.Equal(HttpStatusCode.Conflict, await StepAsync(deputys, team, $"members/{deputy}/hand-over")); // Not theirs to give.
        Assert.Equal(HttpStatusCode.OK, await StepAsync(leaders, team, $"members/{deputy}/hand-over"));
        Assert.Equal(HttpStatusCode.OK, await StepAsync(leaders, team, $"members/{deputy}/hand-over")); // Pressed twice.
        Assert.Equal(HttpStatusCode.Conflict, await StepAsync(members, team, "take-over"));
        Assert.Equal(HttpStatusCode.OK, await StepAsync(leaders, team, $"members/{deputy}/take-back"));
        Assert.Equal(HttpStatusCode.Conflict, await StepAsync(deputys, team, "take-over"));
        Assert.Equal(HttpStatusCode.OK, await StepAsync(leaders, team, $"members/{deputy}/hand-over"));
        Assert.Equal(HttpStatusCode.OK, await StepAsync(deputys, team, "stay-deputy"));
        Assert.Equal(HttpStatusCode.Conflict, await StepAsync(deputys, team, "take-over"));
        Assert.Equal(HttpStatusCode.OK, await StepAsync(leaders, team, $"members/{deputy}/hand-over"));
        app.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(HttpStatusCode.Conflict, await StepAsync(await app.ProgramOfAsync(deputy), team, "take-over")); // Too late.
        Assert.Equal(leader, (await app.TeamOfAsync(team)).LeaderId);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_could_not_run_it_does_not_take_it_over_and_reads_why(string database)
    {
        var app = await apps.On(database);
        var (team, leader, deputy, _) = await TeamAsync(app);
        await StepAsync(await app.ProgramOfAsync(leader), team, $"members/{deputy}/hand-over");
        using (var scope = app.Scope())
        {
            await scope.Db.Set<RoleGrant>().Where(g => g.PersonId == deputy && g.TeamId == team).ExecuteUpdateAsync(set => set.SetProperty(g => g.RevokedAt, app.Clock.GetUtcNow().UtcDateTime), Ct);
        }

        Assert.Equal(HttpStatusCode.Conflict, await StepAsync(await app.ProgramOfAsync(deputy), team, "take-over"));
        Assert.Equal((leader, TeamRole.Leader, TeamRole.Deputy), ((await app.TeamOfAsync(team)).LeaderId, (await app.MemberAsync(team, leader))!.Role, (await app.MemberAsync(team, deputy))!.Role));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_was_asked_first_hears_that_another_is_asked_and_whoever_asks_is_told_before(string database)
    {
        var app = await apps.On(database);
        var (team, leader, first, second) = await TeamAsync(app);
        var leaders = await app.ProgramOfAsync(leader);
        await StepAsync(leaders, team, $"members/{second}/make-deputy");
        await StepAsync(leaders, team, $"members/{first}/hand-over");
        Assert.Contains("您已经请了周大山", (await (await app.BrowserOfAsync(leader)).GetPageAsync($"/team/{team}", Ct)).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await StepAsync(leaders, team, $"members/{second}/hand-over"));

        Assert.Single(await app.ToldAsync(first), m => m.Contains("收回了", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Conflict, await StepAsync(await app.ProgramOfAsync(first), team, "take-over"));
        Assert.Equal(HttpStatusCode.OK, await StepAsync(await app.ProgramOfAsync(second), team, "take-over"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_is_no_deputy_any_more_is_asked_no_more_also_when_they_come_back(string database)
    {
        var app = await apps.On(database);
        foreach (var end in new[] { "end-deputy", "remove", "leave" })
        {
            var (team, leader, deputy, _) = await TeamAsync(app);
            var leaders = await app.ProgramOfAsync(leader);
            await StepAsync(leaders, team, $"members/{deputy}/hand-over");
            using var ended = end == "leave" ? await (await app.ProgramOfAsync(deputy)).PostAsJsonAsync($"/api/v1/teams/{team}/leave", new { }, Ct)
                : await leaders.PostAsJsonAsync($"/api/v1/teams/{team}/members/{deputy}/{end}", new { reason = "忙" }, Ct);
            Assert.Equal(HttpStatusCode.OK, ended.StatusCode);

            Assert.Null((await app.TeamOfAsync(team)).HeirId);
            Assert.DoesNotContain("去回个话", (await (await app.BrowserOfAsync(deputy)).GetPageAsync("/me/teams", Ct)).Body!.TextContent, StringComparison.Ordinal);
            Assert.NotEqual(HttpStatusCode.OK, await StepAsync(await app.ProgramOfAsync(deputy), team, "take-over"));
            await (await app.ProgramOfAsync(deputy)).PostAsync($"/api/v1/teams/{team}/join", null, Ct);
            await StepAsync(leaders, team, $"members/{deputy}/approve");
            await StepAsync(leaders, team, $"members/{deputy}/make-deputy");
            Assert.Equal(HttpStatusCode.Conflict, await StepAsync(await app.ProgramOfAsync(deputy), team, "take-over"));
            if (end == "leave")
            {
                Assert.Single(await app.ToldAsync(leader), m => m.Contains("副队长退出了", StringComparison.Ordinal));
            }
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Saying_twice_that_one_stays_a_deputy_is_no_error_and_told_once(string database)
    {
        var app = await apps.On(database);
        var (team, leader, deputy, _) = await TeamAsync(app);
        await StepAsync(await app.ProgramOfAsync(leader), team, $"members/{deputy}/hand-over");
        var deputys = await app.ProgramOfAsync(deputy);

        Assert.Equal(HttpStatusCode.OK, await StepAsync(deputys, team, "stay-deputy"));
        Assert.Equal(HttpStatusCode.OK, await StepAsync(deputys, team, "stay-deputy"));

        Assert.Single(await app.ToldAsync(leader), m => m.Contains("先不接", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Taken_back_and_taken_over_at_once_it_has_one_leader(string database)
    {
        var app = await apps.On(database);
        var (team, leader, deputy, _) = await TeamAsync(app);
        var (leaders, deputys) = (await app.ProgramOfAsync(leader), await app.ProgramOfAsync(deputy));
        await StepAsync(leaders, team, $"members/{deputy}/hand-over");

        await Task.WhenAll(StepAsync(leaders, team, $"members/{deputy}/take-back"), StepAsync(deputys, team, "take-over"));

        using var scope = app.Scope();
        var lead = await scope.Db.Set<TeamMember>().Where(m => m.TeamId == team && m.Role == TeamRole.Leader).Select(m => m.PersonId).ToListAsync(Ct);
        Assert.Equal([(await app.TeamOfAsync(team)).LeaderId], lead);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_large_team_is_searched(string database)
    {
        var app = await apps.On(database);
        var (team, leader, _, _) = await TeamAsync(app);
        for (var i = 0; i < 8; i++)
        {
            await (await app.ProgramOfAsync(await app.VolunteerAsync(i == 3 ? "何永贵" : "李强"))).PostAsync($"/api/v1/teams/{team}/join", null, Ct);
        }

        var found = (await (await app.BrowserOfAsync(leader)).GetPageAsync($"/team/{team}?q=何", Ct)).QuerySelectorAll("main tbody th").Select(th => th.TextContent.Trim());
        Assert.Equal(["何永贵"], found);
    }

    private static async Task<HttpStatusCode> StepAsync(HttpClient program, Guid team, string step)
    {
        using var answer = await program.PostAsJsonAsync($"/api/v1/teams/{team}/{step}", new { }, Ct);
        return answer.StatusCode;
    }

    private static async Task<(Guid Team, Guid Leader, Guid Deputy, Guid Member)> TeamAsync(TestApp app)
    {
        var (team, leader) = await app.TeamAsync();
        var (deputy, member) = (await app.VolunteerAsync("周大山"), await app.VolunteerAsync("李强"));
        foreach (var person in new[] { deputy, member })
        {
            await (await app.ProgramOfAsync(person)).PostAsync($"/api/v1/teams/{team}/join", null, Ct);
        }

        Assert.Equal(HttpStatusCode.OK, await StepAsync(await app.ProgramOfAsync(leader), team, $"members/{deputy}/make-deputy"));
        return (team, leader, deputy, member);
    }
}
