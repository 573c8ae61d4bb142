using static Weiguang.Activities.Domain.ActivityAction;
using static Weiguang.Activities.Domain.ActivityStatus;

namespace Weiguang.Activities.Domain;

/// <summary>Where an activity stands. Whether it recruits or runs right now follows from its times, see <see cref="Activity.PhaseAt"/>.</summary>
public enum ActivityStatus
{
    Draft,

    /// <summary>Waits for the station's or county's yes.</summary>
    PendingReview,

    Published,

    /// <summary>Published, but nobody can sign up for now.</summary>
    Paused,

    /// <summary>Over; records and evaluation are due.</summary>
    Ended,

    /// <summary>Evaluated and filed.</summary>
    Closed,

    Cancelled,
}

/// <summary>What the public sees of a published activity.</summary>
public enum ActivityPhase { Hidden, UnderReview, NotYetOpen, Recruiting, SignupClosed, Running, Over, CalledOff }

public enum ActivityAction { Submit, Approve, Reject, Publish, Change, Pause, Resume, Cancel, End, Close, Withdraw }

/// <summary>In which part somebody acts on an activity.</summary>
[Flags]
internal enum ActivityParty { None = 0, Organiser = 1, Reviewer = 2, Clock = 4 }

/// <summary>
/// The state machine of an activity, whole; after project_transition.tsv. A team publishes what carries little risk itself (Publish);
/// everything else is submitted and decided by staff above the team (Approve, Reject).
/// </summary>
internal static class ActivityFlow
{
    public static readonly Flow<ActivityStatus, ActivityAction, ActivityParty> Table = new(
    [
        new(Submit, Draft, PendingReview, ActivityParty.Organiser),
        new(Publish, Draft, Published, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Approve, PendingReview, Published, ActivityParty.Reviewer),
        new(Reject, PendingReview, Draft, ActivityParty.Reviewer),
        new(Change, Draft, Draft, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Change, PendingReview, PendingReview, ActivityParty.Organiser),
        new(Change, Published, Published, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Change, Paused, Paused, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Submit, Published, PendingReview, ActivityParty.Organiser | ActivityParty.Reviewer), // A risky change of what was approved.
        new(Submit, Paused, PendingReview, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Pause, Published, Paused, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Resume, Paused, Published, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Withdraw, PendingReview, Published, ActivityParty.Organiser), // Of a change of what was out: what was approved is out again.
        new(Withdraw, Draft, Published, ActivityParty.Organiser),
        new(Cancel, Draft, Cancelled, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Cancel, PendingReview, Cancelled, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Cancel, Published, Cancelled, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(Cancel, Paused, Cancelled, ActivityParty.Organiser | ActivityParty.Reviewer),
        new(End, Published, Ended, ActivityParty.Clock | ActivityParty.Organiser),
        new(End, Paused, Ended, ActivityParty.Clock),
        new(End, PendingReview, Ended, ActivityParty.Clock), // Was published before, and people had seats.
        new(End, Draft, Ended, ActivityParty.Clock),
        new(Close, Ended, Closed, ActivityParty.Organiser | ActivityParty.Clock),
    ]);
}
