using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Hours;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Serving;

/// <summary>Settles a shift once its time and slack are over: who never came is marked, and its hours end. The shift's row is locked and looked at again, so several nodes may do it at once.</summary>
internal sealed class ShiftEnds(AppDbContext db, ShiftEngagements shifts, SeatBook seats, HoursBook hours, TimeProvider clock) : IEngagementEnds
{
    private const int Batch = 100;

    public async Task<IReadOnlyList<(Guid SourceId, Guid Id)>> OverAsync(IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        var now = clock.Now();
        var ended = await (from shift in db.Set<Shift>()
                           join activity in db.Set<Activity>() on shift.ActivityId equals activity.Id
                           where shift.SettledAt == null && shift.EndsAt <= now && !except.Contains(shift.Id)
                           orderby shift.EndsAt
                           select new { shift.ActivityId, shift.Id, shift.EndsAt, activity.SlackMinutes }).ToListAsync(ct);
        return [.. ended.Where(s => s.EndsAt.AddMinutes(s.SlackMinutes) <= now).Take(Batch).Select(s => (s.ActivityId, s.Id))]; // Doors that are open still stand in nobody's way.
    }

    public async Task<bool> SettleAsync(Guid sourceId, Guid id, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var shift = (await db.LockAsync<Shift>([sourceId], ct)).Find(s => s.Id == id);
        if (shift is not { SettledAt: null } || (await shifts.OfAsync([sourceId], id, ct)).SingleOrDefault() is not { } engagement)
        {
            return false;
        }

        var tookPlace = shift.CancelledAt is null && await db.Set<Activity>().AnyAsync(a => a.Id == sourceId
            && a.Status != ActivityStatus.Draft && a.Status != ActivityStatus.PendingReview && a.Status != ActivityStatus.Cancelled, ct);
        if (tookPlace)
        {
            await seats.MarkNoShowsAsync(sourceId, id, ct);
        }

        await hours.EndAsync(engagement, tookPlace, ct);
        shift.Settle(clock.Now());
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return true;
    }
}
