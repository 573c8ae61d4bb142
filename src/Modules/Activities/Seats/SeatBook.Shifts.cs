using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats.Line;
using Weiguang.Hours;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Seats;

/// <summary>Moves of whole shifts, with everybody in them.</summary>
internal sealed partial class SeatBook
{
    /// <summary>Calls a shift off, or all that are not over yet. Everybody is told, also who is there: they keep seat and hours. The activity's own state is not changed.</summary>
    public async Task<SeatMove> CallOffAsync(Guid activityId, Guid? shiftId, string reason, CancellationToken ct)
    {
        if (!await RunsAsync(activityId, ct))
        {
            return SeatMove.Missing;
        }

        await using var work = await db.BeginWorkAsync(ct);
        var (now, shifts) = (clock.Now(), await LockAllAsync(activityId, ct));
        var host = await Host.ReadAsync(db, approved, activityId, ct);
        var off = shifts.FindAll(s => (shiftId is null || s.Id == shiftId) && s.CancelledAt is null && s.EndsAt > now);
        foreach (var shift in off)
        {
            shift.Cancel(now);
            var turn = new SeatTurn(host, shift, now);
            foreach (var signup in await HopingAsync(turn, ct))
            {
                turn.Become(signup, SignupStatus.Removed, db.Viewer.PersonId, reason);
                news.CallOff(turn, signup, reason);
            }

            (await Came(turn).Where(a => a.OutAt == null).Select(a => a.VolunteerId).ToListAsync(ct)).ForEach(person => news.Dismiss(turn, person, reason));
        }

        await SpanAsync(activityId, ct);
        await work.CommitAsync(ct);
        return shifts.Exists(s => shiftId is null || s.Id == shiftId) ? SeatMove.Done() : SeatMove.Missing;
    }

    /// <summary>Moves a shift to another time; everybody stays and is told, and whose other seat is at that time is told so.</summary>
    public async Task<SeatMove> MoveAsync(Guid activityId, Guid shiftId, DateTime startsAt, DateTime endsAt, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(endsAt, startsAt);
        if (!await RunsAsync(activityId, ct))
        {
            return SeatMove.Missing;
        }

        await using var work = await db.BeginWorkAsync(ct);
        var (now, shift) = (clock.Now(), (await LockAllAsync(activityId, ct)).Find(s => s.Id == shiftId));
        if (shift is null || shift.CancelledAt is not null || shift.SettledAt is not null)
        {
            return shift is null ? SeatMove.Missing : SeatMove.NotNow();
        }

        var was = shift.StartsAt;
        (shift.StartsAt, shift.EndsAt) = (startsAt, endsAt);
        await MoveSignupsAsync(new SeatTurn(await Host.ReadAsync(db, approved, activityId, ct), shift, now), was, ct);
        await SpanAsync(activityId, ct);
        await work.CommitAsync(ct);
        return SeatMove.Done();
    }

    /// <summary>
    /// When attendance is settled: who had a seat and never came is marked; whoever still waited hears that it is over. A shift is settled again when a kiosk brings home late that somebody
    /// came after all: then they are missing no longer.
    /// </summary>
    public async Task<SeatMove> MarkNoShowsAsync(Guid activityId, Guid shiftId, CancellationToken ct) => await StepAsync(activityId, shiftId, async turn =>
    {
        if (turn.Shift.CancelledAt is not null || turn.Now < turn.Shift.EndsAt)
        {
            return SeatMove.NotNow();
        }

        foreach (var signup in await HopingAsync(turn, ct))
        {
            var missed = signup.Status == SignupStatus.Accepted;
            turn.Become(signup, missed ? SignupStatus.NoShow : SignupStatus.Lapsed, signup.ByPersonId);
            (missed ? (Action<SeatTurn, Signup>)news.NoShow : news.TooLate)(turn, signup);
        }

        var came = Came(turn);
        foreach (var signup in await line.Signups(turn).Where(s => s.Status == SignupStatus.NoShow && came.Any(a => a.VolunteerId == s.VolunteerId)).ToListAsync(ct))
        {
            turn.Become(signup, SignupStatus.Accepted, signup.ByPersonId);
            news.CameAfterAll(turn, signup);
        }

        return SeatMove.Done();
    }, ct);

    private async Task MoveSignupsAsync(SeatTurn turn, DateTime was, CancellationToken ct)
    {
        var shift = turn.Shift;
        var signups = await line.Signups(turn).ToListAsync(ct);
        var calendars = await line.CalendarsAsync([.. signups.Where(s => s.HoldsSeat).Select(s => s.VolunteerId)], turn.Now, ct);
        foreach (var signup in signups)
        {
            (signup.StartsAt, signup.EndsAt) = (shift.StartsAt, shift.EndsAt);
            if (signup.HoldUntil > shift.StartsAt)
            {
                turn.Become(signup, signup.Status, signup.ByPersonId, signup.Reason, shift.StartsAt);
            }

            if (signup.IsOn)
            {
                (!signup.HoldsSeat || turn.Against(calendars[signup.VolunteerId]) is not { Outcome: SeatOutcome.Clash } ? (Action<SeatTurn, Signup, DateTime>)news.Move : news.MoveIntoClash)(turn, signup, was);
            }
        }
    }

    /// <summary>Those with a seat or in line who have not come so far.</summary>
    private async Task<List<Signup>> HopingAsync(SeatTurn turn, CancellationToken ct)
    {
        var came = Came(turn);
        return await line.Signups(turn).Where(SignupKinds.On)
            .Where(s => !came.Any(a => a.VolunteerId == s.VolunteerId)).ToListAsync(ct);
    }

    private IQueryable<Stay> Came(SeatTurn turn) => db.Set<Stay>().IgnoreQueryFilters().Where(a => a.SourceId == turn.Shift.ActivityId && a.EngagementId == turn.Shift.Id);

    /// <summary>The activity first, then its shifts: everybody who needs both takes them in this order.</summary>
    private async Task<List<Shift>> LockAllAsync(Guid activityId, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await db.LockAsync<Activity>(activityId, ct);
        return await LockAsync(activityId, ct);
    }

    private async Task SpanAsync(Guid activityId, CancellationToken ct)
    {
        db.Set<Activity>().Local.Single(a => a.Id == activityId).Span(); // Its shifts are all tracked: they were locked.
        db.Announce(ActivityTopics.Of(activityId));
        await db.SaveChangesAsync(ct);
    }
}
