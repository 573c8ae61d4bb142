using System.Globalization;

namespace Weiguang.Kernel.Geo;

/// <summary>The address that leads to a place in the map app people here have.</summary>
public static class WayThere
{
    /// <summary>The map app speaks GCJ-02; it opens in the browser where it is not installed.</summary>
    public static string By(GeoPoint position, string name)
    {
        var at = Gcj02.FromWgs84(position);
        return string.Create(CultureInfo.InvariantCulture, $"https://uri.amap.com/marker?position={at.Lon:0.######},{at.Lat:0.######}&name={Uri.EscapeDataString(name)}");
    }
}
