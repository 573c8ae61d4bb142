using Weiguang.Activities.Domain;
using Weiguang.Eligibility;

namespace Weiguang.Activities.Seats.Line;

/// <summary>
/// The rules of sign-up asked once more when somebody takes the seat held for them: weeks may lie between joining a waiting list and its offer.
/// The seat is theirs, and when sign-up closes does not matter any more; all else that the desk would refuse is refused here, by the same rules in the same order.
/// </summary>
internal sealed class ConfirmCheck(AppDbContext db, WaitingLine line, TermsBook terms, Entry entry)
{
    /// <summary>What stands against it; null when nothing does. The volunteer is held from here on.</summary>
    public async Task<SeatAnswer?> RefusalAsync(SeatTurn turn, Signup mine, CancellationToken ct)
    {
        var calendar = await line.HoldAsync(mine.VolunteerId, turn.Now, ct);
        if (turn.Host.Status != ActivityStatus.Published || turn.Shift.CancelledAt is not null || turn.Now >= turn.Shift.StartsAt)
        {
            return new(turn.Shift.CancelledAt is null && turn.Now < turn.Shift.StartsAt ? SeatRules.Not(turn.Host.Status) : SeatOutcome.Closed);
        }

        var unmet = await UnmetAsync(turn, mine, ct);
        return unmet is { Count: > 0 } ? new(SeatOutcome.NotEligible) { Unmet = unmet } : turn.Against(calendar);
    }

    /// <summary>
    /// What stands against somebody at the door who has not signed up. When sign-up closes does not matter, nor whom it recruits: whoever runs it lets them in. The rest holds for them as for
    /// everybody. Null when nothing does; the volunteer is held from here on.
    /// </summary>
    public async Task<SeatAnswer?> DoorRefusalAsync(SeatTurn turn, Guid volunteer, CancellationToken ct)
    {
        var calendar = await line.HoldAsync(volunteer, turn.Now, ct);
        return turn.Host.Status is not (ActivityStatus.Published or ActivityStatus.Paused) || turn.IsOver ? new(turn.IsOver ? SeatOutcome.Closed : SeatRules.Not(turn.Host.Status)) : await AgainstAsync(turn, volunteer, calendar, ct);
    }

    /// <summary>What stands against somebody who was put down at the door by their phone, and says now that they were there: the same but for the time, for the shift may be over.</summary>
    public async Task<SeatAnswer?> ClaimRefusalAsync(SeatTurn turn, Guid volunteer, CancellationToken ct)
    {
        var calendar = await line.HoldAsync(volunteer, turn.Now, ct);
        return turn.Shift.CancelledAt is not null || turn.Host.Status is ActivityStatus.Cancelled ? new(SeatOutcome.Closed) : await AgainstAsync(turn, volunteer, calendar, ct);
    }

    private async Task<SeatAnswer?> AgainstAsync(SeatTurn turn, Guid volunteer, Calendar calendar, CancellationToken ct)
    {
        var known = await terms.ReadAsync(db, new Dictionary<Guid, int?> { [turn.Shift.ActivityId] = turn.Host.Version }, ct);
        var unmet = (await entry.CheckAsync([new SeatRequest(turn.Shift.ActivityId, turn.Shift.Id, volunteer, Way: SignupWay.WalkIn)], known, ct))[0];
        return unmet is { Count: > 0 } ? new(SeatOutcome.NotEligible) { Unmet = unmet } : turn.Against(calendar);
    }

    /// <summary>Whoever came with a code, an invitation or a leader keeps what that opened for them.</summary>
    private async Task<IReadOnlyList<Unmet>?> UnmetAsync(SeatTurn turn, Signup mine, CancellationToken ct)
    {
        var known = await terms.ReadAsync(db, new Dictionary<Guid, int?> { [mine.ActivityId] = turn.Host.Version }, ct);
        var code = mine.Way == SignupWay.Code ? known[mine.ActivityId].Code : "";
        return (await entry.CheckAsync([new SeatRequest(mine.ActivityId, mine.ShiftId, mine.VolunteerId, code, mine.Way, mine.ByPersonId)], known, ct))[0];
    }
}
