using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats.Line;
using Weiguang.Activities.Serving;
using Weiguang.Hours;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Seats;

/// <summary>
/// Every move of a seat besides asking for one (<see cref="SeatDesk"/>). Each is one transaction that holds the shifts of its activity, changes
/// sign-ups and counts together, offers what became free to the next in line, and tells everybody concerned. docs/algorithms/seats.md.
/// </summary>
internal sealed partial class SeatBook(AppDbContext db, ApprovedText approved, WaitingLine line, SeatNews news, ConfirmCheck confirming, ShiftEngagements engagements, HoursBook hours, ActivitySettings settings, TimeProvider clock)
{
    public const int LongestReason = 100;

    /// <summary>The viewer gives a seat or a place in line back. Shortly before the shift only with a word to the organiser, which is kept.</summary>
    public Task<SeatMove> CancelAsync(Guid activityId, Guid shiftId, string reason, CancellationToken ct) => OwnAsync(activityId, shiftId, async (turn, mine) =>
    {
        if (!mine.IsOn)
        {
            return mine is { Status: SignupStatus.Cancelled or SignupStatus.Passed, ByPersonId: null } ? SeatMove.Done(mine.Status) : SeatMove.NotNow(mine.Status); // Pressed twice.
        }

        if (await HasComeAsync(mine, ct))
        {
            return new(MoveOutcome.HasCome, mine.Status);
        }

        if (turn.Now >= turn.Shift.StartsAt)
        {
            return new(MoveOutcome.HasBegun, mine.Status);
        }

        if (mine.Status is SignupStatus.Accepted or SignupStatus.Pending && IsLate(turn.Shift.StartsAt, turn.Host.CancelHours, turn.Now))
        {
            if (reason.Length == 0)
            {
                return new(MoveOutcome.NeedsReason, mine.Status);
            }

            await news.LeftLateAsync(turn, mine.VolunteerId, reason, ct);
        }

        turn.Become(mine, mine.Status == SignupStatus.Offered ? SignupStatus.Passed : SignupStatus.Cancelled, reason: reason);
        return SeatMove.Done(mine.Status);
    }, ct);

    /// <summary>The viewer takes the seat that is held for them, if the rules of sign-up still let them.</summary>
    public Task<SeatMove> ConfirmAsync(Guid activityId, Guid shiftId, CancellationToken ct) => OwnAsync(activityId, shiftId, async (turn, mine) =>
    {
        if (mine.Status != SignupStatus.Offered)
        {
            return mine.Status is SignupStatus.Accepted or SignupStatus.Pending ? SeatMove.Done(mine.Status)
                : mine.Status == SignupStatus.Lapsed ? new(MoveOutcome.TooLate, mine.Status) : SeatMove.NotNow(mine.Status);
        }

        if (mine.HoldUntil <= turn.Now)
        {
            turn.Become(mine, SignupStatus.Lapsed);
            return new(MoveOutcome.TooLate, mine.Status);
        }

        if (turn.Host.Agreement && !await db.Set<Agreement>().IgnoreQueryFilters().AnyAsync(a => a.ActivityId == activityId && a.PersonId == mine.VolunteerId, ct))
        {
            return new(MoveOutcome.NeedsAgreement, mine.Status);
        }

        if (await confirming.RefusalAsync(turn, mine, ct) is { } answer)
        {
            return new(MoveOutcome.Refused, mine.Status, answer);
        }

        turn.Become(mine, await MissedTooOftenAsync(mine.VolunteerId, turn.Now, ct) ? SignupStatus.Pending : SignupStatus.Accepted, mine.ByPersonId);
        return SeatMove.Done(mine.Status);
    }, ct);

