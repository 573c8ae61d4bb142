using Weiguang.Activities.Domain;
using Weiguang.Eligibility;

namespace Weiguang.Activities.Seats.Line;

/// <summary>Somebody wants a seat in a shift.</summary>
/// <param name="By">Who signs them up, when they do not do it themselves: the seat is then held until they confirm.</param>
internal sealed record SeatRequest(Guid ActivityId, Guid ShiftId, Guid VolunteerId, string Code = "", SignupWay Way = SignupWay.Self, Guid? By = null);

/// <summary>What the desk says.</summary>
internal enum SeatOutcome
{
    Accepted,

    /// <summary>On the waiting list, with a place.</summary>
    Waiting,

    /// <summary>A seat is kept; the organiser has to say yes because of missed shifts.</summary>
    Pending,

    /// <summary>A seat is kept until the person confirms.</summary>
    Held,
    AlreadyIn,
    AlreadyWaiting,
    Full,
    NotOpenYet,
    Closed,

    /// <summary>Nobody signs up while a change of it is reviewed.</summary>
    UnderReview,

    /// <summary>The organiser takes no sign-ups for now.</summary>
    Paused,
    Clash,

    /// <summary>Takes part in a project that excludes this one.</summary>
    Excluded,
    NotEligible,

    /// <summary>The organiser took them off this list before; an invitation opens it again.</summary>
    TakenOff,
    Missing,
}

/// <param name="Place">Place on the waiting list, from 1; 0 when not waiting.</param>
/// <param name="OpensAt">For <see cref="SeatOutcome.NotOpenYet"/>.</param>
/// <param name="Other">What it clashes with or is excluded by; for an accepted seat, a shift elsewhere less than an hour away from this one.</param>
internal sealed record SeatAnswer(SeatOutcome Outcome, int Place = 0, DateTime? OpensAt = null, Promise? Other = null)
{
    public IReadOnlyList<Unmet> Unmet { get; init; } = [];

    public bool IsIn => Outcome is SeatOutcome.Accepted or SeatOutcome.Waiting or SeatOutcome.Pending or SeatOutcome.Held or SeatOutcome.AlreadyIn or SeatOutcome.AlreadyWaiting;
}

/// <summary>How somebody stands to a shift they have signed up for.</summary>
internal sealed record OwnSeat(Guid VolunteerId, Guid ActivityId, Guid ShiftId, SignupStatus Status, DateTime StartsAt, DateTime EndsAt, Guid? ProjectId)
{
    public bool HoldsSeat => Status.HoldsSeat;

    public Promise Promise => new(VolunteerId, SeatPromises.Kind, ActivityId, ShiftId, StartsAt, EndsAt);
}

/// <summary>What stands in somebody's calendar: seats of theirs, and what they have promised to others than activities.</summary>
internal sealed record Calendar(IReadOnlyCollection<OwnSeat> Seats, IReadOnlyCollection<Promise> Elsewhere);
