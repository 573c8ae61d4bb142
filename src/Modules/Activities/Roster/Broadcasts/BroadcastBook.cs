using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Text;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Activities.Roster.Broadcasts;

/// <summary>Something an organiser told everybody on the list.</summary>
/// <param name="At">The same for all of them.</param>
internal sealed record Broadcast(DateTime At, string Words, IReadOnlyList<Recipient> People);

/// <param name="ReadAt">Null while they have not opened it.</param>
internal sealed record Recipient(string Name, DateTime? ReadAt);

/// <param name="People">How many it went to.</param>
/// <param name="Refusal">nobody, too-many, words; null when it was sent.</param>
internal sealed record BroadcastReply(int People, string? Refusal = null);

/// <summary>
/// Tells all who are on an activity's list something in the organiser's own words. It goes into their boxes and is kept nowhere else: what was sent and who has read it is read from there.
/// Of those who left since, nothing is told any more.
/// </summary>
internal sealed class BroadcastBook(AppDbContext db, ApprovedText approved, MessageBox messages, Deliveries deliveries, PersonDirectory people)
{
    public const int MostPeople = 2000;
    public const int LongestWords = 300;

    /// <summary>Null when the viewer does not run the activity.</summary>
    /// <param name="shiftId">Only those of one shift.</param>
    public async Task<BroadcastReply?> SendAsync(Guid activityId, Guid? shiftId, string? words, CancellationToken ct)
    {
        if (!await RunsAsync(activityId, ct))
        {
            return null;
        }

        var says = words?.Trim() ?? "";
        if (says.Length < 2 || ShortWords.IsLonger(says, LongestWords))
        {
            return new(0, "words");
        }

        var to = await OnList(activityId).Where(s => shiftId == null || s.ShiftId == shiftId).Select(s => s.VolunteerId).Distinct().OrderBy(v => v).Take(MostPeople + 1).ToListAsync(ct);
        if (to.Count is 0 or > MostPeople)
        {
            return new(0, to.Count == 0 ? "nobody" : "too-many");
        }

        messages.PutAll(to, ActivityMessages.FromOrganiser, SeatNews.LinkTo(activityId), (await approved.ReadAsync([activityId], ct))[activityId].Title, says);
        await db.SaveChangesAsync(ct);
        return new(to.Count);
    }

    /// <summary>What was sent, the newest first; null when the viewer does not run the activity.</summary>
    public async Task<IReadOnlyList<Broadcast>?> ReadAsync(Guid activityId, CancellationToken ct)
    {
        if (!await RunsAsync(activityId, ct))
        {
            return null;
        }

        var on = await OnList(activityId).Select(s => s.VolunteerId).Distinct().OrderBy(v => v).Take(MostPeople).ToListAsync(ct);
        var sent = await deliveries.OfAsync(ActivityMessages.FromOrganiser, SeatNews.LinkTo(activityId), on, ct);
        var names = await people.FindAsync(sent.Select(d => d.PersonId), ct);
        return [.. sent.GroupBy(d => d.At).Select(g => new Broadcast(g.Key, g.First().Arguments[1],
            [.. g.Select(d => new Recipient(names.GetValueOrDefault(d.PersonId)?.Name ?? "", d.ReadAt)).OrderBy(r => r.ReadAt is not null).ThenBy(r => r.Name, StringComparer.Ordinal)]))];
    }

    private Task<bool> RunsAsync(Guid id, CancellationToken ct) => db.Set<Activity>().RunBy(db.Viewer).AnyAsync(a => a.Id == id && a.PublishedAt != null, ct);

    /// <summary>With a seat or in line, or so until their shift was called off.</summary>
    private IQueryable<Signup> OnList(Guid activityId)
    {
        var all = db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == activityId);
        return all.Where(SignupKinds.On).Union(all.Where(SignupKinds.CalledOff(db.Set<Shift>().IgnoreQueryFilters())));
    }
}
