namespace Weiguang.Projects;

/// <summary>Where a project stands (dictionary project_status; backfilled records are kept with the activities).</summary>
public enum ProjectStatus
{
    Draft,
    PendingAudit,

    /// <summary>Approved; recruiting has not begun.</summary>
    PendingStart,
    Recruiting,

    /// <summary>Recruiting is over, the project is not.</summary>
    Running,

    /// <summary>Over, not yet evaluated.</summary>
    Ended,
    ClosedManual,

    /// <summary>Closed by the clock, because nobody evaluated it in time.</summary>
    ClosedAuto,
    Paused,
    Disabled,
    Void,
}
