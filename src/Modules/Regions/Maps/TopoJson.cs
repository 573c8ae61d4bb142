using System.Text.Json;
using Weiguang.Kernel.Geo;

namespace Weiguang.Regions.Maps;

/// <summary>Reads the polygons of a quantized TopoJSON file whose geometries carry a six-digit <c>code</c>. Borders shared by two counties are stored once, as arcs.</summary>
internal static class TopoJson
{
    public static IReadOnlyDictionary<long, IReadOnlyList<GeoPoint[]>> Counties(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var arcs = Arcs(root);
        var counties = new Dictionary<long, IReadOnlyList<GeoPoint[]>>();
        foreach (var geometry in root.GetProperty("objects").EnumerateObject().First().Value.GetProperty("geometries").EnumerateArray())
        {
            var code = long.Parse(geometry.GetProperty("properties").GetProperty("code").GetString()!) * 1_000_000;
            var shape = geometry.GetProperty("arcs");
            IEnumerable<JsonElement> polygons = geometry.GetProperty("type").GetString() == "Polygon" ? [shape] : shape.EnumerateArray();
            counties[code] = [.. polygons.SelectMany(polygon => polygon.EnumerateArray()).Select(ring => Ring(ring, arcs))];
        }

        return counties;
    }

    private static List<GeoPoint[]> Arcs(JsonElement root)
    {
        var transform = root.GetProperty("transform");
        var (scaleX, scaleY) = Pair(transform.GetProperty("scale"));
        var (startX, startY) = Pair(transform.GetProperty("translate"));
        return [.. root.GetProperty("arcs").EnumerateArray().Select(arc =>
        {
            var (x, y) = (0.0, 0.0);
            return arc.EnumerateArray().Select(Pair).Select(step =>
            {
                (x, y) = (x + step.X, y + step.Y);
                return new GeoPoint(startY + (y * scaleY), startX + (x * scaleX));
            }).ToArray();
        })];
    }

    /// <summary>Joins arcs; a negative number ~i is arc i backwards; the joint appears once.</summary>
    private static GeoPoint[] Ring(JsonElement ring, List<GeoPoint[]> arcs)
    {
        var points = new List<GeoPoint>();
        foreach (var number in ring.EnumerateArray().Select(n => n.GetInt32()))
        {
            var arc = number < 0 ? arcs[~number].AsEnumerable().Reverse() : arcs[number];
            points.AddRange(points.Count == 0 ? arc : arc.Skip(1));
        }

        return [.. points];
    }

    private static (double X, double Y) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());
}
