using Weiguang.Activities.CheckIn.WalkIns;
using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Seats;

/// <summary>Moves of those who run the activity.</summary>
internal sealed partial class SeatBook
{
    /// <summary>Takes somebody off the list; they read the reason.</summary>
    /// <param name="seen">How they stood on the list the viewer saw: who has a seat by now is not struck off as somebody who waits.</param>
    public Task<SeatMove> RemoveAsync(Guid activityId, Guid shiftId, Guid volunteerId, string reason, CancellationToken ct, SignupStatus? seen = null) =>
        RunAsync(activityId, shiftId, volunteerId, seen, async (turn, signup) =>
        {
            if (turn.IsOver || !signup.IsOn || await HasComeAsync(signup, ct))
            {
                return IsDone(signup, reason) ? SeatMove.Done(signup.Status) : SeatMove.NotNow(signup);
            }

            turn.Become(signup, SignupStatus.Removed, db.Viewer.PersonId, reason);
            news.Remove(turn, signup, reason);
            return SeatMove.Done(signup.Status);
        }, ct);

    /// <summary>Says yes to somebody who had missed shifts.</summary>
    public Task<SeatMove> ApproveAsync(Guid activityId, Guid shiftId, Guid volunteerId, CancellationToken ct) =>
        RunAsync(activityId, shiftId, volunteerId, null, (turn, signup) =>
        {
            if (turn.IsOver || signup.Status != SignupStatus.Pending)
            {
                return Task.FromResult(signup.Status == SignupStatus.Accepted ? SeatMove.Done(signup.Status) : SeatMove.NotNow(signup));
            }

            turn.Become(signup, SignupStatus.Accepted, db.Viewer.PersonId);
            news.Approve(turn, signup);
            return Task.FromResult(SeatMove.Done(signup.Status));
        }, ct);

    public Task<SeatMove> RefuseAsync(Guid activityId, Guid shiftId, Guid volunteerId, string reason, CancellationToken ct) =>
        RunAsync(activityId, shiftId, volunteerId, null, (turn, signup) =>
        {
            if (turn.IsOver || signup.Status != SignupStatus.Pending)
            {
                return Task.FromResult(IsDone(signup, reason) ? SeatMove.Done(signup.Status) : SeatMove.NotNow(signup));
            }

            turn.Become(signup, SignupStatus.Removed, db.Viewer.PersonId, reason);
            news.Refuse(turn, signup, reason);
            return Task.FromResult(SeatMove.Done(signup.Status));
        }, ct);

    /// <summary>More seats go to those who wait, in order; fewer seats throw nobody out, there are just no new ones until enough people have left.</summary>
    public Task<SeatMove> ResizeAsync(Guid activityId, Guid shiftId, int capacity, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        return RunAsync(activityId, shiftId, turn =>
        {
            turn.Shift.Capacity = capacity;
            return Task.FromResult(SeatMove.Done());
        }, ct);
    }

    /// <summary>Somebody at the door who has not signed up gets a seat; where all are taken only with a reason, which stays on the list. Not now: has one already.</summary>
    public Task<SeatMove> WalkInAsync(Guid activityId, Guid shiftId, Guid volunteerId, string reason, CancellationToken ct) => RunAsync(activityId, shiftId, async turn =>
    {
        var known = await line.Signups(turn).SingleOrDefaultAsync(s => s.VolunteerId == volunteerId, ct);
        if (known is { Status: SignupStatus.Accepted or SignupStatus.NoShow })
        {
            return SeatMove.NotNow(known);
        }

        if (await confirming.DoorRefusalAsync(turn, volunteerId, ct) is { } answer)
        {
            return new(MoveOutcome.Refused, Answer: answer);
        }

        if (known is not { HoldsSeat: true } && await Guests.RefusalAsync(db, turn.Shift, reason, ct) is { } no)
        {
            return new(no);
        }

        var signup = known ?? db.Add(await NewAsync(turn.Shift, volunteerId, ct)).Entity;
        turn.LetIn(signup, isNew: known is null, db.Viewer.PersonId, reason);
        news.WalkIn(turn, signup);
        return SeatMove.Done(signup.Status);
    }, ct);

    private async Task<Signup> NewAsync(Shift shift, Guid volunteer, CancellationToken ct)
    {
        var host = await db.Set<Activity>().IgnoreQueryFilters().Where(a => a.Id == shift.ActivityId).Select(a => new { a.DivisionCode, a.TeamId, a.ProjectId }).SingleAsync(ct);
        return new()
        {
            ActivityId = shift.ActivityId,
            ShiftId = shift.Id,
            VolunteerId = volunteer,
            StartsAt = shift.StartsAt,
            EndsAt = shift.EndsAt,
            DivisionCode = host.DivisionCode,
            TeamId = host.TeamId,
            ProjectId = host.ProjectId,
        };
    }

    private async Task<SeatMove> RunAsync(Guid activityId, Guid shiftId, Func<SeatTurn, Task<SeatMove>> step, CancellationToken ct) =>
        await RunsAsync(activityId, ct) ? await StepAsync(activityId, shiftId, step, ct) : SeatMove.Missing;

    /// <param name="seen">How the sign-up stood when the viewer looked; null when they do not say.</param>
    private async Task<SeatMove> RunAsync(Guid activityId, Guid shiftId, Guid volunteerId, SignupStatus? seen, Func<SeatTurn, Signup, Task<SeatMove>> step, CancellationToken ct) => !await RunsAsync(activityId, ct) ? SeatMove.Missing
        : await OfAsync(activityId, shiftId, volunteerId, (turn, signup) => seen is null || seen == signup.Status || signup.Status == SignupStatus.Removed ? step(turn, signup) : Task.FromResult(SeatMove.NotNow(signup)), ct);

    /// <summary>The viewer has taken them off with the same words already: they press twice.</summary>
    private bool IsDone(Signup signup, string reason) => signup.Status == SignupStatus.Removed && signup.ByPersonId == db.Viewer.PersonId && signup.Reason == reason;

    private Task<bool> RunsAsync(Guid activityId, CancellationToken ct) => db.Set<Activity>().RunBy(db.Viewer).AnyAsync(a => a.Id == activityId, ct);
}
