using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.Finding;

/// <summary>Activities that are not over, for everybody; the same filters as the page.</summary>
internal static class FindingApi
{
    public static void MapFinding(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/activities", ListAsync).WithTags("Activities").AllowAnonymous()
            .WithSummary("Activities soonest first; with q by relevance, with near=lat,lon nearest first, within so many metres; by category, division, day (until another), open seats, and free=true for when the caller has time");

    private static async Task<Results<Ok<Page<ActivityItem>>, Problem>> ListAsync(
        ActivityFinder finder, PersonDirectory people, Viewer viewer, TimeProvider clock, CancellationToken ct,
        [MaxLength(40)] string? q = null, [MaxLength(LengthDoor.Word)] string? category = null, long division = 0, [MaxLength(LengthDoor.Word)] string? day = null, bool free = false, bool open = false, [MaxLength(60)] string? near = null, string? cursor = null, [MaxLength(LengthDoor.Word)] string? until = null, [Range(0, ActivityFinder.FarthestMetres)] double? within = null)
    {
        if (near is not null && ActivityFilter.ReadPoint(near) is null)
        {
            return Problems.Invalid("near", Phrase.Of("请写成“纬度,经度”，例如 45.335,122.787"));
        }

        foreach (var (name, text) in new[] { ("day", day), ("until", until) })
        {
            if (text is not null && Day(text) is null)
            {
                return Problems.Invalid(name, Phrase.Of("请写成 2026-09-04 这样的日期"));
            }
        }

        var mine = free ? (await people.VolunteerAsync(viewer.PersonId, ct))?.Availability ?? 0 : 0;
        var filter = new ActivityFilter(q, category, division, Day(day), mine, open, ActivityFilter.ReadPoint(near), cursor, Day(until), within);
        var now = clock.Now();
        return TypedResults.Ok((await finder.ListAsync(filter, ActivityFinder.PageSize, ct)).Select(a => ActivityItem.Of(a, now)));
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
}

/// <param name="Going">Seats taken in shifts that are not over.</param>
/// <param name="Free">Seats free in shifts that have not begun.</param>
/// <param name="Distance">Metres from the position asked for.</param>
internal sealed record ActivityItem(
    Guid Id, string Title, string Category, string CategoryName, long Division, string Place, double? Lat, double? Lon, string Organiser, RecruitScope Recruit, ActivityPhase Phase,
    DateTime OpensAt, DateTime ClosesAt, DateTime StartsAt, DateTime EndsAt, int Free, int Going, double? Distance)
{
    public static ActivityItem Of(FoundActivity a, DateTime now) => new(
        a.Id, a.Title, a.Category, ServiceCategories.Name(a.Category), a.DivisionCode, a.Place, a.Lat, a.Lon, a.Organiser, a.Recruit, a.PhaseAt(now),
        a.OpensAt, a.ClosesAt, a.StartsAt, a.EndsAt, a.Free, a.Going, a.Metres);
}
