using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Organising.Review;

/// <summary>
/// What others see while a change of something that was out waits for a yes, or did not get it: what it said when it was last out. The row says what is
/// asked for; its shifts are as those with seats were told. docs/algorithms/activities.md
/// </summary>
internal sealed class ApprovedText(AppDbContext db)
{
    /// <summary>Writes what was approved over an activity read to be shown, never to be saved; needs posts and shifts loaded. False when what it says is what was approved.</summary>
    public async Task<bool> WriteOnAsync(Activity shown, CancellationToken ct)
    {
        if (!shown.IsUnapproved || !(await OfAsync([shown.Id], ct)).TryGetValue(shown.Id, out var said))
        {
            return false;
        }

        said.WriteOn(shown);
        return true;
    }

    /// <summary>What these activities say to others than their organisers, whoever asks.</summary>
    public async Task<Dictionary<Guid, SaidActivity>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var read = await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking().Where(a => ids.Contains(a.Id)).Select(SaidActivity.AsItIs).ToDictionaryAsync(a => a.Id, ct);
        if (read.Values.Where(a => a.IsUnapproved).Select(a => a.Id).ToList() is { Count: > 0 } changed)
        {
            foreach (var (id, then) in await OfAsync(changed, ct))
            {
                read[id] = read[id].As(then);
            }
        }

        return read;
    }

    /// <summary>Of those among these that say something else than was approved.</summary>
    public async Task<Dictionary<Guid, ActivitySnapshot>> OfAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var said = db.Set<ActivityEvent>().IgnoreQueryFilters().AsNoTracking()
            .Where(e => e.Snapshot != "" && (e.To == ActivityStatus.Published || e.To == ActivityStatus.Paused));
        var last = await db.Set<Activity>().IgnoreQueryFilters()
            .Where(a => ids.Contains(a.Id) && a.PublishedAt != null && (a.Status == ActivityStatus.Draft || a.Status == ActivityStatus.PendingReview))
            .Select(a => said.Where(e => e.ActivityId == a.Id).OrderByDescending(e => e.Sequence).FirstOrDefault()).ToListAsync(ct);
        return last.OfType<ActivityEvent>().ToDictionary(e => e.ActivityId, e => ActivitySnapshot.Read(e.Snapshot)!);
    }
}
