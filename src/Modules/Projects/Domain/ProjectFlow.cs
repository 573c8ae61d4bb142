using static Weiguang.Projects.Domain.ProjectAction;
using static Weiguang.Projects.ProjectStatus;

namespace Weiguang.Projects.Domain;

/// <summary>What can be done with a project. The last four lead to no other state; the story keeps them, so that everybody reads what changed and who did it.</summary>
public enum ProjectAction { Found, Submit, Approve, Decline, Recruit, Start, End, Close, Lapse, Pause, Resume, Disable, Discard, Renew, Rewrite, Recommend, Answer, Complete }

/// <summary>In which part somebody acts on a project.</summary>
[Flags]
public enum ProjectParty
{
    None = 0,

    /// <summary>Leads the team that runs it, or works in the range it lies in.</summary>
    Runner = 1,

    /// <summary>Works in the range it lies in, and did not submit it.</summary>
    Reviewer = 2,
    Clock = 4,
}

/// <summary>
/// The state machine of a project, whole: which step leads from where to where, and whose step it is. After project_transition.tsv, with
/// one step more: a closed and evaluated project is planned anew (Renew), which makes the chain the loop it is meant to be.
/// Picture and reasons: docs/algorithms/projects.md.
/// </summary>
internal static class ProjectFlow
{
    public static readonly Flow<ProjectStatus, ProjectAction, ProjectParty> Table = new(
    [
        new(Submit, Draft, PendingAudit, ProjectParty.Runner),
        new(Approve, PendingAudit, PendingStart, ProjectParty.Reviewer),
        new(Decline, PendingAudit, Draft, ProjectParty.Reviewer),
        new(Recruit, PendingStart, Recruiting, ProjectParty.Clock),
        new(Start, Recruiting, Running, ProjectParty.Clock | ProjectParty.Runner),
        new(End, Running, Ended, ProjectParty.Clock),
        new(Close, Ended, ClosedManual, ProjectParty.Runner),
        new(Lapse, Ended, ClosedAuto, ProjectParty.Clock),
        new(Pause, Recruiting, Paused, ProjectParty.Runner),
        new(Resume, Paused, Recruiting, ProjectParty.Runner),
        new(Disable, Running, Disabled, ProjectParty.Reviewer),
        new(Discard, Draft, ProjectStatus.Void, ProjectParty.Runner),
        new(Renew, ClosedManual, Draft, ProjectParty.Runner),
        new(Renew, ClosedAuto, Draft, ProjectParty.Runner),
    ]);
}
