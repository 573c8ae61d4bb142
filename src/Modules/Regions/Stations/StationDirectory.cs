using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.Regions.Domain;
using Weiguang.Regions.Stations;

namespace Weiguang.Regions;

/// <summary>Active stations: by id, by the division they serve, by distance.</summary>
public sealed class StationDirectory(AppDbContext db)
{
    private IQueryable<Station> Active => db.Set<Station>().AsNoTracking().Where(s => s.Active);

    /// <summary>Null when unknown or closed.</summary>
    public async Task<StationCard?> FindAsync(Guid id, CancellationToken ct = default) => (await Active.SingleOrDefaultAsync(s => s.Id == id, ct))?.Card();

    /// <summary>By id; unknown and closed ones are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, StationCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
        (await Active.Where(s => ids.Contains(s.Id)).ToListAsync(ct)).ToDictionary(s => s.Id, s => s.Card());

    /// <summary>The station whose desk serves a division: its own, else its township's, county's, city's, province's; null when there is none.</summary>
    public async Task<StationCard?> ServingAsync(long division, CancellationToken ct = default)
    {
        var codes = Enumerable.Range(1, DivisionCodes.Level(division)).Select(level => DivisionCodes.Above(division, level)).ToList();
        var stations = await Active.Where(s => codes.Contains(s.DivisionCode) && StationKinds.WithDesk.Contains(s.Kind)).ToListAsync(ct);
        return stations.OrderByDescending(s => DivisionCodes.Level(s.DivisionCode)).ThenBy(s => Array.IndexOf(StationKinds.WithDesk, s.Kind)).ThenBy(s => s.Id)
            .FirstOrDefault()?.Card();
    }

    /// <summary>Where a station hands an order it cannot serve: the leading desk of its own division, from there the next division up; null at the top.</summary>
    public async Task<StationCard?> AboveAsync(StationCard station, CancellationToken ct = default)
    {
        var leading = await ServingAsync(station.DivisionCode, ct);
        return leading is null || leading.Id != station.Id ? leading : await ServingAsync(DivisionCodes.Parent(station.DivisionCode), ct);
    }

    /// <summary>The stations of a range of divisions, by division and name.</summary>
    public async Task<IReadOnlyList<StationCard>> InAsync(long from, long to, CancellationToken ct = default) =>
        [.. (await Active.Where(s => s.DivisionCode >= from && s.DivisionCode < to).OrderBy(s => s.DivisionCode).ThenBy(s => s.Name).ToListAsync(ct)).Select(s => s.Card())];

    internal static readonly ListOrder<Station> ByPlace = new("place", Phrase.Of("地方"), SortKey.Up((Station s) => s.DivisionCode));

    /// <summary>One page of the stations of a division and everything below, by division.</summary>
    public async Task<Page<StationCard>> ListAsync(long division, string? cursor, int take, CancellationToken ct = default)
    {
        var (from, to) = DivisionCodes.Range(division);
        return (await Active.Where(s => s.DivisionCode >= from && s.DivisionCode < to).PageAsync(ByPlace, s => s.Id, s => s, take, cursor, ct)).Select(s => s.Card());
    }

    /// <summary>Counties with stations, those with the most first.</summary>
    internal async Task<IReadOnlyList<(Region County, int Count)>> CountiesAsync(RegionDirectory regions, int take, CancellationToken ct)
    {
        var counts = await Active.GroupBy(s => s.DivisionCode / 1_000_000).Select(g => new { County = g.Key * 1_000_000, Count = g.Count() })
            .OrderByDescending(g => g.Count).ThenBy(g => g.County).Take(take).ToListAsync(ct);
        var counties = new List<(Region, int)>();
        foreach (var count in counts)
        {
            if (await regions.FindAsync(count.County, ct) is { } county)
            {
                counties.Add((county, count.Count));
            }
        }

        return counties;
    }

    /// <summary>The nearest stations within some 200 km, nearest first.</summary>
    public Task<IReadOnlyList<NearStation>> NearAsync(GeoPoint point, int take, CancellationToken ct = default) => StationSearch.NearAsync(Active, point, take, ct);
}
