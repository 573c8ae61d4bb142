namespace Weiguang.Kernel.Geo;

/// <summary>
/// Between WGS-84 (what receivers measure and we store) and GCJ-02 (what maps and apps in China speak, off by some 500 m).
/// The forward formula is the one known from open implementations (eviltransform, MIT): Krasovsky 1940 ellipsoid and a sum of sines; the inverse is
/// solved by iteration. Outside the box of the formula both data are the same by definition.
/// </summary>
public static class Gcj02
{
    private const double Axis = 6_378_245.0;
    private const double Eccentricity2 = 0.00669342162296594323;
    private const double Precision = 1e-11; // Degrees, about a micrometre.

    /// <summary>The box inside which China's maps are shifted; the usual rule, so it holds a little of the neighbours as well.</summary>
    public static bool Shifts(double lat, double lon) => lon is >= 72.004 and <= 137.8347 && lat is >= 0.8293 and <= 55.8271;

    /// <summary>Degrees in GCJ-02 of a WGS-84 position; only to hand out, never to store.</summary>
    public static GeoPoint FromWgs84(GeoPoint point)
    {
        if (!Shifts(point.Lat, point.Lon))
        {
            return point;
        }

        var (dLat, dLon) = Shift(point.Lat, point.Lon);
        return new(point.Lat + dLat, point.Lon + dLon);
    }

    /// <summary>The WGS-84 position of degrees in GCJ-02. The shift varies slowly, so each round gains more than two digits.</summary>
    public static GeoPoint ToWgs84(GeoPoint shifted)
    {
        var (lat, lon) = (shifted.Lat, shifted.Lon);
        if (!Shifts(lat, lon))
        {
            return shifted;
        }

        var (guessLat, guessLon) = (lat, lon);
        for (var round = 0; round < 20; round++)
        {
            var (dLat, dLon) = Shift(guessLat, guessLon);
            var (missLat, missLon) = (guessLat + dLat - lat, guessLon + dLon - lon);
            (guessLat, guessLon) = (guessLat - missLat, guessLon - missLon);
            if (Math.Abs(missLat) < Precision && Math.Abs(missLon) < Precision)
            {
                break;
            }
        }

        return new(guessLat, guessLon);
    }

    private static (double Lat, double Lon) Shift(double lat, double lon)
    {
        var (x, y) = (lon - 105, lat - 35);
        var common = (20 * Math.Sin(6 * x * Math.PI) + 20 * Math.Sin(2 * x * Math.PI)) * 2 / 3;
        var north = -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x))) + common
            + (Waves(y, 20, 1, 40, 1.0 / 3) * 2 / 3) + (((160 * Math.Sin(y / 12 * Math.PI)) + (320 * Math.Sin(y / 30 * Math.PI))) * 2 / 3);
        var east = 300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x))) + common
            + (Waves(x, 20, 1, 40, 1.0 / 3) * 2 / 3) + (((150 * Math.Sin(x / 12 * Math.PI)) + (300 * Math.Sin(x / 30 * Math.PI))) * 2 / 3);

        var radians = double.DegreesToRadians(lat);
        var magic = 1 - (Eccentricity2 * Math.Sin(radians) * Math.Sin(radians));
        var root = Math.Sqrt(magic);
        return (double.RadiansToDegrees(north) / (Axis * (1 - Eccentricity2) / (magic * root)), double.RadiansToDegrees(east) / (Axis / root * Math.Cos(radians)));
    }

    private static double Waves(double at, double height1, double wave1, double height2, double wave2) =>
        (height1 * Math.Sin(at * wave1 * Math.PI)) + (height2 * Math.Sin(at * wave2 * Math.PI));
}
