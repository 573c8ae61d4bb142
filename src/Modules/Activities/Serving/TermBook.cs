using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Serving;

/// <summary>Keeps what was agreed about shifts from the first publication on, version by version.</summary>
internal sealed class TermBook(AppDbContext db, TimeProvider clock)
{
    /// <summary>
    /// Writes down what holds from now on, where it is not what held before: nothing while others have to say yes to it, and then from their yes on. The caller holds the activity and its shifts, and saves.
    /// </summary>
    public async Task KeepAsync(Activity activity, CancellationToken ct)
    {
        if (activity.Status is ActivityStatus.Draft or ActivityStatus.PendingReview)
        {
            return;
        }

        var last = (await db.Set<ShiftTerm>().IgnoreQueryFilters().AsNoTracking().Where(t => t.ActivityId == activity.Id).ToListAsync(ct))
            .GroupBy(t => t.ShiftId).ToDictionary(g => g.Key, g => g.MaxBy(t => t.Sequence)!);
        foreach (var shift in activity.Shifts.Where(s => s.CancelledAt is null))
        {
            var known = last.GetValueOrDefault(shift.Id);
            if (known?.Says(activity, shift) != true)
            {
                db.Add(ShiftTerm.Of(activity, shift, (known?.Sequence ?? 0) + 1, db.Viewer.PersonId, clock.Now()));
            }
        }
    }

    /// <summary>When people were expected by these activities' shifts, in the order in which it was agreed; whoever asks.</summary>
    public async Task<ILookup<Guid, AgreedTime>> OfAsync(IReadOnlyCollection<Guid> activities, Guid? only, CancellationToken ct) =>
        (await db.Set<ShiftTerm>().IgnoreQueryFilters().AsNoTracking().Where(t => activities.Contains(t.ActivityId) && (only == null || t.ShiftId == only))
            .OrderBy(t => t.Sequence).Select(t => new { t.ShiftId, t.Since, t.StartsAt, t.EndsAt, t.BreakMinutes }).ToListAsync(ct))
        .ToLookup(t => t.ShiftId, t => new AgreedTime(t.Since, t.StartsAt, t.EndsAt, t.BreakMinutes));
}
