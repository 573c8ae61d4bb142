using Weiguang.Kernel.Time;
using Weiguang.Projects.Domain;

namespace Weiguang.Projects.Leading;

/// <summary>
/// The one way to change a project: lock it, see in which part the viewer acts, take the step, tell who is concerned, save, all in one transaction.
/// </summary>
internal sealed class ProjectBook(AppDbContext db, ProjectNews news, IProjectFigures figures, ProjectPast past, ProjectRules rules, TimeProvider clock)
{
    /// <summary>A step that needs no more than words, such as the reviewer's opinion.</summary>
    public Task<ProjectAnswer> StepAsync(Guid id, ProjectAction action, string words, CancellationToken ct, int? version = null) =>
        ChangeAsync(id, action, version, async project =>
        {
            var parties = Parties.Of(project, db.Viewer);
            if (ProjectFlow.Find(project.Status, action, parties) is not { } step)
            {
                return ProjectFlow.Steps.Any(s => s.Action == action && (s.By & parties) != 0) ? ProjectAnswer.NotNow : ProjectAnswer.NotYours;
            }

            var party = (step.By & parties) switch { var p when p.HasFlag(ProjectParty.Clock) => ProjectParty.Clock, var p => p };
            var actor = party == ProjectParty.Clock ? Actor.Clock : new Actor(db.Viewer.PersonId, party);
            if (!project.Take(action, actor, clock.Now(), rules, words))
            {
                return ProjectAnswer.NotNow;
            }

            await news.TellAsync(project, action, words, ct);
            return ProjectAnswer.Done;
        }, ct);

    /// <summary>Takes the clock's next step if it is due; false when nothing was.</summary>
    public async Task<bool> TickAsync(Guid id, CancellationToken ct)
    {
        var taken = await ChangeAsync(id, ProjectAction.End, null, async project =>
        {
            var step = ProjectFlow.Steps.FirstOrDefault(s => s.From == project.Status && s.By.HasFlag(ProjectParty.Clock));
            if (step is null || project.DueAt is not { } due || due > clock.Now() || !project.Take(step.Action, Actor.Clock, clock.Now(), rules))
            {
                return ProjectAnswer.NotNow;
            }

            await news.TellAsync(project, step.Action, "", ct);
            return ProjectAnswer.Done;
        }, ct);
        return taken == ProjectAnswer.Done;
    }

    /// <summary>Writes down what came of the current round, with the figures as they stand now.</summary>
    public Task<ProjectAnswer> EvaluateAsync(Guid id, string evaluation, string toImprove, CancellationToken ct, int? version = null) =>
        RunAsync(id, ProjectAction.Close, version, async (project, actor) =>
        {
            var facts = await figures.OfAsync(id, project.Current.RecruitsAt, project.Current.EndsAt, ct);
            if (!project.Evaluate(facts, evaluation, toImprove, actor, clock.Now(), rules))
            {
                return false;
            }

            await news.TellAsync(project, ProjectAction.Close, "", ct);
            return true;
        }, ct);

    public Task<ProjectAnswer> RenewAsync(Guid id, RoundPlan plan, CancellationToken ct, int? version = null) =>
        RunAsync(id, ProjectAction.Renew, version, (project, actor) => Task.FromResult(project.Renew(plan, actor, clock.Now(), rules)), ct);

    /// <summary>Puts it forward to the library one level up.</summary>
    public Task<ProjectAnswer> RecommendAsync(Guid id, string words, CancellationToken ct, int? version = null) =>
        ChangeAsync(id, ProjectAction.Recommend, version, async project =>
        {
            if (!Parties.MayRecommend(project, db.Viewer))
            {
                return ProjectAnswer.NotYours;
            }

            if (project.Recommend(words, db.Viewer.PersonId, clock.Now()) is not { } asked)
            {
                return ProjectAnswer.NotNow;
            }

            await news.AskAsync(project, asked, ct);
            return ProjectAnswer.Done;
        }, ct);

    public Task<ProjectAnswer> AnswerAsync(Guid id, bool yes, string opinion, CancellationToken ct, int? version = null) =>
        ChangeAsync(id, ProjectAction.Answer, version, async project =>
        {
            var open = project.Recommendations.Find(r => r.State == RecommendationState.Asked);
            if (open is null ? !db.Viewer.May(ProjectPermissions.Review) : !Parties.MayAnswer(open, db.Viewer))
            {
                return ProjectAnswer.NotYours;
            }

            if (open is null)
            {
                return ProjectAnswer.NotNow;
            }

            project.AnswerRecommendation(yes, opinion, db.Viewer.PersonId, clock.Now());
            await news.AnsweredAsync(project, open, ct);
            return ProjectAnswer.Done;
        }, ct);

    /// <summary>A change only who runs the project makes.</summary>
    public Task<ProjectAnswer> RunAsync(Guid id, ProjectAction action, int? version, Func<Project, Actor, Task<bool>> change, CancellationToken ct) =>
        ChangeAsync(id, action, version, async project =>
        {
            if (!Parties.Of(project, db.Viewer).HasFlag(ProjectParty.Runner))
            {
                return ProjectAnswer.NotYours;
            }

            return await change(project, new Actor(db.Viewer.PersonId, ProjectParty.Runner)) ? ProjectAnswer.Done : ProjectAnswer.NotNow;
        }, ct);

    private async Task<ProjectAnswer> ChangeAsync(Guid id, ProjectAction action, int? version, Func<Project, Task<ProjectAnswer>> change, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<Project>(id, ct) is not { } project)
        {
            return ProjectAnswer.Missing;
        }

        await db.Entry(project).Collection(p => p.Rounds).LoadAsync(ct);
        await db.Entry(project).Collection(p => p.Recommendations).LoadAsync(ct);
        await db.Entry(project).Collection(p => p.Exclusions).LoadAsync(ct);
        if (Parties.Of(project, db.Viewer) != ProjectParty.None && await past.MovedAsync(project, action, version, ct) is { } moved)
        {
            return moved;
        }

        var answer = await change(project);
        if (answer != ProjectAnswer.Done)
        {
            return answer;
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e) && e.Entries.All(entry => entry.Entity is Exclusion))
        {
            return ProjectAnswer.NotNow; // Two projects declared each other exclusive at the same moment.
        }

        await work.CommitAsync(ct);
        return answer;
    }
}
