using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;

namespace Weiguang.Regions.Divisions;

/// <summary>Divisions for everybody. A former code answers with today's division, which then says <c>movedFrom</c>; Content-Location names its own address.</summary>
internal static class DivisionsApi
{
    private const int MostItems = 100;

    public static void MapDivisions(this IEndpointRouteBuilder routes)
    {
        var regions = routes.MapGroup("/api/v1/regions").WithTags("Regions").AllowAnonymous();
        regions.MapGet("/", SearchAsync).WithSummary("Find divisions by name, reading (taonan), initials (tns) or leading digits; without search the provinces");
        regions.MapGet("/{code:long}", FindAsync).WithSummary("One division with its path; former codes answer with today's division and movedFrom");
        regions.MapGet("/{code:long}/children", ChildrenAsync).WithSummary("The divisions directly below, by code");
    }

    private static async Task<Ok<Page<RegionItem>>> SearchAsync(
        RegionDirectory regions, HttpResponse response, CancellationToken ct, [MaxLength(50)] string search = "", long within = 0, int take = 20)
    {
        var found = search.Length == 0 ? await regions.ChildrenAsync(0, ct) : await regions.SearchAsync(search, within, Math.Clamp(take, 1, MostItems), ct);
        Keep(response);
        return TypedResults.Ok(new Page<RegionItem>(await ItemsAsync(regions, found, ct), null));
    }

    private static async Task<Results<Ok<RegionDetail>, Problem>> FindAsync(long code, RegionDirectory regions, HttpResponse response, CancellationToken ct)
    {
        var path = await regions.PathAsync(code, ct);
        if (path.Count == 0)
        {
            return Problems.NotFound();
        }

        var region = path[^1];
        response.Headers.ContentLocation = $"/api/v1/regions/{region.Code}";
        Keep(response);
        return TypedResults.Ok(new RegionDetail(region.Code, region.Name, region.Level, region.Parent, [.. path.Select(r => new RegionStep(r.Code, r.Name))], region.Code == code ? null : code));
    }

    private static async Task<Results<Ok<Page<RegionItem>>, Problem>> ChildrenAsync(long code, RegionDirectory regions, HttpResponse response, CancellationToken ct)
    {
        if (code != 0 && await regions.FindAsync(code, ct) is null)
        {
            return Problems.NotFound();
        }

        Keep(response);
        return TypedResults.Ok(new Page<RegionItem>(await ItemsAsync(regions, await regions.ChildrenAsync(code, ct), ct), null));
    }

    private static async Task<IReadOnlyList<RegionItem>> ItemsAsync(RegionDirectory regions, IReadOnlyList<Region> found, CancellationToken ct)
    {
        var items = new List<RegionItem>();
        foreach (var region in found)
        {
            items.Add(new(region.Code, region.Name, region.Level, region.Parent, string.Join(' ', (await regions.PathAsync(region.Code, ct)).Select(r => r.Name))));
        }

        return items;
    }

    /// <summary>Divisions change once a year; a day old is fresh enough for whoever asks again.</summary>
    private static void Keep(HttpResponse response) => response.Headers.CacheControl = "public, max-age=86400";
}

/// <param name="Path">Names from the province down, with spaces between.</param>
internal sealed record RegionItem(long Code, string Name, int Level, long Parent, string Path);

/// <param name="MovedFrom">The former code that was asked for; null when the code is today's.</param>
internal sealed record RegionDetail(long Code, string Name, int Level, long Parent, IReadOnlyList<RegionStep> Path, long? MovedFrom);

internal sealed record RegionStep(long Code, string Name);
