using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.People;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Projects;

/// <summary>Nobody writes over a project they have not seen: what happened meanwhile, and by whom, is told, and nothing typed is lost.</summary>
public class ProjectMeanwhileTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_draft_that_was_rewritten_meanwhile_is_not_written_over(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        var id = await app.DraftAsync(team);
        var program = await app.ProgramOfAsync(leader);
        using var read = await program.GetAsync($"/api/v1/projects/{id}", Ct);
        var tag = read.Headers.ETag!.Tag;

        using var saved = await PutAsync(program, id, team, "送餐到家", tag);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        using var late = await PutAsync(program, id, team, "送饭到家", tag);
        var problem = await late.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal((HttpStatusCode.Conflict, "rewrite", "孙桂兰"), (late.StatusCode, problem.GetProperty("meanwhile").GetProperty("what").GetString(), problem.GetProperty("meanwhile").GetProperty("by").GetString()));
        Assert.Equal(saved.Headers.ETag!.Tag, $"\"{problem.GetProperty("version").GetInt32()}\"");
        Assert.Equal("送餐到家", (await app.ProjectAsync(id)).Title);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_form_that_comes_late_keeps_what_was_typed_and_tells_who_was_faster(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        var deputy = await app.VolunteerAsync("副队长老周");
        await app.GrantAsync(deputy, Role.TeamLeader, TestPeople.Village, team);
        var id = await app.DraftAsync(team);
        var (first, second) = (await app.BrowserOfAsync(deputy), await app.BrowserOfAsync(leader));
        var edit = $"/project/{id}/edit";
        var open = (IHtmlFormElement)(await second.GetPageAsync(edit, Ct)).QuerySelector("#rewrite")!;

        using var faster = await first.SubmitAsync(edit, new Dictionary<string, string> { ["Form.Title"] = "送餐到家" }, "#rewrite", Ct);
        using var late = await second.SubmitAsync(edit, open, new Dictionary<string, string> { ["Form.Goals"] = "一天吃上两顿热饭" }, Ct);
        var page = await late.ReadPageAsync(Ct);
        Assert.Contains("副队长老周已经办了“改了内容”", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("一天吃上两顿热饭", ((IHtmlTextAreaElement)page.QuerySelector("[name='Form.Goals']")!).Value, StringComparison.Ordinal);
        using var again = await second.SubmitAsync(edit, (IHtmlFormElement)page.QuerySelector("#rewrite")!, ct: Ct);
        Assert.Equal((HttpStatusCode.Redirect, "一天吃上两顿热饭"), (again.StatusCode, (await app.ProjectAsync(id)).Goals));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_step_on_a_project_that_moved_says_so_and_pressing_twice_is_done(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        var id = await app.DraftAsync(team);
        var browser = await app.BrowserOfAsync(leader);
        var page = await browser.GetPageAsync($"/project/{id}", Ct);
        var (submit, discard) = ((IHtmlFormElement)page.QuerySelector("form[data-step=Submit]")!, (IHtmlFormElement)page.QuerySelector("form[data-step=Discard]")!);

        foreach (var _ in new[] { 1, 2 })
        {
            using var sent = await browser.SubmitAsync($"/project/{id}", submit, new Dictionary<string, string> { ["Form.Step"] = "Submit" }, Ct);
            Assert.Contains("办好了", (await browser.GetPageAsync($"/project/{id}", Ct)).QuerySelector(".flash")!.TextContent, StringComparison.Ordinal);
        }

        using var late = await browser.SubmitAsync($"/project/{id}", discard, new Dictionary<string, string> { ["Form.Step"] = "Discard" }, Ct);
        Assert.Contains("您已经办了“送去审核”", (await browser.GetPageAsync($"/project/{id}", Ct)).QuerySelector(".flash")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await app.ProjectAsync(id)).StoryLength);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_step_in_other_words_is_no_double_tap(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        var id = await app.DraftAsync(team);
        Assert.Equal(HttpStatusCode.OK, (await (await app.ProgramOfAsync(leader)).StepAsync(id, "submit")).StatusCode);
        var staff = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));

        using var first = await staff.StepAsync(id, "decline?version=2", new { words = "写清楚谁做饭" });
        using var other = await staff.StepAsync(id, "decline?version=2", new { words = "预算没写" });
        using var again = await staff.StepAsync(id, "decline?version=2", new { words = "写清楚谁做饭" });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK), (first.StatusCode, other.StatusCode, again.StatusCode));
        Assert.EndsWith("project-moved", (await other.JsonAsync()).GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal("写清楚谁做饭", (await app.ProjectAsync(id)).Story.MaxBy(e => e.Sequence)!.Words);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Another_recommendation_or_another_answer_to_it_is_no_double_tap(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportCityAsync();
        var (team, _) = await app.TeamAsync();
        var id = await app.ApprovedAsync(team);
        var office = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var version = (await app.ProjectAsync(id)).StoryLength;

        var asked = new List<HttpStatusCode>();
        foreach (var words in new[] { "村里都说好", "外村也来学", "村里都说好" })
        {
            using var answer = await office.StepAsync(id, $"recommendation?version={version}", new { words });
            asked.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK], asked);
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient program, Guid id, Guid team, string title, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/projects/{id}") { Content = JsonContent.Create(ProjectArrangements.Form(team, title)) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await program.SendAsync(request, Ct);
    }
}
