using Weiguang.Kernel.Text;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Divisions;

/// <summary>All divisions, in code order, never changed: a division's subtree is a slice.</summary>
internal sealed class DivisionTree(IReadOnlyList<DivisionTree.Entry> entriesByCode, IEnumerable<DivisionAlias> aliases)
{
    private const int LongestName = 20;
    private readonly Entry[] _entries = [.. entriesByCode];
    private readonly long[] _codes = [.. entriesByCode.Select(e => e.Region.Code)];
    private readonly Dictionary<long, DivisionAlias> _aliases = aliases.ToDictionary(a => a.OldCode);

    private readonly Lazy<Dictionary<string, string>> _readings = new(() => entriesByCode.Where(e => e.Pinyin.Length > 0).DistinctBy(e => e.Region.Name).ToDictionary(e => e.Region.Name, e => e.Pinyin));

    public int Count => _entries.Length;

    /// <summary>How the places are read that a text begins with, one after the other, with or without spaces between; null where there is none.</summary>
    /// <param name="isWhole">Nothing else may stand in it.</param>
    public string? Read(string text, bool isWhole)
    {
        var (rest, read) = (text.Trim(), new List<string>());
        while (Enumerable.Range(1, Math.Min(rest.Length, LongestName)).Reverse().Select(n => rest[..n]).FirstOrDefault(n => n.Length > 1 && _readings.Value.ContainsKey(n)) is { } name)
        {
            read.Add(Han.ReadPlace(name, _readings.Value[name]));
            rest = rest[name.Length..].TrimStart();
        }

        return read.Count == 0 || (isWhole && rest.Length > 0) ? null : string.Join(' ', read);
    }

    public Region? Find(long code) => Exact(code) ?? (Today(code) is { } today && today != code ? Exact(today) : null);

    public IReadOnlyList<Region> Children(long code)
    {
        var level = DivisionCodes.Level(Find(code)?.Code ?? code) + 1;
        return [.. Slice(Find(code)?.Code ?? code).ToArray().Select(e => e.Region).Where(r => r.Level == level)];
    }

    public IReadOnlyList<Region> Path(long code) => Find(code) is { } region
        ? [.. Enumerable.Range(1, region.Level).Select(level => Exact(DivisionCodes.Above(region.Code, level))).OfType<Region>()]
        : [];

    /// <summary>The division and everything below it, in code order.</summary>
    public ReadOnlySpan<Entry> Slice(long code)
    {
        var (from, to) = DivisionCodes.Range(code);
        return _entries.AsSpan(Place(from)..Place(to));
    }

    public Region? Exact(long code) => Array.BinarySearch(_codes, code) is >= 0 and var i ? _entries[i].Region : null;

    /// <summary>Follows former codes, its own or that of a division above, to a division that is; null when there is none.</summary>
    private long? Today(long code)
    {
        for (var step = 0; step < 5 && Exact(code) is null; step++)
        {
            if (Former(code) is not { } alias)
            {
                return null;
            }

            var moved = alias.NewCode + (code - alias.OldCode);
            code = alias.Kind == AliasKind.Recoded && Exact(moved) is not null ? moved : alias.NewCode;
        }

        return code;
    }

    private DivisionAlias? Former(long code) => Enumerable.Range(1, DivisionCodes.Level(code)).Reverse()
        .Select(level => _aliases.GetValueOrDefault(DivisionCodes.Above(code, level))).FirstOrDefault(a => a is not null);

    private int Place(long code) => Array.BinarySearch(_codes, code) is >= 0 and var i ? i : ~Array.BinarySearch(_codes, code);

    /// <summary>A division with the reading of its name ("tao nan shi").</summary>
    public readonly record struct Entry(Region Region, string Pinyin);
}
