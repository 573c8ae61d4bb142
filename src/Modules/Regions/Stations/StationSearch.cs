using Weiguang.Kernel.Geo;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Stations;

/// <summary>Finds the nearest stations through the position index: a box that grows until what it holds cannot be beaten from outside.</summary>
internal static class StationSearch
{
    private const double MetresPerDegree = 111_195; // Of latitude, mean radius.
    private static readonly double[] Radii = [2_000, 8_000, 32_000, 200_000];

    public static async Task<IReadOnlyList<NearStation>> NearAsync(IQueryable<Station> stations, GeoPoint point, int take, CancellationToken ct)
    {
        List<NearStation> found = [];
        foreach (var radius in Radii)
        {
            var spots = await Box(stations, point, radius).Select(s => new Spot(s.Id, s.Lat!.Value, s.Lon!.Value)).ToListAsync(ct);
            var near = spots.Select(s => (s.Id, Metres: point.MetresTo(new(s.Lat, s.Lon)))).Where(s => s.Metres <= radius).OrderBy(s => s.Metres).Take(take).ToList();
            if (near.Count == take || radius == Radii[^1])
            {
                var ids = near.Select(n => n.Id).ToList();
                var cards = (await stations.Where(s => ids.Contains(s.Id)).ToListAsync(ct)).ToDictionary(s => s.Id, s => s.Card());
                found = [.. near.Where(n => cards.ContainsKey(n.Id)).Select(n => new NearStation(cards[n.Id], n.Metres))];
                break;
            }
        }

        return found;
    }

    private static IQueryable<Station> Box(IQueryable<Station> stations, GeoPoint point, double metres)
    {
        var lat = metres / MetresPerDegree;
        var lon = lat / Math.Max(0.01, Math.Cos(double.DegreesToRadians(Math.Abs(point.Lat) + lat)));
        var (south, north, west, east) = (point.Lat - lat, point.Lat + lat, point.Lon - lon, point.Lon + lon);
        return stations.Where(s => s.Lat >= south && s.Lat <= north && s.Lon >= west && s.Lon <= east);
    }

    private sealed record Spot(Guid Id, double Lat, double Lon);
}
