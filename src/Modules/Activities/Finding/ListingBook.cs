using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Activities.Finding;

/// <summary>Keeps what finding knows of activities up to date. Whoever saves an activity calls <see cref="KeepAsync(Guid, CancellationToken)"/> after it, in the same transaction.</summary>
internal sealed class ListingBook(AppDbContext db, ApprovedText approved, WorkCalendar calendar, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>Writes down an activity as others read it now; one that is over or called off is forgotten.</summary>
    public async Task KeepAsync(Guid activityId, CancellationToken ct)
    {
        var now = clock.Now();
        var activity = await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking().AsSplitQuery().Include(a => a.Posts).Include(a => a.Shifts)
            .SingleOrDefaultAsync(a => a.Id == activityId, ct);
        var listing = await db.Set<Listing>().Include(l => l.Shifts).SingleOrDefaultAsync(l => l.ActivityId == activityId, ct);
        if (activity is null || activity.EndsAt <= now || activity.Status is ActivityStatus.Ended or ActivityStatus.Closed or ActivityStatus.Cancelled)
        {
            db.RemoveRange(listing is null ? [] : [.. listing.Shifts.Cast<object>(), listing]);
        }
        else
        {
            if (listing is null)
            {
                db.Add(listing = Listing.Of(activityId));
            }

            await approved.WriteOnAsync(activity, ct); // Nobody finds it by words that nobody said yes to.
            listing.Write(activity.Version, activity.Title,
                [activity.Organiser, activity.Place, Chinese(activity.Category), activity.Description, .. activity.Posts.Where(p => activity.Shifts.Exists(s => s.PostId == p.Id)).SelectMany(p => new[] { p.Name, p.Duties })]);
            Move(listing, [.. activity.Shifts.Where(s => s.CancelledAt is null)]);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Writes down everything that is missing or out of date, and forgets what is over; returns how many changed. On an empty table this is the rebuild.</summary>
    public async Task<int> CatchUpAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var changed = 0;
        for (var kept = 1; kept > 0; changed += kept)
        {
            kept = 0;
            foreach (var id in await LateAsync(now, ct))
            {
                kept += await TryKeepAsync(id, ct) ? 1 : 0;
                db.ChangeTracker.Clear();
            }
        }

        return changed;
    }

    /// <summary>False when somebody saved the same activity at the same moment, and its listing with it; if not, it is still late the next time.</summary>
    private async Task<bool> TryKeepAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await KeepAsync(id, ct);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    private Task<List<Guid>> LateAsync(DateTime now, CancellationToken ct)
    {
        var alive = db.Set<Activity>().IgnoreQueryFilters().Where(a => a.EndsAt > now && (a.Status == ActivityStatus.Published || a.Status == ActivityStatus.Paused || (a.PublishedAt != null && (a.Status == ActivityStatus.Draft || a.Status == ActivityStatus.PendingReview))));
        var missing = alive.Where(a => !db.Set<Listing>().Any(l => l.ActivityId == a.Id && l.Version == a.Version)).Select(a => a.Id);
        var over = db.Set<Activity>().IgnoreQueryFilters()
            .Where(a => (a.EndsAt <= now || a.Status == ActivityStatus.Ended || a.Status == ActivityStatus.Closed || a.Status == ActivityStatus.Cancelled) && db.Set<Listing>().Any(l => l.ActivityId == a.Id))
            .Select(a => a.Id);
        return missing.Concat(over).Order().Take(Batch).ToListAsync(ct);
    }

    private void Move(Listing listing, List<Shift> shifts)
    {
        var wanted = shifts.ConvertAll(s => new ListedShift { ActivityId = s.ActivityId, ShiftId = s.Id, StartsAt = s.StartsAt, Slots = ListedShift.SlotsOf(s.StartsAt, s.EndsAt, calendar) });
        var stale = listing.Shifts.Where(old => !wanted.Exists(w => Same(w, old))).ToList();
        db.RemoveRange(stale);
        foreach (var shift in wanted.Where(w => !listing.Shifts.Exists(old => Same(w, old))))
        {
            if (stale.Find(old => old.ShiftId == shift.ShiftId) is { } moved)
            {
                db.Entry(moved).State = EntityState.Modified;
                db.Entry(moved).CurrentValues.SetValues(shift);
            }
            else
            {
                db.Add(shift);
            }
        }
    }

    private static bool Same(ListedShift a, ListedShift b) => (a.ShiftId, a.StartsAt, a.Slots) == (b.ShiftId, b.StartsAt, b.Slots);

    private static string Chinese(string category) => ServiceCategories.All.FirstOrDefault(c => c.Code == category)?.Chinese ?? "";
}
