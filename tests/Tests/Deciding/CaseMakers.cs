using Weiguang.People;
using Weiguang.Projects;
using Weiguang.Projects.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Recognition.Domain;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Activities.Organising;
using Weiguang.Tests.Projects;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Deciding;

/// <summary>One case of each kind at least, by the kind's code and what is special about it. Whoever registers a kind adds a line.</summary>
internal static class CaseMakers
{
    private static readonly (string, object?)[] High = [("risk", "high"), ("riskNotice", "水边作业，穿救生衣。"), ("insurer", "人保财险"), ("policyNumber", "PA-1"), ("coveredUntil", "2099-01-01")];

    public static readonly IReadOnlyDictionary<string, Func<TestApp, Task<MadeCase>>> All = new Dictionary<string, Func<TestApp, Task<MadeCase>>>
    {
        ["activities.photos"] = PhotoMakers.ActivityAsync,
        ["activities.review"] = app => ActivityAsync(app, [("risk", "raised"), ("riskNotice", "路滑。")]),
        ["activities.review, high risk"] = app => ActivityAsync(app, High),
        ["activities.review, high risk in the village"] = async app => await ActivityAsync(app, High) with { As = (Role.Coordinator, TestPeople.Village) },
        ["cases.photo-report"] = PhotoMakers.ReportAsync,
        ["hours.anomaly"] = HoursMakers.AnomalyAsync,
        ["hours.backfill"] = HoursMakers.BackfillAsync,
        ["hours.check-out"] = HoursMakers.CheckOutAsync,
        ["hours.correction"] = HoursMakers.CorrectionAsync,
        ["hours.correction, of a visit"] = VisitMakers.CorrectionAsync,
        ["hours.late"] = HoursMakers.LateAsync,
        ["hours.objection"] = HoursMakers.ObjectionAsync,
        ["hours.rule"] = app => RuleAsync(app, "hours.rule", Weiguang.Hours.Rulebook.HourSheets.Day, change => $"/api/v1/hour-rules/{TestPeople.Village}/day/changes/{change}/decision"),
        ["hours.outside"] = HoursMakers.OutsideAsync,
        ["hours.outside, late"] = HoursMakers.LateScanAsync,
        ["orders.follow-up"] = VisitMakers.FollowUpAsync,
        ["orders.thanks"] = PhotoMakers.ThanksAsync,
        ["projects.audit"] = AuditAsync,
        ["projects.recommendation"] = RecommendationAsync,
        ["recognition.certify"] = app => StarAsync(app, "recognition.certify", "decline", _ => { }),
        ["recognition.objection"] = app => StarAsync(app, "recognition.objection", "", star => star.Certify(Now(app).AddDays(5), Now(app))),
        ["recognition.rule"] = app => RuleAsync(app, "recognition.rule", StarRule.Sheet, change => $"/api/v1/console/star-rules/{TestPeople.Village}/changes/{change}/decision"),
        ["recognition.review"] = app => StarAsync(app, "recognition.review", "withdraw", star => Assert.True(star.Certify(Now(app), Now(app)) && star.Award(Now(app)) && star.Review(Now(app)))),
    };

    /// <summary>A team with a deputy and a member, who have a part in what is about it.</summary>
    public static async Task<(Guid Team, Guid[] People)> TeamAsync(TestApp app)
    {
        var (team, leader) = await app.TeamAsync();
        var (deputy, member) = (await app.VolunteerAsync("副队长"), await app.VolunteerAsync("队员"));
        using var scope = app.Scope();
        scope.Db.AddRange(TeamMember.Join(team, deputy, TeamRole.Deputy, Now(app)), TeamMember.Join(team, member, TeamRole.Member, Now(app)));
        await scope.Db.SaveChangesAsync();
        return (team, [leader, deputy, member]);
    }

    public static DateTime Now(TestApp app) => app.Clock.GetUtcNow().UtcDateTime;

    private static async Task<MadeCase> ActivityAsync(TestApp app, (string, object?)[] risk)
    {
        var (team, people) = await TeamAsync(app);
        var program = await app.ProgramOfAsync(people[0]);
        var id = await program.AddAsync(Organising.Draft(team, risk));
        Assert.True((await Organising.StepAsync(program, id, "submit")).IsSuccessStatusCode);
        return new(app, "activities.review", id, people, MadeCase.Post(app, $"/api/v1/activities/{id}/reject", new { reason = "写清楚几个人一组" }));
    }

