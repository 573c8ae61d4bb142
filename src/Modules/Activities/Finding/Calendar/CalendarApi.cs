using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
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
            .Join(db.Set<Shift>().IgnoreQueryFilters(), s => new { s.ActivityId, Id = s.ShiftId }, x => new { x.ActivityId, x.Id }, (s, x) => new { Signup = s, Shift = x })
            .OrderBy(r => r.Shift.StartsAt).Take(500)
            .Select(r => new { r.Signup.ActivityId, r.Signup.ShiftId, r.Signup.Status, r.Signup.ChangedAt, r.Shift.StartsAt, r.Shift.EndsAt, r.Shift.CancelledAt }).ToListAsync(ct);
        var activities = await approved.ReadAsync([.. rows.Select(r => r.ActivityId).Distinct()], ct);
        var entries = new List<CalendarEntry>();
        foreach (var r in rows)
        {
            var a = activities[r.ActivityId];
            var place = $"{await regions.AddressAsync(a.DivisionCode, ct)} {a.Place}".Trim();
            var changed = new[] { r.ChangedAt, r.CancelledAt ?? r.ChangedAt, a.Status == ActivityStatus.Cancelled ? a.StatusAt : r.ChangedAt }.Max();
            var state = r.CancelledAt is not null || a.Status == ActivityStatus.Cancelled ? CalendarState.Cancelled : StateOf(r.Status);
            entries.Add(new($"{r.ShiftId:N}@weiguang", Sequence(changed, a.Version), changed, r.StartsAt, r.EndsAt, a.Title, place, a.Position, site.Of($"/activities/{a.Id}"), state));
        }

        http.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Text(CalendarText.Write(phrases["微光志愿活动"], entries), "text/calendar", Encoding.UTF8);
    }

    /// <summary>Both parts only rise, so every change of the seat or of the activity makes a higher number.</summary>
    private static int Sequence(DateTime changed, int version) => (int)Math.Max(0, (changed - Beginning).TotalSeconds) + version;

    private static CalendarState StateOf(SignupStatus status) => status switch
    {
        SignupStatus.Accepted or SignupStatus.NoShow => CalendarState.Confirmed,
        SignupStatus.Offered or SignupStatus.Pending => CalendarState.Tentative,
        SignupStatus.Waiting or SignupStatus.Cancelled or SignupStatus.Passed or SignupStatus.Lapsed or SignupStatus.Removed => CalendarState.Cancelled,
    };
}
