using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Seats;

/// <summary>Moves of those who run the activity.</summary>
internal sealed partial class SeatBook
{
    /// <summary>Takes somebody off the list; they read the reason.</summary>
    public Task<SeatMove> RemoveAsync(Guid activityId, Guid shiftId, Guid volunteerId, string reason, CancellationToken ct) =>
        RunAsync(activityId, shiftId, volunteerId, async (turn, signup) =>
        {
            if (!(signup.HoldsSeat || signup.Status == SignupStatus.Waiting) || await HasComeAsync(signup, ct))
            {
                return SeatMove.NotNow(signup.Status);
            }

            turn.Become(signup, SignupStatus.Removed, db.Viewer.PersonId, reason);
            news.Remove(turn, signup, reason);
            return SeatMove.Done(signup.Status);
        }, ct);

    /// <summary>Says yes to somebody who had missed shifts.</summary>
    public Task<SeatMove> ApproveAsync(Guid activityId, Guid shiftId, Guid volunteerId, CancellationToken ct) =>
        RunAsync(activityId, shiftId, volunteerId, (turn, signup) =>
        {
            if (signup.Status != SignupStatus.Pending)
            {
                return Task.FromResult(signup.Status == SignupStatus.Accepted ? SeatMove.Done(signup.Status) : SeatMove.NotNow(signup.Status));
            }

            turn.Become(signup, SignupStatus.Accepted, db.Viewer.PersonId);
            news.Approve(turn, signup);
            return Task.FromResult(SeatMove.Done(signup.Status));
        }, ct);

    public Task<SeatMove> RefuseAsync(Guid activityId, Guid shiftId, Guid volunteerId, string reason, CancellationToken ct) =>
        RunAsync(activityId, shiftId, volunteerId, (turn, signup) =>
        {
            if (signup.Status != SignupStatus.Pending)
            {
                return Task.FromResult(SeatMove.NotNow(signup.Status));
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

    private async Task<SeatMove> RunAsync(Guid activityId, Guid shiftId, Func<SeatTurn, Task<SeatMove>> step, CancellationToken ct) =>
        await RunsAsync(activityId, ct) ? await StepAsync(activityId, shiftId, step, ct) : SeatMove.Missing;

    private async Task<SeatMove> RunAsync(Guid activityId, Guid shiftId, Guid volunteerId, Func<SeatTurn, Signup, Task<SeatMove>> step, CancellationToken ct) =>
        await RunsAsync(activityId, ct) ? await OfAsync(activityId, shiftId, volunteerId, step, ct) : SeatMove.Missing;

    private Task<bool> RunsAsync(Guid activityId, CancellationToken ct) => db.Set<Activity>().RunBy(db.Viewer).AnyAsync(a => a.Id == activityId, ct);
}
