using System.Globalization;
using Weiguang.Kernel.Geo;

namespace Weiguang.Kernel.Ui;

/// <summary>Places WGS-84 positions on a drawing 640 units wide. Equirectangular around its middle: over a county the error is below a pixel.</summary>
internal sealed record MapFrame(double West, double North, double UnitsPerLon, double UnitsPerLat, double Height)
{
    private const double Margin = 24;
    private const double SmallestSpan = 0.01; // About a kilometre: a single point still gets surroundings.

    public double Width => 640;

    public static MapFrame Around(IReadOnlyList<GeoPoint> points)
    {
        var shown = points.Count == 0 ? [new GeoPoint(35, 105)] : points;
        var (south, north) = Span(shown.Min(p => p.Lat), shown.Max(p => p.Lat));
        var (west, east) = Span(shown.Min(p => p.Lon), shown.Max(p => p.Lon));
        var shrink = Math.Cos(double.DegreesToRadians((south + north) / 2));
        var byWidth = (640 - (2 * Margin)) / ((east - west) * shrink);
        var height = Math.Clamp(((north - south) * byWidth) + (2 * Margin), 240, 640);
        var perLat = Math.Min(byWidth, (height - (2 * Margin)) / (north - south));
        var perLon = perLat * shrink;
        var left = west - ((640 - ((east - west) * perLon)) / 2 / perLon);
        var top = north + ((height - ((north - south) * perLat)) / 2 / perLat);
        return new(left, top, perLon, perLat, height);
    }

    public (double X, double Y) Place(GeoPoint point) => ((point.Lon - West) * UnitsPerLon, (North - point.Lat) * UnitsPerLat);

    /// <summary>An SVG path; points that fall on the same unit are left out, so a fine outline stays light.</summary>
    public string Path(IReadOnlyList<GeoPoint> ring)
    {
        var corners = ring.Select(Place).Select(p => (X: Math.Round(p.X), Y: Math.Round(p.Y))).ToList();
        var kept = corners.Where((corner, i) => i == 0 || corner != corners[i - 1]);
        return "M" + string.Join('L', kept.Select(p => $"{Number(p.X)} {Number(p.Y)}")) + "Z";
    }

    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    private static (double Low, double High) Span(double low, double high)
    {
        var missing = Math.Max(0, SmallestSpan - (high - low)) / 2;
        return (low - missing, high + missing);
    }
}
