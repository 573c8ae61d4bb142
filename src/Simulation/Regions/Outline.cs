using Weiguang.Kernel.Geo;
using Weiguang.Regions;

namespace Weiguang.Simulation.Regions;

/// <summary>The county's outline, and chance points within it.</summary>
internal sealed class Outline(IReadOnlyList<GeoPoint[]> rings)
{
    public const double MetresADegree = 111_195;
    private readonly double _south = rings.Min(r => r.Min(p => p.Lat));
    private readonly double _north = rings.Max(r => r.Max(p => p.Lat));
    private readonly double _west = rings.Min(r => r.Min(p => p.Lon));
    private readonly double _east = rings.Max(r => r.Max(p => p.Lon));

    public static GeoPoint Move(GeoPoint from, double north, double east) =>
        new(from.Lat + (north / MetresADegree), from.Lon + (east / MetresADegree / Math.Cos(double.DegreesToRadians(from.Lat))));

    /// <summary>Even-odd rule: a hole is outside.</summary>
    public bool Holds(GeoPoint point) => rings.Count(ring => Boundaries.Holds(ring, point)) % 2 == 1;

    public GeoPoint Inside(Chance chance)
    {
        while (true)
        {
            var point = new GeoPoint(chance.Between(_south, _north), chance.Between(_west, _east));
            if (Holds(point))
            {
                return point;
            }
        }
    }

    /// <summary>To the nearest corner of the outline, about.</summary>
    public double EdgeMetres(GeoPoint point) => rings.Min(ring => ring.Min(corner => corner.MetresTo(point)));

    /// <summary>Side of the square that one of so many divisions would have.</summary>
    public double SpacingMetres(int divisions, Chance chance)
    {
        const int darts = 2000;
        var hits = Enumerable.Range(0, darts).Count(_ => Holds(new GeoPoint(chance.Between(_south, _north), chance.Between(_west, _east))));
        var height = (_north - _south) * MetresADegree;
        var width = (_east - _west) * MetresADegree * Math.Cos(double.DegreesToRadians((_north + _south) / 2));
        return Math.Sqrt(height * width * hits / darts / Math.Max(1, divisions));
    }
}