    /// <summary>The viewer leaves the seat that is held for them to the next in line.</summary>
    public Task<SeatMove> PassAsync(Guid activityId, Guid shiftId, CancellationToken ct) => OwnAsync(activityId, shiftId, (turn, mine) =>
    {
        if (mine.Status != SignupStatus.Offered)
        {
            return Task.FromResult(mine.Status is SignupStatus.Passed or SignupStatus.Lapsed ? SeatMove.Done(mine.Status) : SeatMove.NotNow(mine.Status));
        }

        turn.Become(mine, SignupStatus.Passed);
        return Task.FromResult(SeatMove.Done(mine.Status));
    }, ct);

    /// <summary>The clock's move: holds of one shift that ran out are given up, and free seats are offered. Returns how many lapsed.</summary>
    public async Task<int> LapseAsync(Guid activityId, Guid shiftId, CancellationToken ct)
    {
        var lapsed = 0;
        await StepAsync(activityId, shiftId, async turn =>
        {
            var due = await line.Signups(turn).Where(s => s.Status == SignupStatus.Offered && s.HoldUntil <= turn.Now).ToListAsync(ct);
            foreach (var signup in due)
            {
                turn.Become(signup, SignupStatus.Lapsed);
                news.Lapse(turn, signup);
            }

            lapsed = due.Count;
            return SeatMove.Done();
        }, ct);
        return lapsed;
    }

    /// <summary>Whether leaving now is so late that the organiser has to be told.</summary>
    public static bool IsLate(DateTime startsAt, int cancelHours, DateTime now) => now > startsAt.AddHours(-cancelHours);

    private Task<SeatMove> OwnAsync(Guid activityId, Guid shiftId, Func<SeatTurn, Signup, Task<SeatMove>> move, CancellationToken ct) =>
        OfAsync(activityId, shiftId, db.Viewer.PersonId, move, ct);

    private Task<SeatMove> OfAsync(Guid activityId, Guid shiftId, Guid volunteerId, Func<SeatTurn, Signup, Task<SeatMove>> move, CancellationToken ct) =>
        StepAsync(activityId, shiftId, async turn =>
            await line.Signups(turn).SingleOrDefaultAsync(s => s.VolunteerId == volunteerId, ct) is { } signup ? await move(turn, signup) : SeatMove.Missing, ct);

    private async Task<SeatMove> StepAsync(Guid activityId, Guid shiftId, Func<SeatTurn, Task<SeatMove>> step, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var shifts = await LockAsync(activityId, ct);
        if (shifts.Find(s => s.Id == shiftId) is not { } shift)
        {
            return SeatMove.Missing;
        }

        var turn = new SeatTurn(await Host.ReadAsync(db, approved, activityId, ct), shift, clock.Now());
        var move = await step(turn);
        await line.OfferAsync(turn, ct);
        db.Announce(ActivityTopics.Of(activityId));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return move;
    }

    /// <summary>The shifts as they are now, held. A caller who works in a transaction of its own may have read them before: then they are read again.</summary>
    private async Task<List<Shift>> LockAsync(Guid activityId, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var known = db.ChangeTracker.Entries<Shift>().Where(e => e.Entity.ActivityId == activityId).ToList();
        var shifts = await db.LockUnscopedAsync<Shift>([activityId], ct); // Whoever has a seat moves it, also in an activity that is no longer shown to them.
        foreach (var entry in known)
        {
            await entry.ReloadAsync(ct);
        }

        return shifts;
    }

    private Task<bool> HasComeAsync(Signup signup, CancellationToken ct) => db.Set<Stay>().IgnoreQueryFilters()
        .AnyAsync(a => a.SourceId == signup.ActivityId && a.EngagementId == signup.ShiftId && a.VolunteerId == signup.VolunteerId, ct);

    private async Task<bool> MissedTooOftenAsync(Guid volunteer, DateTime now, CancellationToken ct)
    {
        var since = now.AddDays(-settings.NoShowDays);
        return settings.NoShows > 0 && await db.Set<Signup>().IgnoreQueryFilters()
            .CountAsync(s => s.VolunteerId == volunteer && s.Status == SignupStatus.NoShow && s.StartsAt > since, ct) >= settings.NoShows;
    }
}
