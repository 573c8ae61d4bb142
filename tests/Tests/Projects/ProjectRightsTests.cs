using System.Net;
using System.Net.Http.Json;
using Weiguang.People;
using Weiguang.Projects.Domain;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Projects;

/// <summary>Who is shown a step of a project can take it, and nobody else.</summary>
public class ProjectRightsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly ProjectAction[] Steps = [ProjectAction.Submit, ProjectAction.Approve, ProjectAction.Decline, ProjectAction.Start, ProjectAction.Pause, ProjectAction.Resume, ProjectAction.Disable, ProjectAction.Discard];

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_plain_step_is_shown_exactly_to_whom_it_is_open(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        (string Name, Guid Id)[] people = [("leader", leader), ("station", await app.PersonWithAsync(Role.Station, TestPeople.Village)), ("county", await app.PersonWithAsync(Role.Coordinator))];
        var wrong = new List<string>();
        foreach (var (name, person) in people)
        {
            var (browser, program) = (await app.BrowserOfAsync(person), await app.ProgramOfAsync(person));
            foreach (var way in new ProjectAction[][] { [], [ProjectAction.Submit], [ProjectAction.Submit, ProjectAction.Approve], [ProjectAction.Submit, ProjectAction.Approve, ProjectAction.Recruit], [ProjectAction.Submit, ProjectAction.Approve, ProjectAction.Recruit, ProjectAction.Pause], [ProjectAction.Submit, ProjectAction.Approve, ProjectAction.Recruit, ProjectAction.Start] })
            {
                var id = await ProjectAsync(app, team, way);
                var page = await browser.GetPageAsync($"/project/{id}", Ct);
                foreach (var step in Steps)
                {
                    var shown = page.QuerySelector($"form[data-step={step}]") is not null;
                    var byApi = await GoesAsync(app, id, () => program.PostAsJsonAsync($"/api/v1/projects/{id}/{step.ToString().ToLowerInvariant()}", new { words = "今年不办了" }, Ct));
                    id = byApi ? await ProjectAsync(app, team, way) : id;
                    var byForm = await GoesAsync(app, id, () => browser.ForgeAsync($"/project/{id}", ("_handler", "step"), ("Form.Step", $"{step}"), ("Form.Words", "今年不办了")));
                    id = byForm ? await ProjectAsync(app, team, way) : id;
                    if (byApi != shown || byForm != shown)
                    {
                        wrong.Add($"{name} after {string.Join(", ", way)}: {step} shown {shown}, API {byApi}, form {byForm}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_team_that_is_paused_founds_and_adopts_no_projects(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        var approved = await app.ApprovedAsync(null);
        using (var scope = app.Scope())
        {
            (await scope.Db.Set<Team>().SingleAsync(t => t.Id == team, Ct)).Pause();
            await scope.Db.SaveChangesAsync(Ct);
        }

        var (browser, program) = (await app.BrowserOfAsync(leader), await app.ProgramOfAsync(leader));
        Assert.Null((await browser.GetPageAsync($"/projects/{approved}", Ct)).QuerySelector("#adopt"));
        using var adopted = await program.PostAsJsonAsync($"/api/v1/projects/{approved}/adopt", new { teamId = team }, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, adopted.StatusCode);
        using var founded = await program.PostAsJsonAsync("/api/v1/projects", ProjectArrangements.Form(team), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, founded.StatusCode);
    }

    private static async Task<bool> GoesAsync(TestApp app, Guid id, Func<Task<HttpResponseMessage>> step)
    {
        var before = (await app.ProjectAsync(id)).StoryLength;
        using var answer = await step();
        return (await app.ProjectAsync(id)).StoryLength != before;
    }

    private static async Task<Guid> ProjectAsync(TestApp app, Guid team, ProjectAction[] way)
    {
        var id = await app.DraftAsync(team);
        using var scope = app.Scope();
        var project = await scope.Db.Set<Project>().Include(p => p.Rounds).SingleAsync(p => p.Id == id, Ct);
        foreach (var step in way)
        {
            Assert.True(project.Take(step, new Actor(Guid.Empty, ProjectParty.Runner | ProjectParty.Reviewer | ProjectParty.Clock), app.Clock.GetUtcNow().UtcDateTime, new()));
        }

        await scope.Db.SaveChangesAsync(Ct);
        return id;
    }
}
