using System.Net;
using System.Net.Http.Json;
using Weiguang.Cases.Photos;
using Weiguang.People;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Photos;

/// <summary>A picture that should not be there: said by anybody who sees it, taken down by staff of the place.</summary>
public class PhotoReportTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_a_parent_says_takes_the_picture_down_and_everybody_concerned_hears_of_it(string database)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        var (team, leader) = await app.TeamAsync();
        var program = await app.ProgramOfAsync(leader);
        var photo = await program.BroughtAsync("team", team);
        var (parentId, staff) = (await app.PersonAsync("王秀英"), await app.PersonWithAsync(Role.Coordinator));
        var parent = await app.BrowserOfAsync(parentId);

        Assert.Equal($"/albums/team/{team}/report", (await app.Browser().GetPageAsync($"/teams/{team}", Ct)).QuerySelector(".gallery figcaption a")!.GetAttribute("href"));
        using var empty = await parent.SubmitAsync($"/albums/team/{team}/report", new Dictionary<string, string> { ["Form.Reason"] = "" }, "main form", Ct);
        using var said = await parent.SubmitAsync($"/albums/team/{team}/report", new Dictionary<string, string> { ["Form.Reason"] = "上面有我家孩子，没答应过" }, "main form", Ct);
        using var again = await (await app.ProgramOfAsync(parentId)).PostAsJsonAsync($"{AlbumSteps.At("team", team)}/{photo}/report", new { reason = "快撤下来" }, Ct);
        var report = await OneAsync(app, photo);
        var desk = await app.BrowserOfAsync(staff);
        var url = $"/console/photo-reports/{report}";
        using var undecided = await desk.SubmitAsync(url, new Dictionary<string, string> { ["Form.Decision"] = "孩子的照片" }, "main form", Ct);
        using var decided = await desk.SubmitAsync(url, new Dictionary<string, string> { ["Form.TakeDown"] = "true", ["Form.Decision"] = "没问过家长" }, "main form", Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.NoContent), (empty.StatusCode, said.StatusCode, again.StatusCode));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (undecided.StatusCode, decided.StatusCode));
        Assert.Empty(await app.Browser().PhotosAsync("team", team));
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/albums/team/{team}/{photo}", Ct)).StatusCode);
        Assert.Contains("您放的一张照片撤下来了：没问过家长", await MessagesAsync(app, leader), StringComparison.Ordinal);
        Assert.DoesNotContain("王秀英", await MessagesAsync(app, leader), StringComparison.Ordinal);
        Assert.Contains("您说有问题的照片撤下来了：没问过家长", await MessagesAsync(app, parentId), StringComparison.Ordinal);
        Assert.Contains("撤下来了。", (await desk.GetPageAsync(url, Ct)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_brought_it_does_not_decide_nor_anybody_elsewhere_and_two_deciders_give_one_answer(string database)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        var (team, leader) = await app.TeamAsync();
        var photo = await (await app.ProgramOfAsync(leader)).BroughtAsync("team", team);
        using var said = await (await app.ProgramOfAsync(await app.PersonAsync())).PostAsJsonAsync($"{AlbumSteps.At("team", team)}/{photo}/report", new { reason = "不像话" }, Ct);
        Assert.Equal(HttpStatusCode.NoContent, said.StatusCode);
        await app.GrantAsync(leader, Role.Coordinator, TestPeople.County);
        var path = $"/api/v1/photo-reports/{await OneAsync(app, photo)}/decision";
        var elsewhere = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty));
        HttpClient[] deciders = [await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village))];

        using var own = await (await app.ProgramOfAsync(leader, Role.Coordinator)).PostAsJsonAsync(path, new { takeDown = false, decision = "没问题" }, Ct);
        using var far = await elsewhere.PostAsJsonAsync(path, new { takeDown = true, decision = "撤" }, Ct);
        var answers = await Task.WhenAll(deciders.Select((d, i) => d.PostAsJsonAsync(path, new { takeDown = i == 0, decision = "看过了" }, Ct)));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (own.StatusCode, far.StatusCode));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Conflict);
        Assert.Equal(answers[0].StatusCode == HttpStatusCode.NoContent ? 0 : 1, (await app.Browser().PhotosAsync("team", team)).Count);
    }

    internal static async Task<Guid> OneAsync(TestApp app, Guid photo)
    {
        using var scope = app.Scope();
        return (await scope.Db.Set<PhotoReport>().AsNoTracking().SingleAsync(r => r.PhotoId == photo, Ct)).Id;
    }

    private static async Task<string> MessagesAsync(TestApp app, Guid person) => await (await app.ProgramOfAsync(person)).GetStringAsync("/api/v1/me/messages", Ct);
}
