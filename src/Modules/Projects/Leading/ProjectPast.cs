using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Projects.Domain;

namespace Weiguang.Projects.Leading;

/// <summary>What became of a project since somebody looked at it. A project's version is the length of its story.</summary>
internal sealed class ProjectPast(AppDbContext db, Witness witness, IStringLocalizer phrases)
{
    /// <summary>Null when it still is what the caller saw, or they do not say. Pressing twice is done.</summary>
    /// <param name="isSame">Whether an earlier step of this kind says what is asked for now.</param>
    public async Task<StepAnswer?> MovedAsync(Project project, ProjectAction action, int? version, Func<Project, ProjectEvent, bool> isSame, CancellationToken ct)
    {
        if (version is not { } seen || seen == project.StoryLength)
        {
            return null;
        }

        var since = await db.Set<ProjectEvent>().AsNoTracking().Where(e => e.ProjectId == project.Id && e.Sequence > seen).OrderByDescending(e => e.Sequence).NewestAsync(50, ct);
        return witness.IsRepeat(action, since.ConvertAll(e => (e.Action, e.ActorId)), since is [var first, ..] && isSame(project, first)) ? Voice.Project.Done : Voice.Project.Moved;
    }

    /// <summary>The last step in words; null for a project that is not there.</summary>
    public async Task<Meanwhile?> LastAsync(Guid id, CancellationToken ct) =>
        await db.Set<ProjectEvent>().AsNoTracking().Where(e => e.ProjectId == id).OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct) is { } step
            ? await witness.TellAsync(step.Action, step.ActorId, step.At, Phrase.Of("{0}已经办了“{1}”"), ct, phrases[step.Action.Words()].Value) : null;
}
