using Weiguang.Cases;
using Weiguang.Projects.Domain;
using Weiguang.Regions;

namespace Weiguang.Projects.Leading;

/// <summary>In which parts the viewer meets a project. A team's project is run by its leaders; one without a team by the staff of its range. Nobody reviews what they handed in or what their own team does.</summary>
internal sealed class Parties(AppDbContext db, Referee referee)
{
    private readonly Viewer _viewer = db.Viewer;

    public async Task<ProjectParty> OfAsync(Project project, CancellationToken ct) =>
        (_viewer.All ? ProjectParty.Clock : ProjectParty.None) | (Runs(project) ? ProjectParty.Runner : ProjectParty.None)
        | (!_viewer.All && await referee.MayDecideAsync(Matter(project), ct) ? ProjectParty.Reviewer : ProjectParty.None);

    public bool Runs(Project project) => project.TeamId is { } team ? _viewer.TeamIds.Contains(team) : _viewer.Covers(project.DivisionCode);

    /// <summary>Whether its desk is the viewer's to see: they run it, or are of an office that reviews such projects, be it not this one.</summary>
    public bool Sees(Project project) => _viewer.All || Runs(project) || (_viewer.May(ProjectPermissions.Review) && _viewer.Covers(project.DivisionCode));

    /// <summary>An audit: whoever handed it in or is in the team does not decide.</summary>
    public static Matter Matter(Project project) => new(ProjectPermissions.Review, project.DivisionCode, project.TeamId, project.SubmittedBy is { } by ? [by] : []);

    /// <summary>What a recommendation asks: staff of the whole county, city or province it is put forward to answer; never who put it forward.</summary>
    public static Matter Matter(Project project, Recommendation asked) => new(ProjectPermissions.Review, asked.DivisionCode, project.TeamId, [asked.AskedBy]);

    /// <summary>Every step the viewer may take now; needs the recommendations loaded.</summary>
    public async Task<IReadOnlyList<ProjectAction>> AllowedAsync(Project project, CancellationToken ct)
    {
        var steps = ProjectFlow.Table.Allowed(project.Status, await OfAsync(project, ct));
        return project.Recommendations.Find(r => r.State == RecommendationState.Asked) is { } asked && await MayAnswerAsync(project, asked, ct) ? [.. steps, ProjectAction.Answer]
            : project.IsRecommendable && MayRecommend(project) ? [.. steps, ProjectAction.Recommend] : steps;
    }

    /// <summary>Who runs it, or keeps the library it stands in, puts it forward to the library above.</summary>
    public bool MayRecommend(Project project) => Runs(project) || (_viewer.May(ProjectPermissions.Review) && _viewer.Covers(DivisionCodes.Range(project.LibraryDivision)));

    public Task<bool> MayAnswerAsync(Project project, Recommendation asked, CancellationToken ct) => referee.MayDecideAsync(Matter(project, asked), ct);
}
