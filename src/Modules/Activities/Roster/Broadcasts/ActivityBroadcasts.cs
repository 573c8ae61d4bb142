using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.Roster.Broadcasts;

/// <summary>Whoever runs an activity tells those who are on its list something; for a while after its end, and then never more.</summary>
internal sealed class ActivityBroadcasts(AppDbContext db, ApprovedText approved, BroadcastBook book, ActivitySettings settings, TimeProvider clock)
{
    /// <summary>Null when the viewer does not run the activity.</summary>
    /// <param name="shiftId">Only those of one shift.</param>
    public async Task<BroadcastReply?> SendAsync(Guid activityId, Guid? shiftId, string? words, CancellationToken ct)
    {
        if (await FindAsync(activityId, ct) is not { } list)
        {
            return null;
        }

        return list.IsOver ? new(0, "over") : await book.SendAsync(list.Audience, await OnListAsync(activityId, shiftId, ct), words, ct);
    }

    /// <summary>What was sent, the newest first; null when the viewer does not run the activity.</summary>
    public async Task<IReadOnlyList<SentBroadcast>?> ReadAsync(Guid activityId, CancellationToken ct) =>
        await FindAsync(activityId, ct) is { } list ? await book.ReadAsync(list.Audience, await OnListAsync(activityId, null, ct), ct) : null;

    /// <summary>Nobody writes to the list any more.</summary>
    public async Task<bool> IsOverAsync(Guid activityId, CancellationToken ct) => await FindAsync(activityId, ct) is { IsOver: true };

    private async Task<(Audience Audience, bool IsOver)?> FindAsync(Guid id, CancellationToken ct)
    {
        var last = clock.Now().AddDays(-settings.TellDays);
        var a = await db.Set<Activity>().RunBy(db.Viewer).Where(a => a.Id == id && a.PublishedAt != null).Select(a => new { a.DivisionCode, a.TeamId, IsOver = a.EndsAt < last }).SingleOrDefaultAsync(ct);
        return a is null ? null : (new(id, (await approved.ReadAsync([id], ct))[id].Title, SeatNews.LinkTo(id), a.DivisionCode, a.TeamId, ActivityMessages.FromOrganiser), a.IsOver);
    }

    /// <summary>With a seat or in line, or so until their shift was called off; one more than can be told, so that it is known.</summary>
    private Task<List<Guid>> OnListAsync(Guid activityId, Guid? shiftId, CancellationToken ct)
    {
        var all = db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == activityId);
        return all.Where(SignupKinds.On).Union(all.Where(SignupKinds.CalledOff(db.Set<Shift>().IgnoreQueryFilters()))).Where(s => shiftId == null || s.ShiftId == shiftId)
            .Select(s => s.VolunteerId).Distinct().OrderBy(v => v).Take(BroadcastBook.MostPeople + 1).ToListAsync(ct);
    }
}
