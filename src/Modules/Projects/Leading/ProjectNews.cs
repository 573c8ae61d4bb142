using Weiguang.Cases;
using Weiguang.Messages;
using Weiguang.Projects.Domain;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Projects.Leading;

/// <summary>Tells everybody concerned about a step, in its transaction. Nobody is told what they did themselves.</summary>
internal sealed class ProjectNews(AppDbContext db, MessageBox messages, TeamDirectory teams, Deciders deciders, RegionDirectory regions)
{
    public async Task TellAsync(Project project, ProjectAction action, string words, CancellationToken ct)
    {
        if (action == ProjectAction.Submit)
        {
            Put(await deciders.OfAsync(Parties.Matter(project), ct), project, ProjectMessages.ReviewAsked, inOffice: true);
        }
        else if (KindOf(action) is { } kind)
        {
            Put([await RunnerAsync(project, ct)], project, kind, words);
        }
    }

    public async Task AskAsync(Project project, Recommendation asked, CancellationToken ct) =>
        Put(await deciders.OfAsync(Parties.Matter(project, asked), ct), project, ProjectMessages.RecommendationAsked, inOffice: true);

    public async Task AnsweredAsync(Project project, Recommendation answer, CancellationToken ct) => Put(
        [answer.AskedBy, await RunnerAsync(project, ct)], project,
        answer.State == RecommendationState.Accepted ? ProjectMessages.Recommended : ProjectMessages.NotRecommended, answer.Opinion);

    public async Task AdoptedAsync(Project source, Project copy, CancellationToken ct) =>
        Put([await RunnerAsync(source, ct)], source, ProjectMessages.Adopted, await regions.AddressAsync(copy.DivisionCode, ct));

    private static MessageKind? KindOf(ProjectAction action) => action switch
    {
        ProjectAction.Approve => ProjectMessages.Approved,
        ProjectAction.Decline => ProjectMessages.SentBack,
        ProjectAction.Recruit => ProjectMessages.Recruits,
        ProjectAction.Start => ProjectMessages.Started,
        ProjectAction.End => ProjectMessages.Ended,
        ProjectAction.Close => ProjectMessages.Closed,
        ProjectAction.Lapse => ProjectMessages.ClosedUnevaluated,
        ProjectAction.Pause => ProjectMessages.Paused,
        ProjectAction.Resume => ProjectMessages.Resumed,
        ProjectAction.Disable => ProjectMessages.Disabled,
        ProjectAction.Found or ProjectAction.Submit or ProjectAction.Discard or ProjectAction.Renew or ProjectAction.Rewrite
            or ProjectAction.Recommend or ProjectAction.Answer or ProjectAction.Complete => null,
    };

    private async Task<Guid> RunnerAsync(Project project, CancellationToken ct) =>
        project.TeamId is { } team ? (await teams.FindAsync(team, ct))?.LeaderId ?? project.AuthorId : project.AuthorId;

    private void Put(IEnumerable<Guid> to, Project project, MessageKind kind, string words = "", bool inOffice = false)
    {
        foreach (var person in to.Distinct().Where(id => id != db.Viewer.PersonId))
        {
            messages.Put(person, kind, inOffice ? ProjectLinks.Office(project.Id) : $"/project/{project.Id}", project.Title, words);
        }
    }
}
