using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Photos;
using Weiguang.Cases;
using Weiguang.Kernel.Photos;
using Weiguang.People;

namespace Weiguang.Activities.Organising.Desk;

/// <summary>What the desk page of one activity shows besides the activity itself.</summary>
/// <param name="Changes">Since the last approval; null when it was never approved, or nothing has to be decided.</param>
public sealed record DeskSheet(OrganisedActivity Activity, string Lead, IReadOnlyList<StoryLine> Story, IReadOnlyList<Difference>? Changes, bool MayReview)
{
    internal Evaluation? Evaluation { get; init; }

    internal Series? Series { get; init; }

    /// <summary>That wait, for whoever may say yes to them.</summary>
    internal IReadOnlyList<AlbumShot> Photos { get; init; } = [];

    public bool May(ActivityAction action) => Activity.Allowed.Contains(action);
}

public sealed record StoryLine(ActivityAction Action, string Who, DateTime At, string Reason);

internal sealed class DeskReading(AppDbContext db, OrganisedReader reader, PersonDirectory people, Referee referee, Differences differences, IEnumerable<IAlbum> albums)
{
    public async Task<DeskSheet?> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await reader.FindAsync(id, ct) is not { } activity)
        {
            return null;
        }

        var story = await db.Set<ActivityEvent>().AsNoTracking().Where(e => e.ActivityId == id).OrderByDescending(e => e.Sequence).Take(100).ToListAsync(ct);
        var names = await people.FindAsync(story.Select(e => e.ActorId).Append(activity.LeadId), ct);
        var pending = activity.Status == ActivityStatus.PendingReview;
        var approved = story.FirstOrDefault(e => e.Action is ActivityAction.Approve or ActivityAction.Publish or ActivityAction.Withdraw && e.Snapshot.Length > 0);
        return new(
            activity,
            names.GetValueOrDefault(activity.LeadId)?.Name ?? "",
            [.. story.Select(e => new StoryLine(e.Action, names.GetValueOrDefault(e.ActorId)?.Name ?? "", e.At, e.Reason))],
            (pending || activity.Activity.IsUnapproved) && approved is not null && ActivitySnapshot.Read(approved.Snapshot) is { } before ? await differences.BetweenAsync(before, ActivitySnapshot.Of(activity.Activity), ct) : null,
            pending && await referee.MayDecideAsync(ReviewRule.Matter(activity.Activity, ReviewRule.HandsIn(story.Reverse<ActivityEvent>().Select(e => (e.Action, e.ActorId)))), ct))
        {
            Photos = pending ? [.. (await albums.Single(a => a.Name == ActivityAlbum.Kind).ReadAsync(id, ct)).Where(p => p.Waits && p.ById != db.Viewer.PersonId)] : [],
            Evaluation = await db.Set<Evaluation>().AsNoTracking().SingleOrDefaultAsync(e => e.ActivityId == id, ct),
            Series = activity.SeriesId is { } series ? await db.Set<Series>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == series, ct) : null,
        };
    }
}
