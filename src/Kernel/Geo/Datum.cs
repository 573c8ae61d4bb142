namespace Weiguang.Kernel.Geo;

/// <summary>How coordinates that come in or go out are to be read; inside there is only WGS-84.</summary>
public enum Datum
{
    /// <summary>What receivers and browsers give.</summary>
    Wgs84,

    /// <summary>What maps and apps in China give.</summary>
    Gcj02,
}

public static class Datums
{
    /// <summary>Null for a name that is neither wgs84 nor gcj02; nothing said means WGS-84.</summary>
    public static Datum? Parse(string? name) => name?.ToLowerInvariant() switch
    {
        null or "" or "wgs84" => Datum.Wgs84,
        "gcj02" => Datum.Gcj02,
        _ => null,
    };

    /// <summary>The position of degrees given in this datum.</summary>
    public static GeoPoint Read(this Datum datum, double lat, double lon) => datum == Datum.Gcj02 ? Gcj02.ToWgs84(new(lat, lon)) : new(lat, lon);

    /// <summary>The degrees to hand out in this datum.</summary>
    public static GeoPoint Write(this Datum datum, GeoPoint point) => datum == Datum.Gcj02 ? Gcj02.FromWgs84(point) : point;
}
