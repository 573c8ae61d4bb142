using Weiguang.Activities.Domain;
using Weiguang.Eligibility;

namespace Weiguang.Activities.Seats.Line;

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
/// <param name="Own">The volunteer's seats: of shifts not yet over whatever their status, and missed ones of the last months.</param>
/// <param name="Elsewhere">What else the volunteer has promised.</param>
/// <param name="Unmet">Of the eligibility rules.</param>
internal sealed record SeatCase(SeatRequest Request, ShiftSeats Shift, Terms Terms, IReadOnlyCollection<OwnSeat> Own, IReadOnlyCollection<Promise> Elsewhere, IReadOnlyList<Unmet> Unmet)
{
    public Calendar Calendar => new([.. Own.Where(s => s.HoldsSeat)], Elsewhere);
}

/// <summary>
/// The rules of a seat, one after the other, without any database: whoever calls holds the shift and the volunteer. Whoever comes twice hears so;
/// then the window, then the person, then their calendar, then the seats. docs/algorithms/seats.md tells why in this order.
/// </summary>
internal sealed class SeatRules(ActivitySettings settings, DateTime now)
{
    public SeatAnswer Decide(SeatCase c) =>
        Standing(c) ?? Window(c) ?? Person(c) ?? Against(c) ?? Seat(c);

    private static SeatAnswer? Standing(SeatCase c) => c.Own.FirstOrDefault(p => p.ActivityId == c.Shift.ActivityId && p.ShiftId == c.Shift.Id) switch
    {
        { Status: SignupStatus.Accepted or SignupStatus.Offered or SignupStatus.Pending } => new(SeatOutcome.AlreadyIn),
        { Status: SignupStatus.Waiting } => new(SeatOutcome.AlreadyWaiting),
        { Status: SignupStatus.Removed } when !c.Shift.IsOff => new(SeatOutcome.TakenOff),
        null or { Status: SignupStatus.Cancelled or SignupStatus.Passed or SignupStatus.Lapsed or SignupStatus.NoShow or SignupStatus.Removed } => null,
    };

    private SeatAnswer? Window(SeatCase c) => c switch
    {
        { Shift.IsOff: true } => new(SeatOutcome.Closed),
        { Terms.Status: not ActivityStatus.Published } => new(Not(c.Terms.Status)),
        _ when now < c.Terms.OpensAt => new(SeatOutcome.NotOpenYet, OpensAt: c.Terms.OpensAt),
        _ when now >= c.Terms.ClosesAt || now >= c.Shift.StartsAt => new(SeatOutcome.Closed),
        _ => null,
    };

    /// <summary>Why nobody takes a seat while an activity stands so.</summary>
    public static SeatOutcome Not(ActivityStatus status) => status switch
    {
        ActivityStatus.Draft or ActivityStatus.PendingReview => SeatOutcome.UnderReview,
        ActivityStatus.Paused => SeatOutcome.Paused,
        ActivityStatus.Published or ActivityStatus.Ended or ActivityStatus.Closed or ActivityStatus.Cancelled => SeatOutcome.Closed,
    };

    private static SeatAnswer? Person(SeatCase c) => c.Unmet.Count == 0 ? null : new(SeatOutcome.NotEligible) { Unmet = c.Unmet };

    private static SeatAnswer? Against(SeatCase c) => Against(c.Calendar, c.Shift.Id, c.Shift.StartsAt, c.Shift.EndsAt, c.Terms.ProjectId, c.Terms.ExclusiveWith);

    /// <summary>What somebody has promised otherwise that stands against a seat in this shift: to be elsewhere at the same time, or a seat in a project that excludes this.</summary>
    public static SeatAnswer? Against(Calendar calendar, Guid shiftId, DateTime startsAt, DateTime endsAt, Guid? projectId, Guid[] exclusiveWith)
    {
        foreach (var seat in calendar.Seats.Where(s => s.ShiftId != shiftId))
        {
            if (seat.Promise.Overlaps(startsAt, endsAt))
            {
                return new(SeatOutcome.Clash, Other: seat.Promise);
            }

            if (seat.ProjectId is { } project && project != projectId && exclusiveWith.Contains(project))
            {
                return new(SeatOutcome.Excluded, Other: seat.Promise);
            }
        }

        return calendar.Elsewhere.FirstOrDefault(p => p.Overlaps(startsAt, endsAt)) is { } promise ? new(SeatOutcome.Clash, Other: promise) : null;
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
        var missed = c.Own.Count(p => p.Status == SignupStatus.NoShow && p.StartsAt > now.AddDays(-settings.NoShowDays));
        return c.Request.By is not null ? SeatOutcome.Held
            : settings.NoShows > 0 && missed >= settings.NoShows ? SeatOutcome.Pending
            : SeatOutcome.Accepted;
    }

    private Promise? Near(SeatCase c)
    {
        var grace = TimeSpan.FromMinutes(settings.GraceMinutes);
        return c.Own.Where(s => s.HoldsSeat && s.ActivityId != c.Shift.ActivityId).Select(s => s.Promise).Concat(c.Elsewhere)
            .FirstOrDefault(p => p.Overlaps(c.Shift.StartsAt - grace, c.Shift.EndsAt + grace));
    }
}
