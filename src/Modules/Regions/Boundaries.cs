using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Extensions.Configuration;
using Weiguang.Kernel.Geo;
using Weiguang.Regions.Maps;

namespace Weiguang.Regions;

/// <summary>
/// Outlines of counties for maps, about 100 m fine, no legal statement. The setting <c>Regions:Boundaries</c> names a folder with other files
/// (counties_22.topojson and so on): a map published in China needs an approved one.
/// </summary>
public sealed class Boundaries(IConfiguration configuration)
{
    private readonly ConcurrentDictionary<long, Lazy<IReadOnlyDictionary<long, IReadOnlyList<GeoPoint[]>>>> _provinces = new();

    /// <summary>The rings of a county, WGS-84, outer and inner alike (draw with the even-odd rule); of a city or province those of all its counties; empty when not drawn.</summary>
    public IReadOnlyList<GeoPoint[]> Of(long code)
    {
        var province = Province(code);
        return DivisionCodes.Level(code) >= 3
            ? province.GetValueOrDefault(DivisionCodes.Above(code, 3), [])
            : [.. province.Where(county => DivisionCodes.Within(county.Key, code)).SelectMany(county => county.Value)];
    }

    /// <summary>The county a position lies in, among the counties of one province; null when in none that is drawn.</summary>
    public long? CountyAt(GeoPoint point, long province) => Province(province)
        .Where(county => county.Value.Count(ring => Holds(ring, point)) % 2 == 1).Select(county => (long?)county.Key).FirstOrDefault();

    private IReadOnlyDictionary<long, IReadOnlyList<GeoPoint[]>> Province(long code) =>
        _provinces.GetOrAdd(code / 10_000_000_000, number => new(() => Load(number))).Value;

    private IReadOnlyDictionary<long, IReadOnlyList<GeoPoint[]>> Load(long number)
    {
        using var stream = Open($"counties_{number}.topojson");
        return stream is null ? new Dictionary<long, IReadOnlyList<GeoPoint[]>>() : TopoJson.Counties(stream);
    }

    private Stream? Open(string name)
    {
        if (configuration["Regions:Boundaries"] is { Length: > 0 } folder)
        {
            var file = Path.Combine(folder, name);
            return File.Exists(file) ? File.OpenRead(file) : null;
        }

        var resource = typeof(Boundaries).Assembly.GetManifestResourceStream($"Weiguang.Regions.Data.{name}.br");
        return resource is null ? null : new BrotliStream(resource, CompressionMode.Decompress);
    }

    /// <summary>Counts how often a ray to the east crosses the ring.</summary>
    internal static bool Holds(GeoPoint[] ring, GeoPoint point)
    {
        var inside = false;
        for (var (i, before) = (0, ring.Length - 1); i < ring.Length; before = i++)
        {
            var (a, b) = (ring[i], ring[before]);
            if (a.Lat > point.Lat != b.Lat > point.Lat && point.Lon < ((b.Lon - a.Lon) * (point.Lat - a.Lat) / (b.Lat - a.Lat)) + a.Lon)
            {
                inside = !inside;
            }
        }

        return inside;
    }
}
