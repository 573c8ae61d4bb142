using System.Net;
using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
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
        Assert.Contains("活动“{0}”结束了，请写一写效果怎么样、下次怎么改进。", await app.ToldAsync(leader));

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
    public async Task A_projects_round_counts_what_was_held_in_it_and_the_minutes_that_were_proven(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var project = Guid.CreateVersion7();
        var (activity, shifts) = await app.ActivityAsync(a => a.ProjectId = project, TimeSpan.FromHours(1), capacities: [5]);
        await app.ActivityAsync(a => a.ProjectId = project, TimeSpan.FromDays(2));
        var start = app.Clock.GetUtcNow().UtcDateTime.AddHours(1);
        var word = Guid.CreateVersion7();
        foreach (var (who, minutes, proof) in new[] { (Guid.CreateVersion7(), 120, ProofKinds.Card), (Guid.CreateVersion7(), 90, ProofKinds.Card), (word, 60, ProofKinds.Word) })
        {
            using var arrange = app.Scope();
            arrange.Db.Add(new Stay
            {
                SourceId = activity,
                EngagementId = shifts[0],
                VolunteerId = who,
                InAt = start,
                InProof = proof,
                OutAt = start.AddMinutes(minutes),
                OutProof = proof,
                SeenAt = start.AddMinutes(minutes),
                DivisionCode = TestPeople.Village,
            });
            await arrange.Db.SaveChangesAsync(Ct);
        }

        await app.ActivityAsync(a => a.ProjectId = project, TimeSpan.FromHours(1)); // Nobody came: it was not held.
        app.Clock.Advance(TimeSpan.FromHours(4));
        await app.WalkAsync();
        await Presences.WalkAsync(app);
        Assert.Equal(new RoundFigures(1, 2, 210), await FiguresAsync(app, project, start.AddDays(-1)));

        using (var confirm = app.Scope())
        {
            await using var work = await confirm.Db.BeginWorkAsync(Ct);
            var record = await confirm.Db.Set<ServiceRecord>().SingleAsync(r => r.VolunteerId == word, Ct);
            Assert.True(record.Confirm(word, app.Clock.GetUtcNow().UtcDateTime));
            await confirm.Db.SaveChangesAsync(Ct);
            await work.CommitAsync(Ct);
        }

        Assert.Equal(new RoundFigures(1, 3, 270), await FiguresAsync(app, project, start.AddDays(-1))); // Proven by the second word, on its way into the ledger.
        Assert.Equal(RoundFigures.None, await FiguresAsync(app, project, start.AddDays(1)));
    }

    private static async Task<RoundFigures> FiguresAsync(TestApp app, Guid project, DateTime from)
    {
        using var scope = app.Scope();
        return await scope.Get<IProjectFigures>().OfAsync(project, from, from.AddDays(30), Ct);
    }
}
