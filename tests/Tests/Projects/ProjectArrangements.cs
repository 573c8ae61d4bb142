using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Kernel.Time;
using Weiguang.Projects;
using Weiguang.Projects.Clocks;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading;

namespace Weiguang.Tests.Projects;

/// <summary>Projects to act on, and the clock that moves them.</summary>
internal static class ProjectArrangements
{
    public static readonly ProjectText Text = new("独居老人送餐", "0017", "让独居老人一天吃上一顿热饭", "中午做饭送到家", ["03"]);

    /// <summary>What a project is written as on the first of September: recruiting from the 5th to the 10th, over on the 30th.</summary>
    public static object Form(Guid? teamId, string title = "独居老人送餐", Guid[]? exclusiveWith = null) => new
    {
        teamId, title, category = "0017", goals = "让独居老人一天吃上一顿热饭", description = "中午做饭送到家", @for = new[] { "03" }, exclusiveWith,
        round = new { plan = "先摸底，再排班", recruitFrom = "2026-09-05", recruitTo = "2026-09-10", endsOn = "2026-09-30" },
    };

    public static RoundPlan Plan(DateOnly today) => new("先摸底，再排班", today.AddDays(4), today.AddDays(9), today.AddDays(29));

    /// <summary>A team's draft.</summary>
    public static async Task<Guid> DraftAsync(this TestApp app, Guid? teamId, long division = TestPeople.Village, string title = "独居老人送餐")
    {
        using var scope = app.Scope();
        var project = Project.Found(Text with { Title = title }, Plan(app.Clock.Today()), teamId, division, Guid.Empty, app.Clock.Now());
        scope.Db.Add(project);
        await scope.Db.SaveChangesAsync();
        return project.Id;
    }

    /// <summary>A team's approved project; recruiting begins in four days.</summary>
    public static async Task<Guid> ApprovedAsync(this TestApp app, Guid? teamId, long division = TestPeople.Village, string title = "独居老人送餐")
    {
        using var scope = app.Scope();
        var project = Project.Found(Text with { Title = title }, Plan(app.Clock.Today()), teamId, division, Guid.Empty, app.Clock.Now());
        Assert.True(project.Take(ProjectAction.Submit, new Actor(Guid.Empty, ProjectParty.Runner), app.Clock.Now(), new ProjectSettings()));
        Assert.True(project.Take(ProjectAction.Approve, new Actor(Guid.Empty, ProjectParty.Reviewer), app.Clock.Now(), new ProjectSettings()));
        scope.Db.Add(project);
        await scope.Db.SaveChangesAsync();
        return project.Id;
    }

    public static async Task<Project> ProjectAsync(this TestApp app, Guid id)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Project>().AsNoTracking().AsSplitQuery().Include(p => p.Rounds).Include(p => p.Story).Include(p => p.Recommendations).SingleAsync(p => p.Id == id);
    }

    /// <summary>Walks the project clocks after some days; returns how many steps they took.</summary>
    public static async Task<int> PassAsync(this TestApp app, double days)
    {
        app.Clock.Advance(TimeSpan.FromDays(days));
        using var scope = app.Scope();
        return await scope.Get<ProjectPatrol>().WalkAsync(TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> StepAsync(this HttpClient program, Guid project, string step, object? body = null) =>
        program.PostAsJsonAsync($"/api/v1/projects/{project}/{step}", body ?? new { }, TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
