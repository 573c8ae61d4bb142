using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.People;
using Weiguang.Teams;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Teams;

public class ConsoleTeamsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Staff_found_a_team_whose_leader_can_run_it_at_once(string database)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        var phone = TestPeople.NewPhone();
        var leader = await LeaderAsync(app, phone);
        var leaders = await app.BrowserOfAsync(leader);
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));

        var empty = await (await browser.SubmitAsync("/console/teams/new", form: "#found", ct: Ct)).ReadPageAsync(Ct);
        Assert.True(empty.QuerySelectorAll(".field .error").Length >= 3);
        var founded = await browser.SubmitAsync("/console/teams/new", Fields("洮南银龄帮帮团", $"+86 {phone[..3]} {phone[3..7]}-{phone[7..]}"), "#found", Ct);

        Assert.Equal(HttpStatusCode.Redirect, founded.StatusCode);
        var page = founded.Headers.Location!.OriginalString;
        Assert.Contains("洮南银龄帮帮团", (await leaders.GetPageAsync(page, Ct)).Title, StringComparison.Ordinal);
        using var scope = app.Scope();
        var card = Assert.Single(await scope.Get<TeamDirectory>().OfAsync(leader, Ct));
        Assert.Equal((leader, 1, true), (card.LeaderId, card.Members, card.IsActive));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_leader_from_elsewhere_or_unknown_is_refused_at_the_field(string database)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        var (elsewhere, resident) = (TestPeople.NewPhone(), TestPeople.NewPhone());
        await LeaderAsync(app, elsewhere, TestPeople.NextCounty);
        await app.PersonAsync(phone: resident);
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));
        foreach (var phone in new[] { elsewhere, resident, TestPeople.NewPhone() })
        {
            var page = await (await browser.SubmitAsync("/console/teams/new", Fields("不该有的队", phone), "#found", Ct)).ReadPageAsync(Ct);
            Assert.Contains("没有找到这位志愿者", page.QuerySelector(".field .error")!.TextContent, StringComparison.Ordinal);
        }

        var unread = await (await browser.SubmitAsync("/console/teams/new", Fields("不该有的队", "12345678901"), "#found", Ct)).ReadPageAsync(Ct);
        Assert.Contains("手机号要 11 位", unread.QuerySelector(".field .error")!.TextContent, StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.False(await scope.Db.Set<Team>().AnyAsync(t => t.Name == "不该有的队", Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_team_of_a_place_that_is_none_is_told_at_its_field(string database)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        var phone = TestPeople.NewPhone();
        await LeaderAsync(app, phone, TestPeople.Village);
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));
        var nowhere = new Dictionary<string, string>(Fields("哪里都不在的队", phone)) { ["Form.Division"] = "220881999999" };

        var page = await (await browser.SubmitAsync("/console/teams/new", nowhere, "#found", Ct)).ReadPageAsync(Ct);

        Assert.Contains("没有这个地方", page.QuerySelector("#Form-Division-error")!.TextContent, StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.False(await scope.Db.Set<Team>().AnyAsync(t => t.Name == "哪里都不在的队", Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Staff_pause_a_team_of_their_range_and_no_other(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync(name: "暂停试验队");
        var own = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var next = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty));
        await app.TeamAsync(name: "邻县的队", division: TestPeople.NextCounty + 1);
        Assert.DoesNotContain("暂停试验队", (await next.GetPageAsync("/console/teams", Ct)).Body!.TextContent, StringComparison.Ordinal);

        // The stranger posts what their own page offers, with the id of a team next door.
        var form = (IHtmlFormElement)(await next.GetPageAsync("/console/teams", Ct)).QuerySelector("form:has([name=TeamId])")!;
        Assert.Equal(HttpStatusCode.NotFound, (await next.SubmitAsync("/console/teams", form, new { TeamId = team, Turn = "pause" }, Ct)).StatusCode);
        Assert.Equal(TeamState.Active, (await app.TeamOfAsync(team)).State);

        form = (IHtmlFormElement)(await own.GetPageAsync("/console/teams", Ct)).QuerySelector($"form:has([value='{team}'])")!;
        Assert.Equal(HttpStatusCode.Redirect, (await own.SubmitAsync("/console/teams", form, new { Turn = "pause" }, Ct)).StatusCode);
        Assert.Equal(TeamState.Paused, (await app.TeamOfAsync(team)).State);
        var late = await app.ProgramOfAsync(await app.VolunteerAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await late.PostAsync($"/api/v1/teams/{team}/join", null, Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Everybody_finds_teams_by_place_and_kind_and_no_full_names(string database)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        var (team, _) = await app.TeamAsync(name: $"找得到的队");
        var nobody = app.Browser();

        var list = JsonDocument.Parse(await nobody.GetStringAsync($"/api/v1/teams?division={TestPeople.County}&kind=STD8", Ct)).RootElement.GetProperty("items");
        Assert.Contains(list.EnumerateArray(), t => t.GetProperty("id").GetGuid() == team);
        var elsewhere = JsonDocument.Parse(await nobody.GetStringAsync($"/api/v1/teams?division={Places.Gongzhuling}", Ct)).RootElement.GetProperty("items");
        Assert.Empty(elsewhere.EnumerateArray());
        Assert.Contains("找得到的队", (await nobody.GetPageAsync($"/teams?division={TestPeople.County}", Ct)).Body!.TextContent, StringComparison.Ordinal);

        var page = (await nobody.GetPageAsync($"/teams/{team}", Ct)).Body!.TextContent;
        Assert.Contains("孙*兰", page, StringComparison.Ordinal);
        Assert.DoesNotContain("孙桂兰", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync($"/teams/{Guid.NewGuid()}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync($"/api/v1/teams/{Guid.NewGuid()}", Ct)).StatusCode);
    }

    private static Dictionary<string, string> Fields(string name, string leader) => new()
    {
        ["Form.Name"] = name,
        ["Form.Kind"] = "P08",
        ["Form.Division"] = $"{TestPeople.County}",
        ["Form.Leader"] = leader,
    };

    private static async Task<Guid> LeaderAsync(TestApp app, string phone, long division = TestPeople.Village)
    {
        var id = await app.PersonAsync("张凤英", division, phone);
        using var scope = app.Scope();
        scope.Db.Add(Weiguang.People.Domain.Volunteer.Join(id, $"V{id:N}"[..18], division, app.Clock.GetUtcNow().UtcDateTime));
        await scope.Db.SaveChangesAsync();
        return id;
    }
}
