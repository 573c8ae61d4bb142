using System.Net;
using System.Net.Http.Json;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.Tests.Activities.Organising;

namespace Weiguang.Tests.Teams;

/// <summary>Whoever leads a team looks its members through, writes to them and takes the list away; nobody else does.</summary>
public class MyTeamTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_leader_finds_members_and_takes_the_list_away_masked_and_written_down(string database)
    {
        var app = await apps.On(database);
        var (team, leader, _) = await TeamAsync(app, "何永贵", "赵春梅");
        await TeamAsync(app, "外队的人");
        var browser = await app.BrowserOfAsync(leader);

        Assert.NotNull((await browser.GetPageAsync("/me/teams", Ct)).QuerySelector($"a[href='/team/members?team={team}']"));
        var all = (await browser.GetPageAsync($"/team/members?team={team}", Ct)).QuerySelectorAll("main tbody th").Select(th => th.TextContent.Trim()).ToHashSet();
        Assert.Equal(["何永贵", "赵春梅", "孙桂兰"], all);
        Assert.Equal(["何永贵"], (await browser.GetPageAsync($"/team/members?team={team}&q=何", Ct)).QuerySelectorAll("main tbody th").Select(th => th.TextContent.Trim()));

        using var file = await browser.GetAsync($"/team/members/export?format=csv&team={team}", Ct);
        var csv = await file.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Contains("何*贵", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("何永贵", csv, StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.Equal((3, true), await scope.Db.Set<ExportEntry>().IgnoreQueryFilters().Where(e => e.ReaderId == leader).Select(e => new ValueTuple<int, bool>(e.Rows, e.IsMasked)).SingleAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_leads_no_team_sees_nobody(string database)
    {
        var app = await apps.On(database);
        var (team, _, members) = await TeamAsync(app, "何永贵");
        foreach (var stranger in new[] { members[0], await app.VolunteerAsync() })
        {
            var browser = await app.BrowserOfAsync(stranger);
            Assert.Empty((await browser.GetPageAsync($"/team/members?team={team}", Ct)).QuerySelectorAll("main tbody tr"));
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/team/{team}/broadcast", Ct)).StatusCode);
            var program = await app.ProgramOfAsync(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsJsonAsync($"/api/v1/teams/{team}/broadcasts", new { words = "买药送鸡蛋" }, Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/api/v1/teams/{team}/broadcasts", Ct)).StatusCode);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task All_members_are_told_in_the_leaders_name_and_it_is_written_down(string database)
    {
        var app = await apps.On(database);
        var (team, leader, members) = await TeamAsync(app, "何永贵", "赵春梅");
        var browser = await app.BrowserOfAsync(leader);

        using var sent = await browser.SubmitAsync($"/team/{team}/broadcast", new Dictionary<string, string> { ["Form.Words"] = "周六八点集合" }, "form#broadcast", Ct);

        Assert.Equal("发给了 2 个人。", Html.Flash(sent));
        var mine = (await (await (await app.ProgramOfAsync(members[0])).GetAsync("/api/v1/me/messages", Ct)).JsonAsync()).GetProperty("items").EnumerateArray().First();
        Assert.Equal("民主村邻里帮的孙桂兰说：周六八点集合", mine.GetProperty("text").GetString());
        Assert.Contains("送到 2 人", (await browser.GetPageAsync($"/team/{team}/broadcast", Ct)).QuerySelector("main section.card")!.TextContent, StringComparison.Ordinal);
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));
        Assert.Contains("周六八点集合", (await staff.GetPageAsync("/console/broadcasts", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<(Guid Team, Guid Leader, List<Guid> Members)> TeamAsync(TestApp app, params string[] names)
    {
        var (team, leader) = await app.TeamAsync();
        var members = new List<Guid>();
        foreach (var name in names)
        {
            members.Add(await app.VolunteerAsync(name));
            await (await app.ProgramOfAsync(members[^1])).PostAsync($"/api/v1/teams/{team}/join", null, Ct);
        }

        return (team, leader, members);
    }
}
