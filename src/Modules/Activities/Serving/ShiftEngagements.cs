using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Hours;
using Weiguang.Ledger;
using Weiguang.Teams;

namespace Weiguang.Activities.Serving;

/// <summary>Shifts of activities as the engagements that hours are proven for.</summary>
internal sealed class ShiftEngagements(AppDbContext db, ApprovedText approved, TermBook terms, TeamDirectory teams) : IEngagementSource
{
    public const string Source = "activity";

    public string Kind => Source;

    public string Narrative => Narratives.ActivityService;

    public async Task<IReadOnlyList<Engagement>> OfAsync(IReadOnlyCollection<Guid> sourceIds, Guid? only, CancellationToken ct)
    {
        if (sourceIds.Count == 0)
        {
            return [];
        }

        var shifts = await db.Set<Shift>().IgnoreQueryFilters().AsNoTracking().Where(s => sourceIds.Contains(s.ActivityId) && (only == null || s.Id == only)).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(ct);
        var activities = await approved.ReadAsync(sourceIds, ct);
        var agreed = await terms.OfAsync(sourceIds, only, ct);
        var homes = await teams.FindAsync(activities.Values.Where(a => a.TeamId is not null).Select(a => a.TeamId!.Value), ct);
        return shifts.ConvertAll(s => Of(activities[s.ActivityId], s) with
        {
            Terms = [.. agreed[s.Id]],
            HomeDivision = activities[s.ActivityId] is { TeamId: { } team } a && homes.GetValueOrDefault(team) is { } home && home.DivisionCode != a.DivisionCode ? home.DivisionCode : null,
        });
    }

    /// <summary>Who had a seat in the shift, or was invited to an activity that only records.</summary>
    public async Task<IReadOnlyList<Guid>> ExpectedAsync(Guid sourceId, Guid engagementId, CancellationToken ct)
    {
        var seats = db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == sourceId && s.ShiftId == engagementId).Where(SignupKinds.Expected).Select(s => s.VolunteerId);
        var invited = db.Set<Activity>().IgnoreQueryFilters().Where(a => a.Id == sourceId && a.Recruit == RecruitScope.Backfill).SelectMany(a => a.Invitations).Select(i => i.PersonId);
        return await seats.Union(invited).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Guid>> AddedAsync(Guid sourceId, Guid engagementId, CancellationToken ct) =>
        await db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == sourceId && s.ShiftId == engagementId && s.Way == SignupWay.WalkIn).Select(s => s.VolunteerId).ToListAsync(ct);

    /// <summary>Whoever published, reviewed or changed it.</summary>
    public async Task<ILookup<Guid, Guid>> HandsAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct) =>
        (await db.Set<ActivityEvent>().IgnoreQueryFilters().Where(e => sourceIds.Contains(e.ActivityId) && e.ActorId != Guid.Empty).Select(e => new { e.ActivityId, e.ActorId }).Distinct().ToListAsync(ct))
            .ToLookup(e => e.ActivityId, e => e.ActorId);

    public async Task<string?> DeskAsync(Guid sourceId, CancellationToken ct) => await IsSeenAsync(sourceId, ct) ? $"/activities/{sourceId}" : null;

    public Task<bool> IsSeenAsync(Guid sourceId, CancellationToken ct) => db.Set<Activity>().AnyAsync(a => a.Id == sourceId, ct);

    internal static Engagement Of(SaidActivity activity, Shift shift) => new(Source, activity.Id, shift.Id)
    {
        DivisionCode = activity.DivisionCode,
        TeamId = activity.TeamId,
        LeadId = activity.LeadId,
        Title = activity.Title,
        Category = activity.Category,
        Place = activity.Place,
        Position = activity.Position,
        Content = activity.Post(shift.PostId).Content,
        Organiser = activity.Organiser,
        StartsAt = shift.StartsAt,
        EndsAt = EndOf(shift.StartsAt, shift.EndsAt, shift.CancelledAt),
        SlackMinutes = activity.SlackMinutes,
        BreakMinutes = shift.BreakMinutes,
        IsClosed = activity.IsClosed,
        IsCancelled = shift.CancelledAt is not null,
        OffAt = shift.CancelledAt,
    };

    /// <summary>Whoever was there when it was called off was sent home.</summary>
    private static DateTime EndOf(DateTime startsAt, DateTime endsAt, DateTime? cancelledAt) => cancelledAt is { } off && off < endsAt ? off > startsAt ? off : startsAt : endsAt;
}
