using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Seats;

/// <summary>A shift while the desk holds it: its counts move as seats are given.</summary>
internal sealed class ShiftSeats
{
    public required Guid ActivityId { get; init; }

    public required Guid Id { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    public required bool IsOff { get; init; }

    public required int Capacity { get; init; }

    public required int Taken { get; set; }

    public required int Waiting { get; set; }

    public required int LastPlace { get; set; }

    /// <summary>Of the activity, as the place, team and project below.</summary>
    public required int Version { get; init; }

    public required long DivisionCode { get; init; }

    public required Guid? TeamId { get; init; }

    public required Guid? ProjectId { get; init; }

    public int NewlyTaken { get; private set; }

    public int NewlyWaiting { get; private set; }

    public bool HasChanged => NewlyTaken + NewlyWaiting > 0;

    public int Seat()
    {
        (Taken, NewlyTaken) = (Taken + 1, NewlyTaken + 1);
        return ++LastPlace;
    }

    public int Queue()
    {
        (Waiting, NewlyWaiting) = (Waiting + 1, NewlyWaiting + 1);
        return ++LastPlace;
    }
}

/// <summary>Everything about one request that the answer depends on.</summary>
/// <param name="Own">What the volunteer has promised: shifts not yet over whatever their status, and missed ones of the last months.</param>
/// <param name="Unmet">Of the eligibility rules.</param>
internal sealed record SeatCase(SeatRequest Request, ShiftSeats Shift, Terms Terms, IReadOnlyCollection<Promise> Own, IReadOnlyList<Unmet> Unmet);

/// <summary>
/// The rules of a seat, one after the other, without any database: whoever calls holds the shift and the volunteer. Whoever comes twice hears so;
/// then the window, then the person, then their calendar, then the seats. docs/algorithms/seats.md tells why in this order.
/// </summary>
internal sealed class SeatRules(ActivityRules rules, DateTime now)
{
    public SeatAnswer Decide(SeatCase c) =>
        Standing(c) ?? Window(c) ?? Person(c) ?? Calendar(c) ?? Seat(c);

    private static SeatAnswer? Standing(SeatCase c) => c.Own.FirstOrDefault(p => p.ActivityId == c.Shift.ActivityId && p.ShiftId == c.Shift.Id) switch
    {
        { HoldsSeat: true } => new(SeatOutcome.AlreadyIn),
        { Status: SignupStatus.Waiting } => new(SeatOutcome.AlreadyWaiting),
        { Status: SignupStatus.Removed } when !c.Shift.IsOff => new(SeatOutcome.TakenOff),
        _ => null,
    };

    private SeatAnswer? Window(SeatCase c) => c switch
    {
        { Terms.Status: not ActivityStatus.Published } or { Shift.IsOff: true } => new(SeatOutcome.Closed),
        _ when now < c.Terms.OpensAt => new(SeatOutcome.NotOpenYet, OpensAt: c.Terms.OpensAt),
        _ when now >= c.Terms.ClosesAt || now >= c.Shift.StartsAt => new(SeatOutcome.Closed),
        _ => null,
    };

    private static SeatAnswer? Person(SeatCase c) => c.Unmet.Count == 0 ? null : new(SeatOutcome.NotEligible) { Unmet = c.Unmet };

    private static SeatAnswer? Calendar(SeatCase c) => Calendar(c.Own.Where(p => p.HoldsSeat), c.Shift.Id, c.Shift.StartsAt, c.Shift.EndsAt, c.Terms.ProjectId, c.Terms.ExclusiveWith);

    /// <summary>What of somebody's other seats stands against one in this shift: one at the same time, or one in a project that excludes this.</summary>
    public static SeatAnswer? Calendar(IEnumerable<Promise> seats, Guid shiftId, DateTime startsAt, DateTime endsAt, Guid? projectId, Guid[] exclusiveWith)
    {
        foreach (var promise in seats.Where(p => p.ShiftId != shiftId))
        {
            if (promise.StartsAt < endsAt && startsAt < promise.EndsAt)
            {
                return new(SeatOutcome.Clash, Other: promise);
            }

            if (promise.ProjectId is { } project && project != projectId && exclusiveWith.Contains(project))
            {
                return new(SeatOutcome.Excluded, Other: promise);
            }
        }

        return null;
    }

    private SeatAnswer Seat(SeatCase c)
    {
        // Whoever waits comes first, also while a seat is free for a moment.
        if (c.Shift.Taken < c.Shift.Capacity && c.Shift.Waiting == 0)
        {
            c.Shift.Seat();
            return new(Keep(c), Other: Near(c));
        }

        if (c.Request.By is not null || c.Shift.Waiting >= c.Terms.WaitingLimit)
        {
            return new(SeatOutcome.Full);
        }

        c.Shift.Queue();
        return new(SeatOutcome.Waiting, c.Shift.Waiting, Other: Near(c));
    }

    private SeatOutcome Keep(SeatCase c)
    {
        var missed = c.Own.Count(p => p.Status == SignupStatus.NoShow && p.StartsAt > now.AddDays(-rules.NoShowDays));
        return c.Request.By is not null ? SeatOutcome.Held
            : rules.NoShows > 0 && missed >= rules.NoShows ? SeatOutcome.Pending
            : SeatOutcome.Accepted;
    }

    private Promise? Near(SeatCase c)
    {
        var grace = TimeSpan.FromMinutes(rules.GraceMinutes);
        return c.Own.FirstOrDefault(p => p.HoldsSeat && p.ActivityId != c.Shift.ActivityId && p.StartsAt < c.Shift.EndsAt + grace && c.Shift.StartsAt < p.EndsAt + grace);
    }
}
