using Weiguang.Cases;
using Weiguang.Projects.Domain;
using Weiguang.Regions;

namespace Weiguang.Projects.Leading;

/// <summary>In which parts a viewer meets a project.</summary>
internal static class Parties
{
    /// <summary>A team's project is run by its leaders; one without a team by the staff of its range. Nobody reviews what they handed in or their own team's.</summary>
    public static ProjectParty Of(Project project, Viewer viewer)
    {
        var staff = project.DivisionCode >= viewer.From && project.DivisionCode < viewer.To;
        var runs = project.TeamId is { } team ? viewer.TeamIds.Contains(team) : staff;
        var reviews = staff && viewer.May(ProjectPermissions.Review) && project.SubmittedBy != viewer.PersonId && !(project.TeamId is { } own && viewer.TeamIds.Contains(own));
        return (viewer.All ? ProjectParty.Clock : ProjectParty.None) | (runs ? ProjectParty.Runner : ProjectParty.None) | (reviews ? ProjectParty.Reviewer : ProjectParty.None);
    }

    /// <summary>An audit, for the referee: whoever handed it in or leads the team does not decide.</summary>
    public static Matter Matter(Project project, Guid? leader) => new(ProjectPermissions.Review, project.DivisionCode, null, [.. new[] { project.SubmittedBy, leader }.OfType<Guid>()]);

    /// <summary>Every step the viewer may take now; needs the recommendations loaded.</summary>
    public static IReadOnlyList<ProjectAction> Allowed(Project project, Viewer viewer)
    {
        var open = project.Recommendations.Find(r => r.State == RecommendationState.Asked);
        var steps = ProjectFlow.Table.Allowed(project.Status, Of(project, viewer));
        return open is not null && MayAnswer(open, viewer) ? [.. steps, ProjectAction.Answer]
            : project.IsRecommendable && MayRecommend(project, viewer) ? [.. steps, ProjectAction.Recommend] : steps;
    }

    /// <summary>Who runs it, or keeps the library it stands in, puts it forward to the library above.</summary>
    public static bool MayRecommend(Project project, Viewer viewer) =>
        Of(project, viewer).HasFlag(ProjectParty.Runner) || Covers(viewer, project.LibraryDivision);

    /// <summary>Staff of the whole county, city or province it is put forward to; never who put it forward.</summary>
    public static bool MayAnswer(Recommendation recommendation, Viewer viewer) =>
        recommendation.AskedBy != viewer.PersonId && Covers(viewer, recommendation.DivisionCode);

    private static bool Covers(Viewer viewer, long division)
    {
        var (from, to) = DivisionCodes.Range(division);
        return viewer.May(ProjectPermissions.Review) && viewer.From <= from && viewer.To >= to;
    }
}
