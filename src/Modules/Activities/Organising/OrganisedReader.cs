using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.Organising;

/// <summary>A line of the list of activities somebody organises or oversees.</summary>
internal sealed record OrganisedLine(
    Guid Id, string Title, string Organiser, ActivityStatus Status, Risk Risk, DateTime StartsAt, DateTime EndsAt, long DivisionCode, Guid? SeriesId, int Capacity, int Taken, int Waiting);

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
}

public sealed record SeatCount(Guid ShiftId, int Capacity, int Taken, int Waiting);

/// <summary>Reads activities for those who organise or oversee them; nobody else finds them here.</summary>
internal sealed class OrganisedReader(AppDbContext db)
{
    private const int PageSize = 50;

    /// <summary>What comes soonest first; turned, of what is over the latest.</summary>
    public static readonly ListOrder<Activity> Soonest = new("starts", Phrase.Of("什么时候"), SortKey.Up((Activity a) => a.StartsAt));

    private static readonly Expression<Func<Activity, OrganisedLine>> Line = a => new OrganisedLine(
        a.Id, a.Title, a.Organiser, a.Status, a.Risk, a.StartsAt, a.EndsAt, a.DivisionCode, a.SeriesId,
        a.Shifts.Where(s => s.CancelledAt == null).Sum(s => s.Capacity), a.Shifts.Sum(s => s.Taken), a.Shifts.Sum(s => s.Waiting));

    /// <summary>Views of the list by state.</summary>
    public static readonly IReadOnlyDictionary<string, ActivityStatus[]> Views = new Dictionary<string, ActivityStatus[]>
    {
        ["open"] = [ActivityStatus.Published, ActivityStatus.Paused],
        ["draft"] = [ActivityStatus.Draft],
        ["pending"] = [ActivityStatus.PendingReview],
        ["over"] = [ActivityStatus.Ended, ActivityStatus.Closed, ActivityStatus.Cancelled],
        ["all"] = Enum.GetValues<ActivityStatus>(),
    };

    /// <param name="view">A key of <see cref="Views"/>; anything else means all.</param>
    /// <param name="text">Part of the title.</param>
    public async Task<Page<OrganisedLine>> ListAsync(string view, string? text, string? cursor, CancellationToken ct)
    {
        var states = Views.GetValueOrDefault(view, Views["all"]);
        var activities = db.Set<Activity>().RunBy(db.Viewer).Where(a => states.Contains(a.Status));
        var upcoming = view is "open" or "draft" or "pending";
        return await Named(activities, text).PageAsync(Soonest, a => a.Id, Line, PageSize, cursor, ct, turned: !upcoming);
    }

    public async Task<IReadOnlyDictionary<ActivityStatus, int>> CountsAsync(CancellationToken ct) => await db.Set<Activity>().RunBy(db.Viewer)
        .GroupBy(a => a.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    public async Task<OrganisedActivity?> FindAsync(Guid id, CancellationToken ct)
    {
        var a = await db.Set<Activity>().RunBy(db.Viewer).AsNoTracking().Include(x => x.Posts).Include(x => x.Shifts).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id, ct);
        return a is null ? null : new(
            a.Id, a.StoryLength, a.Status, a.Organiser, a.LeadId, a.StartsAt, a.EndsAt, a.SeriesId, a.SeriesDate, a.PublishedAt, Writing.Read(a),
            [.. a.Shifts.Where(s => s.CancelledAt is null).OrderBy(s => s.StartsAt).Select(s => new SeatCount(s.Id, s.Capacity, s.Taken, s.Waiting))],
            ActivityFlow.Table.Allowed(a.Status, a.PartiesOf(db.Viewer))) { Activity = a };
    }

    private static IQueryable<Activity> Named(IQueryable<Activity> activities, string? text) =>
        string.IsNullOrWhiteSpace(text) ? activities : activities.Where(a => a.Title.Contains(text.Trim()));
}
