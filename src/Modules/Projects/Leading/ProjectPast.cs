using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Projects.Domain;

namespace Weiguang.Projects.Leading;

/// <summary>What became of a project since somebody looked at it, and how it is told to them. A project's version is the length of its story.</summary>
internal sealed class ProjectPast(AppDbContext db, PersonDirectory people, IStringLocalizer phrases, TimeProvider clock)
{
    /// <summary>Null when it still is what the caller saw, or they do not say. Pressing twice is done.</summary>
    public async Task<ProjectAnswer?> MovedAsync(Project project, ProjectAction action, int? version, CancellationToken ct)
    {
        if (version is not { } seen || seen == project.StoryLength)
        {
            return null;
        }

        var (me, since) = (db.Viewer.PersonId, await db.Set<ProjectEvent>().AsNoTracking().Where(e => e.ProjectId == project.Id && e.Sequence > seen).OrderBy(e => e.Sequence).Take(50).ToListAsync(ct));
        return action != ProjectAction.Rewrite && since.Count > 0 && since[0].Action == action && since[0].ActorId == me && since.TrueForAll(e => e.ActorId == me || e.ActorId == Guid.Empty)
            ? ProjectAnswer.Done : ProjectAnswer.Moved;
    }

    /// <summary>The last step in words; null for a project that is not there.</summary>
    public async Task<Meanwhile?> LastAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ProjectEvent>().AsNoTracking().Where(e => e.ProjectId == id).OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct) is not { } step)
        {
            return null;
        }

        var name = step.ActorId == Guid.Empty ? "" : (await people.FindAsync(step.ActorId, ct))?.Name ?? "";
        var who = step.ActorId == Guid.Empty ? phrases[Phrase.Of("系统")].Value : step.ActorId == db.Viewer.PersonId ? phrases[Phrase.Of("您")].Value : name;
        return new(JsonNamingPolicy.KebabCaseLower.ConvertName(step.Action.ToString()), name, step.At) { Words = Phrase.Of("{0}已经办了“{1}”"), Arguments = [who, phrases[step.Action.Words()].Value] };
    }

    /// <summary>Leads a page on with a sentence: what was done, or what happened meanwhile.</summary>
    /// <param name="done">Source phrase.</param>
    public async Task ShowAsync(ProjectAnswer answer, HttpContext http, NavigationManager nav, string done, Guid id)
    {
        var meanwhile = answer is ProjectAnswer.NotNow or ProjectAnswer.Moved ? await LastAsync(id, http.RequestAborted) : null;
        answer.Show(http, nav, phrases, done, $"/project/{id}", meanwhile?.Sentence(phrases, clock.GetUtcNow().UtcDateTime));
    }
}