    private static async Task<MadeCase> AuditAsync(TestApp app)
    {
        var ((team, people), submitter) = (await TeamAsync(app), await app.PersonAsync("早先的队长"));
        var id = await app.DraftAsync(team);
        await ChangeAsync(app, id, project => Assert.True(project.Take(ProjectAction.Submit, new Actor(submitter, ProjectParty.Runner), Now(app), new ProjectSettings())));
        return new(app, "projects.audit", id, [.. people, submitter], MadeCase.Post(app, $"/api/v1/projects/{id}/decline", new { words = "写细一点" }));
    }

    private static async Task<MadeCase> RecommendationAsync(TestApp app)
    {
        var ((team, people), asker) = (await TeamAsync(app), await app.PersonAsync("站里的人"));
        var id = await app.ApprovedAsync(team);
        await ChangeAsync(app, id, project => Assert.NotNull(project.Recommend("村里都说好", asker, Now(app))));
        return new(app, "projects.recommendation", id, [.. people, asker], MadeCase.Post(app, $"/api/v1/projects/{id}/recommendation/answer", new { accept = false, opinion = "再办一轮看看" }));
    }

    /// <summary>The village wants its own rule.</summary>
    private static async Task<MadeCase> RuleAsync(TestApp app, string kind, RuleSheet sheet, Func<int, string> path)
    {
        var by = await app.PersonAsync("提规则的人");
        using var scope = app.Scope();
        var change = new RuleChange
        {
            DivisionCode = TestPeople.Village, Code = sheet.Code, Sequence = await scope.Db.Set<RuleChange>().CountAsync(c => c.Code == sheet.Code) + 1, Before = sheet.National.ToString(), After = sheet.National.ToString(), IsReset = false, By = by, At = Now(app),
        }.Propose(app.Clock.Today().AddDays(1));
        scope.Db.Add(change);
        await scope.Db.SaveChangesAsync();
        return new(app, kind, change.Id, [by], MadeCase.Post(app, path(change.Sequence), new { approved = true }));
    }

    private static async Task ChangeAsync(TestApp app, Guid id, Action<Project> change)
    {
        using var scope = app.Scope();
        change(await scope.Db.Set<Project>().Include(p => p.Rounds).Include(p => p.Recommendations).SingleAsync(p => p.Id == id));
        await scope.Db.SaveChangesAsync();
    }

    /// <summary>Somebody doubted it before, and was not right; where it is about a doubt, somebody does now.</summary>
    private static async Task<MadeCase> StarAsync(TestApp app, string kind, string step, Action<StarCase> stands)
    {
        var (owner, before, doubter) = (await app.VolunteerAsync(), await app.PersonAsync("早先提异议的"), await app.PersonAsync("提异议的"));
        var star = StarCase.Propose(owner, 1, TestPeople.Village, 6000, Now(app));
        stands(star);
        StarObjection Doubt(Guid by) => new() { PersonId = owner, Level = 1, DivisionCode = TestPeople.Village, By = by, Reason = "没见他", At = Now(app) };
        var (old, open) = (Doubt(before), Doubt(doubter));
        old.Decide(false, "查过了", Guid.Empty, Now(app));
        using var scope = app.Scope();
        scope.Db.AddRange(star, old);
        if (step.Length > 0)
        {
            await scope.Db.SaveChangesAsync();
            return new(app, kind, star.Id, [owner, before], MadeCase.Post(app, $"/api/v1/console/stars/{star.Id}/{step}", new { reason = "再看看" }));
        }

        scope.Db.Add(open);
        await scope.Db.SaveChangesAsync();
        await scope.Db.Set<StarCase>().Where(s => s.Id == star.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.OpenObjections, 1));
        return new(app, kind, star.Id, [owner, before, doubter], MadeCase.Post(app, $"/api/v1/console/stars/{star.Id}/objections/{open.Id}", new { upheld = false, reason = "查过了" }));
    }
}
