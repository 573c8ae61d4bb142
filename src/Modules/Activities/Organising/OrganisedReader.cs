using System.Text.Json.Serialization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Mine;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Activities.Organising.Review;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Teams;

namespace Weiguang.Activities.Organising;

/// <summary>An activity as its organiser sees it.</summary>
/// <param name="Version">Its ETag as well: rises with every step and every change. A step or change that carries it (If-Match, or version) is refused when it is no longer this.</param>
/// <param name="Draft">What it says, in the form in which it is changed.</param>
/// <param name="Allowed">What the viewer may do with it now.</param>
public sealed record OrganisedActivity(
    Guid Id, int Version, ActivityStatus Status, string Organiser, Guid LeadId, DateTime StartsAt, DateTime EndsAt, Guid? SeriesId, DateOnly? SeriesDate, DateTime? PublishedAt,
    ActivityDraft Draft, IReadOnlyList<SeatCount> Seats, IReadOnlyList<ActivityAction> Allowed)
{
    [JsonIgnore]
    internal Activity Activity { get; init; } = default!;

    /// <summary>Why others have to say yes before it is out, as sentences.</summary>
    [JsonIgnore]
    internal IReadOnlyList<string> Review { get; init; } = [];
}

public sealed record SeatCount(Guid ShiftId, int Capacity, int Taken, int Waiting);

/// <summary>Reads activities for those who organise or oversee them; nobody else finds them here.</summary>
internal sealed class OrganisedReader(AppDbContext db, TeamDirectory teams, AccessLog looks)
{
    /// <summary>What comes soonest first; turned, of what is over the latest.</summary>
    public static readonly ListOrder<Activity> Soonest = new("starts", Phrase.Of("什么时候"), SortKey.Up((Activity a) => a.StartsAt));

    /// <summary>Views of the list by state.</summary>
    public static readonly IReadOnlyDictionary<string, ActivityStatus[]> Views = new Dictionary<string, ActivityStatus[]>
    {
        ["open"] = [ActivityStatus.Published, ActivityStatus.Paused],
        ["draft"] = [ActivityStatus.Draft],
        ["pending"] = [ActivityStatus.PendingReview],
        ["over"] = [ActivityStatus.Ended, ActivityStatus.Closed, ActivityStatus.Cancelled],
        ["all"] = Enum.GetValues<ActivityStatus>(),
    };

    public async Task<IReadOnlyDictionary<ActivityStatus, int>> CountsAsync(CancellationToken ct) => await db.Set<Activity>().RunBy(db.Viewer)
        .GroupBy(a => a.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    public async Task<OrganisedActivity?> FindAsync(Guid id, CancellationToken ct)
    {
        var a = await db.Set<Activity>().RunBy(db.Viewer).AsNoTracking().Include(x => x.Posts).Include(x => x.Shifts).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id, ct);
        if (a is null)
        {
            return null;
        }

        if (a.ContactPhone.Length > 0)
        {
            await looks.SeenAsync(Personal.Phone, WhomToCall.Look, [(a.LeadId, id)], ct);
        }

        var home = a.TeamId is { } team ? (await teams.FindAsync(team, ct))?.DivisionCode : null;
        var review = ReviewRule.Reasons(Writing.Read(a), home, a.IsSentBack);
        return new(
            a.Id, a.StoryLength, a.Status, a.Organiser, a.LeadId, a.StartsAt, a.EndsAt, a.SeriesId, a.SeriesDate, a.PublishedAt, Writing.Read(a),
            [.. a.Shifts.Where(s => s.CancelledAt is null).OrderBy(s => s.StartsAt).Select(s => new SeatCount(s.Id, s.Capacity, s.Taken, s.Waiting))],
            [.. ActivityFlow.Table.Allowed(a.Status, a.PartiesOf(db.Viewer)).Where(step => ReviewRule.Fits(step, review.Count > 0, a.Status, a.PublishedAt is not null))])
        {
            Activity = a,
            Review = review,
        };
    }
}
