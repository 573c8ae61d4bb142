using Weiguang.Regions.Divisions;

namespace Weiguang.Regions;

/// <summary>Administrative divisions from memory: asking costs nothing, so ask freely. Former codes are answered with today's division.</summary>
public sealed class RegionDirectory
{
    private readonly DivisionCache _cache;

    internal RegionDirectory(DivisionCache cache) => _cache = cache;

    /// <summary>Today's division of a present or former code; null when unknown.</summary>
    public async Task<Region?> FindAsync(long code, CancellationToken ct = default) => (await _cache.TreeAsync(ct)).Find(code);

    /// <summary>Whether something can be put in this place: one of today's divisions, or 0, the whole country. Where no divisions were imported yet, any will do.</summary>
    public async Task<bool> ExistsAsync(long code, CancellationToken ct = default)
    {
        var tree = await _cache.TreeAsync(ct);
        return code == 0 || tree.Count == 0 || tree.Exact(code) is not null;
    }

    /// <summary>The divisions directly below, by code; of 0 the provinces.</summary>
    public async Task<IReadOnlyList<Region>> ChildrenAsync(long code, CancellationToken ct = default) => (await _cache.TreeAsync(ct)).Children(code);

    /// <summary>From the province down to the division itself; empty when unknown.</summary>
    public async Task<IReadOnlyList<Region>> PathAsync(long code, CancellationToken ct = default) => (await _cache.TreeAsync(ct)).Path(code);

    /// <summary>The path from the county down as one line, "洮南市 瓦房镇 民主村"; higher divisions give their own path; empty when unknown.</summary>
    public async Task<string> AddressAsync(long code, CancellationToken ct = default) => (await AddressesAsync([code], ct))[code];

    /// <summary>The same of many, by code.</summary>
    public async Task<IReadOnlyDictionary<long, string>> AddressesAsync(IEnumerable<long> codes, CancellationToken ct = default)
    {
        var tree = await _cache.TreeAsync(ct);
        return codes.Distinct().ToDictionary(code => code, code => AddressOf(tree.Path(code)));
    }

    private static string AddressOf(IReadOnlyList<Region> path) => string.Join(' ', path.Skip(path.Count > 2 ? 2 : 0).Select(r => r.Name));

    /// <summary>Names by the codes asked for; unknown codes are left out.</summary>
    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(IEnumerable<long> codes, CancellationToken ct = default)
    {
        var tree = await _cache.TreeAsync(ct);
        return codes.Distinct().Select(code => (code, Region: tree.Find(code))).Where(x => x.Region is not null).ToDictionary(x => x.code, x => x.Region!.Name);
    }

    /// <summary>Finds by name (洮南), reading (taonan), initials (tns, tnsh) or leading digits; "洮南 瓦房" narrows by the divisions above. Best first.</summary>
    /// <param name="within">Only this division and below; 0 for all.</param>
    public async Task<IReadOnlyList<Region>> SearchAsync(string text, long within, int take, CancellationToken ct = default) =>
        DivisionSearch.Find(await _cache.TreeAsync(ct), text, within, take);
}
