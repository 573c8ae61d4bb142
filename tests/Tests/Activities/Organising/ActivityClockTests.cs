using System.Net;
using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Projects;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

public class ActivityClockTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_activity_ends_after_its_last_shift_and_is_closed_by_its_evaluation_or_in_time(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, program) = await app.LeaderAsync();
        var (told, silent) = (await program.AddAsync(Draft(team)), await program.AddAsync(Draft(team)));
        await program.StepAsync(told, "publish");
        await program.StepAsync(silent, "publish");
        app.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromHours(5.9));
        Assert.Equal(0, await app.WalkAsync());
        app.Clock.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal(2, await app.WalkAsync());
        Assert.Contains("活动“{0}”结束了，请写一写效果怎么样、下次怎么改进。", await app.MessagesOfAsync(leader));

        var address = $"/console/activities/{told}/plan";
        var browser = await app.BrowserOfAsync(leader);
        var missing = await (await browser.SubmitAsync(address, new Dictionary<string, string> { ["Form.Words"] = "扫了八家" }, "#evaluation", Ct)).ReadPageAsync(Ct);
        Assert.Contains("请选几颗星", missing.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("扫了八家", missing.QuerySelector("[name='Form.Words']")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(address, new Dictionary<string, string> { ["Form.Stars"] = "4", ["Form.Words"] = "扫了八家" }, "#evaluation", Ct)).StatusCode);
        Assert.Equal((ActivityStatus.Closed, ActivityStatus.Ended), ((await app.ActivityOfAsync(told)).Status, (await app.ActivityOfAsync(silent)).Status));

        app.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await app.WalkAsync());
        Assert.Equal(ActivityStatus.Closed, (await app.ActivityOfAsync(silent)).Status);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_projects_round_counts_what_was_held_in_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var project = Guid.CreateVersion7();
        var (activity, shifts) = await app.ActivityAsync(a => a.ProjectId = project, TimeSpan.FromHours(1), capacities: [5]);
        await app.ActivityAsync(a => a.ProjectId = project, TimeSpan.FromDays(2));
        var start = app.Clock.GetUtcNow().UtcDateTime.AddHours(1);
        foreach (var minutes in new[] { 120, 90 })
        {
            using var arrange = app.Scope();
            arrange.Db.Add(new Attendance
            {
                ActivityId = activity,
                ShiftId = shifts[0],
                VolunteerId = Guid.CreateVersion7(),
                InAt = start,
                InProof = ProofKinds.Card,
                OutAt = start.AddMinutes(minutes),
                OutProof = ProofKinds.Card,
                SeenAt = start.AddMinutes(minutes),
                DivisionCode = TestPeople.Village,
            });
            await arrange.Db.SaveChangesAsync(Ct);
        }

        app.Clock.Advance(TimeSpan.FromHours(4));
        await app.WalkAsync();

        using var scope = app.Scope();
        var figures = await scope.Get<IProjectFigures>().OfAsync(project, start.AddDays(-1), start.AddDays(30), Ct);
        Assert.Equal(new RoundFigures(1, 2, 210), figures);
        Assert.Equal(RoundFigures.None, await scope.Get<IProjectFigures>().OfAsync(project, start.AddDays(1), start.AddDays(30), Ct));
    }
}
