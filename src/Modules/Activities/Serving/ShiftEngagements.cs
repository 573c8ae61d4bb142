using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Hours;
using Weiguang.Kernel.Geo;
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

        // Only what an engagement says: an activity carries pages of text.
        var rows = await (from shift in db.Set<Shift>()
                          join activity in db.Set<Activity>().IgnoreQueryFilters() on shift.ActivityId equals activity.Id
                          join post in db.Set<Post>() on new { shift.ActivityId, Id = shift.PostId } equals new { post.ActivityId, post.Id }
                          where sourceIds.Contains(shift.ActivityId) && (only == null || shift.Id == only)
                          orderby shift.StartsAt, shift.Id
                          select new
                          {
                              shift.ActivityId, shift.Id, activity.DivisionCode, activity.TeamId, activity.LeadId, activity.Title, activity.Category, activity.Place, activity.Lat, activity.Lon, activity.Organiser,
                              activity.SlackMinutes, activity.Recruit, shift.StartsAt, shift.EndsAt, shift.BreakMinutes, shift.CancelledAt, post.Name, post.Duties,
                          }).ToListAsync(ct);
        foreach (var (id, said) in await approved.OfAsync(sourceIds, ct))
        {
            rows = rows.ConvertAll(r => r.ActivityId != id ? r : r with { Title = said.Title, Category = said.Category, DivisionCode = said.DivisionCode, Place = said.Place, Lat = said.Lat, Lon = said.Lon });
        }

        var agreed = await terms.OfAsync(sourceIds, only, ct);
        var homes = await teams.FindAsync(rows.Where(r => r.TeamId is not null).Select(r => r.TeamId!.Value), ct);
        return rows.ConvertAll(r => new Engagement(Source, r.ActivityId, r.Id)
        {
            DivisionCode = r.DivisionCode,
            TeamId = r.TeamId,
            LeadId = r.LeadId,
            Title = r.Title,
            Category = r.Category,
            Place = r.Place,
            Position = r is { Lat: { } lat, Lon: { } lon } ? new GeoPoint(lat, lon) : null,
            Content = r.Duties.Length > 0 ? $"{r.Name}：{r.Duties}" : r.Name,
            Organiser = r.Organiser,
            StartsAt = r.StartsAt,
            EndsAt = EndOf(r.StartsAt, r.EndsAt, r.CancelledAt),
            SlackMinutes = r.SlackMinutes,
            BreakMinutes = r.BreakMinutes,
            IsClosed = r.Recruit == RecruitScope.Closed,
            Terms = [.. agreed[r.Id]],
            HomeDivision = r.TeamId is { } team && homes.GetValueOrDefault(team) is { } home && home.DivisionCode != r.DivisionCode ? home.DivisionCode : null,
            IsCancelled = r.CancelledAt is not null,
            OffAt = r.CancelledAt,
        });
    }

    /// <summary>Who had a seat in the shift, or was invited to an activity that only records.</summary>
    public async Task<IReadOnlyList<Guid>> ExpectedAsync(Guid sourceId, Guid engagementId, CancellationToken ct)
    {
        var seats = db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == sourceId && s.ShiftId == engagementId).Where(SignupKinds.Expected).Select(s => s.VolunteerId);
        var invited = db.Set<Activity>().IgnoreQueryFilters().Where(a => a.Id == sourceId && a.Recruit == RecruitScope.Backfill).SelectMany(a => a.Invitations).Select(i => i.PersonId);
        return await seats.Union(invited).ToListAsync(ct);
    }

    /// <summary>Whoever published, reviewed or changed it.</summary>
    public async Task<ILookup<Guid, Guid>> HandsAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct) =>
        (await db.Set<ActivityEvent>().IgnoreQueryFilters().Where(e => sourceIds.Contains(e.ActivityId) && e.ActorId != Guid.Empty).Select(e => new { e.ActivityId, e.ActorId }).Distinct().ToListAsync(ct))
            .ToLookup(e => e.ActivityId, e => e.ActorId);

    public async Task<string?> DeskAsync(Guid sourceId, CancellationToken ct) => await IsSeenAsync(sourceId, ct) ? $"/activities/{sourceId}" : null;

    public Task<bool> IsSeenAsync(Guid sourceId, CancellationToken ct) => db.Set<Activity>().AnyAsync(a => a.Id == sourceId, ct);

    internal static Engagement Of(Activity activity, Shift shift, string content) => new(Source, activity.Id, shift.Id)
    {
        DivisionCode = activity.DivisionCode,
        TeamId = activity.TeamId,
        LeadId = activity.LeadId,
        Title = activity.Title,
        Category = activity.Category,
        Place = activity.Place,
        Position = activity.Position,
        Content = content,
        Organiser = activity.Organiser,
        StartsAt = shift.StartsAt,
        EndsAt = EndOf(shift.StartsAt, shift.EndsAt, shift.CancelledAt),
        SlackMinutes = activity.SlackMinutes,
        BreakMinutes = shift.BreakMinutes,
        IsClosed = activity.Recruit == RecruitScope.Closed,
        IsCancelled = shift.CancelledAt is not null,
        OffAt = shift.CancelledAt,
    };

    /// <summary>Whoever was there when it was called off was sent home.</summary>
    private static DateTime EndOf(DateTime startsAt, DateTime endsAt, DateTime? cancelledAt) => cancelledAt is { } off && off < endsAt ? off > startsAt ? off : startsAt : endsAt;
}
