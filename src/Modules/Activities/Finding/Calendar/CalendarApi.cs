using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Activities.Finding.Calendar;

/// <summary>Somebody's shifts for the calendar of their phone. The address is the only key, so it works past the viewer's scope.</summary>
internal static class CalendarApi
{
    private const int DaysBack = 60;

    // Sequences count seconds from here: well within what calendars hold until 2090.
    private static readonly DateTime Beginning = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static void MapCalendar(this IEndpointRouteBuilder routes) => routes.MapGet("/calendar/{token}.ics", ReadAsync).ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(
        string token, HttpContext http, CalendarBook book, AppDbContext db, RegionDirectory regions, IStringLocalizer phrases, PublicAddress site, ApprovedText approved, TimeProvider clock, CancellationToken ct)
    {
        if (await book.OwnerAsync(token, ct) is not { } personId)
        {
            return Problems.NotFound();
        }

        var since = clock.Now().AddDays(-DaysBack);
        var rows = await db.Set<Signup>().IgnoreQueryFilters().AsNoTracking()
            .Where(s => s.VolunteerId == personId && s.EndsAt > since && s.Status != SignupStatus.Waiting)
            .Join(db.Set<Activity>().IgnoreQueryFilters(), s => s.ActivityId, a => a.Id, (s, a) => new { Signup = s, Activity = a, Shift = a.Shifts.FirstOrDefault(x => x.Id == s.ShiftId) })
            .Where(r => r.Shift != null).OrderBy(r => r.Shift!.StartsAt).Take(500)
            .Select(r => new
            {
                r.Signup.ShiftId, r.Signup.Status, r.Signup.ChangedAt, r.Shift!.StartsAt, r.Shift.EndsAt, r.Shift.CancelledAt, r.Activity.Id, r.Activity.Title, r.Activity.Place,
                r.Activity.DivisionCode, r.Activity.Lat, r.Activity.Lon, r.Activity.Version, ActivityStatus = r.Activity.Status, r.Activity.StatusAt,
            }).ToListAsync(ct);
        var said = await approved.OfAsync([.. rows.Select(r => r.Id).Distinct()], ct);
        var entries = new List<CalendarEntry>();
        foreach (var r in rows)
        {
            var (title, division, spot, at) = said.TryGetValue(r.Id, out var was) ? (was.Title, was.DivisionCode, was.Place, PointOf(was.Lat, was.Lon)) : (r.Title, r.DivisionCode, r.Place, PointOf(r.Lat, r.Lon));
            var place = $"{await regions.AddressAsync(division, ct)} {spot}".Trim();
            var changed = new[] { r.ChangedAt, r.CancelledAt ?? r.ChangedAt, r.ActivityStatus == ActivityStatus.Cancelled ? r.StatusAt : r.ChangedAt }.Max();
            var state = r.CancelledAt is not null || r.ActivityStatus == ActivityStatus.Cancelled ? CalendarState.Cancelled : StateOf(r.Status);
            entries.Add(new($"{r.ShiftId:N}@weiguang", Sequence(changed, r.Version), changed, r.StartsAt, r.EndsAt, title, place, at, site.Of($"/activities/{r.Id}"), state));
        }

        http.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Text(CalendarText.Write(phrases["微光志愿活动"], entries), "text/calendar", Encoding.UTF8);
    }

    private static GeoPoint? PointOf(double? lat, double? lon) => lat is { } y && lon is { } x ? new(y, x) : null;

    /// <summary>Both parts only rise, so every change of the seat or of the activity makes a higher number.</summary>
    private static int Sequence(DateTime changed, int version) => (int)Math.Max(0, (changed - Beginning).TotalSeconds) + version;

    private static CalendarState StateOf(SignupStatus status) => status switch
    {
        SignupStatus.Accepted or SignupStatus.NoShow => CalendarState.Confirmed,
        SignupStatus.Offered or SignupStatus.Pending => CalendarState.Tentative,
        SignupStatus.Waiting or SignupStatus.Cancelled or SignupStatus.Passed or SignupStatus.Lapsed or SignupStatus.Removed => CalendarState.Cancelled,
    };
}
