using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.People;
using Weiguang.Projects;
using Weiguang.Projects.Domain;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Projects;

public class ProjectLibraryTests
{
    private const long City = 220800000000;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_village_project_rises_level_by_level_as_each_level_accepts_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        var id = await app.ApprovedAsync(team);
        var leaders = await app.ProgramOfAsync(leader);
        var (village, county, city) = (await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)), await app.PersonWithAsync(Role.Coordinator), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, City)));
        var countys = await app.ProgramOfAsync(county);

        Assert.Equal(HttpStatusCode.Conflict, (await countys.StepAsync(id, "recommendation/answer", new { accept = true, opinion = "好" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await leaders.StepAsync(id, "recommendation", new { words = "全县都用得上" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await leaders.StepAsync(id, "recommendation", new { words = "再推一次" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await village.StepAsync(id, "recommendation/answer", new { accept = true, opinion = "好" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await countys.StepAsync(id, "recommendation/answer", new { accept = true, opinion = "值得学" })).StatusCode);
        Assert.Equal((LibraryLevel.County, TestPeople.County), ((await app.ProjectAsync(id)).Level, (await app.ProjectAsync(id)).LibraryDivision));

        Assert.Equal(HttpStatusCode.OK, (await countys.StepAsync(id, "recommendation", new { words = "全市都用得上" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await countys.StepAsync(id, "recommendation/answer", new { accept = true, opinion = "我看行" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await city.StepAsync(id, "recommendation/answer", new { accept = false, opinion = "先办好一年" })).StatusCode);
        Assert.Equal(LibraryLevel.County, (await app.ProjectAsync(id)).Level);
        Assert.Contains("先办好一年", (await (await app.BrowserOfAsync(county)).GetPageAsync("/messages", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_library_of_a_place_holds_its_own_projects_and_those_above_it_but_not_a_neighbours(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var own = await app.ApprovedAsync(null, TestPeople.Village, "村里的");
        var countys = await app.ApprovedAsync(null, TestPeople.County, "县里的");
        await app.ApprovedAsync(null, TestPeople.Village + 1, "邻村的");
        await app.DraftAsync(null, TestPeople.Village, "没审过的");

        var program = app.Browser();
        var items = JsonDocument.Parse(await program.GetStringAsync($"/api/v1/projects?division={TestPeople.Village}", Ct)).RootElement.GetProperty("items");
        Assert.Equal([countys, own], items.EnumerateArray().Select(p => p.GetProperty("id").GetGuid()).Order().Reverse());
        var onlyCounty = JsonDocument.Parse(await program.GetStringAsync("/api/v1/projects?level=county", Ct)).RootElement.GetProperty("items");
        Assert.Equal("县里的", Assert.Single(onlyCounty.EnumerateArray()).GetProperty("title").GetString());
        var page = await app.Browser().GetPageAsync("/projects?division=0&category=0017", Ct);
        Assert.Equal(3, page.QuerySelectorAll(".card").Length);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_adopted_project_names_its_origin_and_counts_once_it_is_approved(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ((team, _), (other, otherLeader)) = (await app.TeamAsync(), await app.TeamAsync(name: "瓦房镇热饭队"));
        var id = await app.ApprovedAsync(team);
        var (leaders, staff) = (await app.BrowserOfAsync(otherLeader), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)));

        using var refused = await leaders.SubmitAsync($"/projects/{id}", new Dictionary<string, string> { ["Team"] = $"{Guid.CreateVersion7()}" }, "#adopt", Ct);
        using (var before = app.Scope())
        {
            Assert.Empty(await before.Db.Set<Weiguang.Kernel.Http.SentForm>().ToListAsync(Ct)); // Nothing came of it, so it has not been handed in.
        }

        var answer = await leaders.SubmitAsync($"/projects/{id}", form: "#adopt", ct: Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var copy = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^2]);
        Assert.Equal((id, other, ProjectStatus.Draft), ((await app.ProjectAsync(copy)).OriginId, (await app.ProjectAsync(copy)).TeamId, (await app.ProjectAsync(copy)).Status));
        Assert.Equal(0, await AdoptionsAsync(app, id));

        await (await app.ProgramOfAsync(otherLeader)).StepAsync(copy, "submit");
        await staff.StepAsync(copy, "approve");
        Assert.Equal(1, await AdoptionsAsync(app, id));
        Assert.NotNull((await app.Browser().GetPageAsync($"/projects/{copy}", Ct)).QuerySelector($"a[href='/projects/{id}']"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Strangers_see_no_draft_and_move_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ((team, leader), (_, otherLeader)) = (await app.TeamAsync(), await app.TeamAsync());
        var (draft, open) = (await app.DraftAsync(team), await app.ApprovedAsync(team));
        foreach (var stranger in new[] { await app.VolunteerAsync(), otherLeader, await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty) })
        {
            var (browser, program) = (await app.BrowserOfAsync(stranger), await app.ProgramOfAsync(stranger));
            foreach (var path in new[] { $"/projects/{draft}", $"/project/{draft}", $"/project/{draft}/edit", $"/project/{open}" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path, Ct)).StatusCode);
            }

            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/projects/{open}", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.StepAsync(draft, "submit")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await program.StepAsync(open, "recommendation", new { words = "我要" })).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await program.PostAsJsonAsync("/api/v1/projects", ProjectArrangements.Form(team), Ct)).StatusCode);
        }

        // Nobody reviews what they handed in: a station's own project waits for somebody else.
        var worker = await app.PersonWithAsync(Role.Station, TestPeople.Village);
        var (workers, own) = (await app.ProgramOfAsync(worker), await app.DraftAsync(null));
        Assert.Equal(HttpStatusCode.OK, (await workers.StepAsync(own, "submit")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await workers.StepAsync(own, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator))).StepAsync(own, "approve")).StatusCode);
    }

    private static async Task<int> AdoptionsAsync(TestApp app, Guid id) =>
        JsonDocument.Parse(await app.Browser().GetStringAsync($"/api/v1/projects/{id}", Ct)).RootElement.GetProperty("adoptions").GetInt32();
}
