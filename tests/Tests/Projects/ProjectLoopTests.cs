using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Outbox;
using Weiguang.Messages.Domain;
using Weiguang.People;
using Weiguang.Projects;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Projects;

public class ProjectLoopTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_project_goes_round_the_loop_and_its_evaluation_stands_beside_the_next_plan(string database)
    {
        await using var app = await TestApp.StartAsync(database, services => services.AddScoped<IProjectFigures, TwelveActivities>());
        var (team, leader) = await app.TeamAsync();
        var (leaders, staff) = (await app.ProgramOfAsync(leader), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)));
        var founded = await leaders.PostAsJsonAsync("/api/v1/projects", ProjectArrangements.Form(team), Ct);
        Assert.Equal(HttpStatusCode.Created, founded.StatusCode);
        var id = (await founded.JsonAsync()).GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.OK, (await leaders.StepAsync(id, "submit")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.StepAsync(id, "decline")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await staff.StepAsync(id, "decline", new { words = "写清楚谁做饭" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await leaders.StepAsync(id, "submit")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await staff.StepAsync(id, "approve")).StatusCode);
        Assert.Equal(0, await app.PassAsync(3.5));
        Assert.Equal(1, await app.PassAsync(0.5));
        Assert.Equal(ProjectStatus.Recruiting, (await app.ProjectAsync(id)).Status);
        await app.PassAsync(6);
        Assert.Equal(ProjectStatus.Running, (await app.ProjectAsync(id)).Status);
        await app.PassAsync(20);
        Assert.Equal(ProjectStatus.Ended, (await app.ProjectAsync(id)).Status);

        var evaluated = await leaders.StepAsync(id, "evaluation", new { evaluation = "老人都吃上了", toImprove = "多找两个会开车的" });
        Assert.Equal((HttpStatusCode.OK, "closed-manual"), (evaluated.StatusCode, (await evaluated.JsonAsync()).GetProperty("status").GetString()));
        var plan = new { plan = "分两条线送", recruitFrom = "2026-10-05", recruitTo = "2026-10-10", endsOn = "2026-12-30" };
        Assert.Equal(HttpStatusCode.OK, (await leaders.StepAsync(id, "rounds", plan)).StatusCode);
        Assert.Equal((2, ProjectStatus.Draft), ((await app.ProjectAsync(id)).Round, (await app.ProjectAsync(id)).Status));

        var rounds = (await app.Browser().GetPageAsync($"/projects/{id}", Ct)).QuerySelector("#rounds")!;
        Assert.Contains("多找两个会开车的", rounds.QuerySelector("[data-evaluated='1']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("12", rounds.QuerySelector("[data-evaluated='1'] strong")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("分两条线送", rounds.QuerySelector("[data-round='2']")!.TextContent, StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.Equal(5, await scope.Db.Set<Message>().CountAsync(m => m.PersonId == leader && m.Link == $"/project/{id}", Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_forgets_to_evaluate_is_closed_by_the_clock_and_plans_on_only_after_writing_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        var (id, leaders) = (await app.ApprovedAsync(team), await app.ProgramOfAsync(leader));

        Assert.Equal(3, await app.PassAsync(40));
        Assert.Equal(1, await app.PassAsync(30));
        Assert.Equal(ProjectStatus.ClosedAuto, (await app.ProjectAsync(id)).Status);

        var plan = new { plan = "再来", recruitFrom = "2026-12-05", recruitTo = "2026-12-10", endsOn = "2026-12-30" };
        Assert.Equal(HttpStatusCode.Conflict, (await leaders.StepAsync(id, "rounds", plan)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await leaders.StepAsync(id, "evaluation", new { evaluation = " ", toImprove = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await leaders.StepAsync(id, "evaluation", new { evaluation = "补写", toImprove = "按时写" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await leaders.StepAsync(id, "evaluation", new { evaluation = "再改", toImprove = "按时写" })).StatusCode);
        Assert.Equal(ProjectStatus.ClosedAuto, (await app.ProjectAsync(id)).Status);
        Assert.Equal(HttpStatusCode.OK, (await leaders.StepAsync(id, "rounds", plan)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_desk_page_submits_reviews_and_shows_the_opinion_without_script(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        var (leaders, staff) = (await app.BrowserOfAsync(leader), await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator)));
        var answer = await leaders.SubmitAsync("/projects/new", new Dictionary<string, string> { ["Form.Title"] = "扫雪" }, "#found", Ct);
        Assert.Equal(8, (await answer.ReadPageAsync(Ct)).QuerySelectorAll(".field.wrong").Length);

        var id = await app.DraftAsync(team);
        await leaders.SubmitAsync($"/project/{id}", new Dictionary<string, string> { ["Form.Step"] = "Submit" }, "form[data-step=Submit]", Ct);
        Assert.Contains("独居老人送餐", (await staff.GetPageAsync("/console/cases?kind=projects.audit", Ct)).QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        await staff.SubmitAsync($"/project/{id}", new Dictionary<string, string> { ["Form.Words"] = "写清楚谁做饭" }, "form[data-step=Decline]", Ct);

        Assert.Contains("写清楚谁做饭", (await leaders.GetPageAsync($"/project/{id}", Ct)).QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await leaders.SubmitAsync($"/project/{id}/edit", new Dictionary<string, string> { ["Form.Title"] = "独居老人送热饭" }, "#rewrite", Ct)).StatusCode);
        Assert.Equal("独居老人送热饭", (await app.ProjectAsync(id)).Title);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Exclusion_stands_with_both_projects_and_only_among_ones_own(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ((team, leader), (other, _)) = (await app.TeamAsync(), await app.TeamAsync());
        var (first, foreign, leaders) = (await app.DraftAsync(team), await app.DraftAsync(other), await app.ProgramOfAsync(leader));
        var second = (await (await leaders.PostAsJsonAsync("/api/v1/projects", ProjectArrangements.Form(team, "陪诊", [first, foreign]), Ct)).JsonAsync()).GetProperty("id").GetGuid();

        using var scope = app.Scope();
        var cards = await scope.Get<ProjectDirectory>().FindAsync([first, second, foreign], Ct);
        Assert.Equal([second], cards[first].ExclusiveWith);
        Assert.Equal([first], cards[second].ExclusiveWith);
        Assert.Empty(cards[foreign].ExclusiveWith);
        Assert.Equal(HttpStatusCode.OK, (await leaders.PutAsJsonAsync($"/api/v1/projects/{second}", ProjectArrangements.Form(team, "陪诊"), Ct)).StatusCode);
        Assert.All((await scope.Get<ProjectDirectory>().OfTeamAsync(team, Ct)), card => Assert.Empty(card.ExclusiveWith));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Activities_follow_what_excludes_their_project(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader) = await app.TeamAsync();
        var (first, leaders) = (await app.DraftAsync(team), await app.ProgramOfAsync(leader));
        var (activity, shifts) = await app.ActivityAsync(a => a.ProjectId = first);
        var second = (await (await leaders.PostAsJsonAsync("/api/v1/projects", ProjectArrangements.Form(team, "陪诊", [first]), Ct)).JsonAsync()).GetProperty("id").GetGuid();
        var (meanwhile, seats) = await app.ActivityAsync(a => (a.ProjectId, a.Title) = (second, "陪诊"), TimeSpan.FromDays(4));
        var volunteer = await app.ProgramOfAsync(await app.VolunteerAsync());
        await volunteer.SignUpAsync(meanwhile, seats[0]);

        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);

        using var refused = await volunteer.PostAsJsonAsync($"/api/v1/activities/{activity}/signups", new { shiftId = shifts[0] }, Ct);
        Assert.Contains("signup-excluded", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await leaders.PutAsJsonAsync($"/api/v1/projects/{second}", ProjectArrangements.Form(team, "陪诊"), Ct)).StatusCode);
        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);
        Assert.Equal("accepted", (await volunteer.SignUpAsync(activity, shifts[0])).GetProperty("answer").GetString());
    }

    private sealed class TwelveActivities : IProjectFigures
    {
        public Task<RoundFigures> OfAsync(Guid projectId, DateTime from, DateTime until, CancellationToken ct) => Task.FromResult(new RoundFigures(12, 34, 5600));
    }
}
