using Weiguang.Kernel.Time;
using Weiguang.Projects.Domain;

namespace Weiguang.Projects.Leading;

/// <summary>
/// The one way to change a project: lock it, see in which part the viewer acts, take the step, tell who is concerned, save, all in one transaction.
/// </summary>
internal sealed class ProjectBook(AppDbContext db, Parties party, ProjectNews news, IProjectFigures figures, ProjectPast past, ProjectSettings settings, TimeProvider clock)
{
    /// <summary>A step that needs no more than words, such as the reviewer's opinion.</summary>
    public Task<StepAnswer> StepAsync(Guid id, ProjectAction action, string words, CancellationToken ct, int? version = null) =>
        ChangeAsync(id, action, version, async project =>
        {
            var parties = await party.OfAsync(project, ct);
            if (ProjectFlow.Table.Find(project.Status, action, parties) is not { } step)
            {
                return ProjectFlow.Table.IsEverFor(action, parties) ? Voice.Project.NotNow : Voice.Project.NotYours;
            }

            var acts = (step.By & parties) switch { var p when p.HasFlag(ProjectParty.Clock) => ProjectParty.Clock, var p => p };
            var actor = acts == ProjectParty.Clock ? Actor.Clock : new Actor(db.Viewer.PersonId, acts);
            if (!project.Take(action, actor, clock.Now(), settings, words))
            {
                return Voice.Project.NotNow;
            }

            await news.TellAsync(project, action, words, ct);
            return Voice.Project.Done;
        }, ct, (_, step) => step.Words == words);

    /// <summary>Takes the clock's next step if it is due; false when nothing was.</summary>
    public async Task<bool> TickAsync(Guid id, CancellationToken ct)
    {
        var taken = await ChangeAsync(id, ProjectAction.End, null, async project =>
        {
            var step = ProjectFlow.Table.Steps.FirstOrDefault(s => s.From == project.Status && s.By.HasFlag(ProjectParty.Clock));
            if (step is null || project.DueAt is not { } due || due > clock.Now() || !project.Take(step.Action, Actor.Clock, clock.Now(), settings))
            {
                return Voice.Project.NotNow;
            }

            await news.TellAsync(project, step.Action, "", ct);
            return Voice.Project.Done;
        }, ct);
        return taken.IsDone;
    }

    /// <summary>Writes down what came of the current round, with the figures as they stand now.</summary>
    public Task<StepAnswer> EvaluateAsync(Guid id, string evaluation, string toImprove, CancellationToken ct, int? version = null) =>
        RunAsync(id, ProjectAction.Close, version, async (project, actor) =>
        {
            var facts = await figures.OfAsync(id, project.Current.RecruitsAt, project.Current.EndsAt, ct);
            if (!project.Evaluate(facts, evaluation, toImprove, actor, clock.Now(), settings))
            {
                return false;
            }

            await news.TellAsync(project, ProjectAction.Close, "", ct);
            return true;
        }, ct, (project, _) => (project.Current.Evaluation, project.Current.ToImprove) == (evaluation, toImprove));

    public Task<StepAnswer> RenewAsync(Guid id, RoundPlan plan, CancellationToken ct, int? version = null) =>
        RunAsync(id, ProjectAction.Renew, version, (project, actor) => Task.FromResult(project.Renew(plan, actor, clock.Now(), settings)), ct, (project, _) => project.Current.Says(plan));

    /// <summary>Puts it forward to the library one level up.</summary>
    public Task<StepAnswer> RecommendAsync(Guid id, string words, CancellationToken ct, int? version = null) =>
        ChangeAsync(id, ProjectAction.Recommend, version, async project =>
        {
            if (!party.MayRecommend(project))
            {
                return Voice.Project.NotYours;
            }

            if (project.Recommend(words, db.Viewer.PersonId, clock.Now()) is not { } asked)
            {
                return Voice.Project.NotNow;
            }

            await news.AskAsync(project, asked, ct);
            return Voice.Project.Done;
        }, ct, (_, step) => step.Words == words);

    public Task<StepAnswer> AnswerAsync(Guid id, bool yes, string opinion, CancellationToken ct, int? version = null) =>
        ChangeAsync(id, ProjectAction.Answer, version, async project =>
        {
            var open = project.Recommendations.Find(r => r.State == RecommendationState.Asked);
            if (open is null ? !db.Viewer.May(ProjectPermissions.Review) : !await party.MayAnswerAsync(project, open, ct))
            {
                return Voice.Project.NotYours;
            }

            if (open is null)
            {
                return Voice.Project.NotNow;
            }

            project.AnswerRecommendation(yes, opinion, db.Viewer.PersonId, clock.Now());
            await news.AnsweredAsync(project, open, ct);
            return Voice.Project.Done;
        }, ct, (project, step) => step.Words == opinion && project.Recommendations.Exists(r => r.AnsweredAt == step.At && r.State == RecommendationState.Accepted == yes));

    /// <summary>A change only who runs the project makes.</summary>
    /// <param name="isSame">Whether an earlier step of this kind says what is asked for now; left out where it is never taken for the same.</param>
    public Task<StepAnswer> RunAsync(
        Guid id, ProjectAction action, int? version, Func<Project, Actor, Task<bool>> change, CancellationToken ct, Func<Project, ProjectEvent, bool>? isSame = null) =>
        ChangeAsync(id, action, version, async project =>
        {
            if (!party.Runs(project))
            {
                return Voice.Project.NotYours;
            }

            return await change(project, new Actor(db.Viewer.PersonId, ProjectParty.Runner)) ? Voice.Project.Done : Voice.Project.NotNow;
        }, ct, isSame);

    private async Task<StepAnswer> ChangeAsync(
        Guid id, ProjectAction action, int? version, Func<Project, Task<StepAnswer>> change, CancellationToken ct, Func<Project, ProjectEvent, bool>? isSame = null)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<Project>(id, ct) is not { } project)
        {
            return Voice.Project.Missing;
        }

        await db.Entry(project).Collection(p => p.Rounds).LoadAsync(ct);
        await db.Entry(project).Collection(p => p.Recommendations).LoadAsync(ct);
        await db.Entry(project).Collection(p => p.Exclusions).LoadAsync(ct);
        if (party.Sees(project) && await past.MovedAsync(project, action, version, isSame ?? ((_, _) => false), ct) is { } moved)
        {
            return await ToldAsync(moved, project, ct);
        }

        var answer = await change(project);
        if (!answer.IsDone)
        {
            return await ToldAsync(answer, project, ct);
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e) && e.Entries.All(entry => entry.Entity is Exclusion))
        {
            return Voice.Project.NotNow; // Two projects declared each other exclusive at the same moment.
        }

        await work.CommitAsync(ct);
        return answer;
    }

    /// <summary>A step that is not possible any more is told with how the project stands and what happened to it last.</summary>
    private async Task<StepAnswer> ToldAsync(StepAnswer answer, Project project, CancellationToken ct) => answer.Outcome is StepOutcome.NotNow or StepOutcome.Moved
        ? answer.At(project.Status, project.StoryLength, await party.AllowedAsync(project, ct)) with { Meanwhile = await past.LastAsync(project.Id, ct) }
        : answer;
}
