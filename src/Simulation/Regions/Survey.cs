using Weiguang.Kernel.Geo;
using Weiguang.Regions;

namespace Weiguang.Simulation.Regions;

/// <summary>
/// Gives every division of a county a place, for no open data has them: townships spread evenly inside the outline (best candidate, Mitchell 1991),
/// streets around the county town, villages around their township. Names and codes are real, positions are plausible.
/// </summary>
internal sealed class Survey(RegionDirectory regions, Boundaries boundaries, Chance chance)
{
    /// <summary>County towns whose place we know; of the others it is taken near the middle.</summary>
    private static readonly Dictionary<long, GeoPoint> Seats = new() { [220881000000] = new(45.339, 122.783) };

    /// <exception cref="ArgumentException">No county with villages and an outline.</exception>
    public async Task<Landscape> DrawAsync(long code, CancellationToken ct)
    {
        var county = await regions.FindAsync(code, ct);
        var townships = county is { Level: 3 } ? await regions.ChildrenAsync(county.Code, ct) : [];
        var rings = county is null ? [] : boundaries.Of(county.Code) is { Count: > 0 } own ? own : boundaries.Of(DivisionCodes.Parent(county.Code));
        if (county is null || townships.Count == 0 || rings.Count == 0)
        {
            throw new ArgumentException($"{code} is no county whose townships and outline are known.", nameof(code));
        }

        var outline = new Outline(rings);
        var seat = Seats.TryGetValue(county.Code, out var known) && outline.Holds(known) ? known : Middle(outline);
        var spacing = outline.SpacingMetres(townships.Count(t => !IsUrban(t)), chance);
        var drawn = new List<Township>();
        foreach (var township in townships)
        {
            var point = IsUrban(township) ? Near(outline, seat, 500, 2000, drawn.Select(t => t.Point)) : Spread(outline, seat, spacing, drawn);
            drawn.Add(new(township.Code, township.Name, point, IsUrban(township), []));
        }

        return new(county.Code, county.Name, seat, await SettleAsync(outline, drawn, spacing, ct));
    }

    private async Task<List<Township>> SettleAsync(Outline outline, List<Township> townships, double spacing, CancellationToken ct)
    {
        var settled = new List<Township>();
        foreach (var township in townships)
        {
            var others = townships.Where(t => t != township && !t.IsUrban).Select(t => t.Point).ToList();
            var villages = await regions.ChildrenAsync(township.Code, ct);
            var settlements = new List<Settlement>();
            foreach (var village in villages)
            {
                var name = Plain(village.Name);
                var point = PointOf(outline, township, name, spacing, others, settlements);
                settlements.Add(new(village.Code, name, point, chance.Around(township.IsUrban ? 1.6 : 1, 0.6)));
            }

            settled.Add(township with { Settlements = settlements });
        }

        return settled;
    }

    private GeoPoint PointOf(Outline outline, Township township, string name, double spacing, List<GeoPoint> otherTownships, List<Settlement> settlements)
    {
        if (!township.IsUrban && name[..^1] == Plain(township.Name)[..^1])
        {
            return Near(outline, township.Point, 150, 500, []); // 瓦房村 of 瓦房镇 is where the township sits.
        }

        var (least, most) = township.IsUrban ? (name.EndsWith('村') ? (2500.0, 6000.0) : (150.0, 800.0)) : (1200, spacing * 0.6);
        return Near(outline, township.Point, least, most, settlements.Select(s => s.Point), township.IsUrban ? [] : otherTownships);
    }

    /// <summary>Of some points around a centre the one furthest from its neighbours; one that would lie nearer to a strange centre comes last.</summary>
    private GeoPoint Near(Outline outline, GeoPoint centre, double least, double most, IEnumerable<GeoPoint> neighbours, List<GeoPoint>? strangers = null)
    {
        var (near, best, bestScore) = (neighbours.ToList(), centre, double.MinValue);
        for (var tries = 0; tries < 14; tries++)
        {
            var (angle, radius) = (chance.Between(0, 2 * Math.PI), Math.Sqrt(chance.Between(least * least, most * most)));
            var point = Outline.Move(centre, radius * Math.Cos(angle), radius * Math.Sin(angle));
            var strange = strangers is not null && strangers.Any(s => s.MetresTo(point) < radius);
            var score = (near.Count == 0 ? 0 : near.Min(n => n.MetresTo(point))) - (strange ? 100_000 : 0);
            if (score > bestScore && outline.Holds(point))
            {
                (best, bestScore) = (point, score);
            }
        }

        return best;
    }

    private GeoPoint Spread(Outline outline, GeoPoint seat, double spacing, List<Township> drawn)
    {
        var taken = drawn.Where(t => !t.IsUrban).Select(t => t.Point).Append(seat).ToList();
        return Enumerable.Range(0, 60).Select(_ => outline.Inside(chance))
            .MaxBy(p => Math.Min(taken.Min(t => t.MetresTo(p)), Math.Min(spacing, 2.5 * outline.EdgeMetres(p))));
    }

    private GeoPoint Middle(Outline outline)
    {
        var points = Enumerable.Range(0, 300).Select(_ => outline.Inside(chance)).ToList();
        var middle = new GeoPoint(points.Average(p => p.Lat), points.Average(p => p.Lon));
        return points.MinBy(p => p.MetresTo(middle));
    }

    private static bool IsUrban(Region township) => township.Name.EndsWith("街道", StringComparison.Ordinal) || township.Name.EndsWith("街道办事处", StringComparison.Ordinal);

    private static string Plain(string name) => name
        .Replace("街道办事处", "街道", StringComparison.Ordinal).Replace("村民委员会", "村", StringComparison.Ordinal).Replace("村委会", "村", StringComparison.Ordinal)
        .Replace("社区居民委员会", "社区", StringComparison.Ordinal).Replace("社区居委会", "社区", StringComparison.Ordinal)
        .Replace("居民委员会", "社区", StringComparison.Ordinal).Replace("居委会", "社区", StringComparison.Ordinal);
}
