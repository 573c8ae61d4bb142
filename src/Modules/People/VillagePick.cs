using System.Text.RegularExpressions;
using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.People;

/// <summary>Which village or community somebody means by what they typed into a <see cref="VillagePicker"/>.</summary>
/// <param name="Chosen">Null when it is not clear yet.</param>
/// <param name="Candidates">What to choose from, when several fit.</param>
/// <param name="Problem">A source phrase for the field; null when chosen.</param>
public sealed partial record VillagePick(Region? Chosen, IReadOnlyList<Region> Candidates, string? Problem)
{
    private const int Most = 12;

    /// <param name="text">A name, its pinyin, or several names with spaces: "那金镇 好田村".</param>
    /// <param name="code">What was ticked among the candidates, or stood there before. It does not outlive a name that was taken out of its field.</param>
    /// <param name="near">Where the person asking belongs: of many places with the same name those of that county come first.</param>
    public static async Task<VillagePick> ReadAsync(RegionDirectory regions, string? text, long? code, CancellationToken ct, long? near = null)
    {
        var typed = (text ?? "").Trim();
        var ticked = code is { } given ? await regions.FindAsync(given, ct) : null;
        if (ticked is { Level: >= 4 } && (text is null || (typed.Length > 0 && await FitsAsync(regions, ticked, typed, near, ct))))
        {
            return new VillagePick(ticked, [], null);
        }

        if (typed.Length == 0)
        {
            return new VillagePick(null, [], Phrase.Of("请填村或社区的名字"));
        }

        var found = await SearchAsync(regions, typed, near, ct);
        found = found.Count > 0 ? found : await SearchAsync(regions, InParts(typed), near, ct);
        return found.Count switch
        {
            0 => new VillagePick(null, [], Phrase.Of("没有找到这个地方，请换个写法，比如：那金镇 好田村")),
            1 => new VillagePick(found[0], [], null),
            >= Most => new VillagePick(null, found, Phrase.Of("叫这个的地方太多了。下面没有要找的，就在前面加上县和乡镇再找")),
            _ => new VillagePick(null, found, Phrase.Of("有几个地方都叫这个，请点选是哪一个")),
        };
    }

    // Who ticks a candidate and then types another name means the other name.
    private static async Task<bool> FitsAsync(RegionDirectory regions, Region ticked, string typed, long? near, CancellationToken ct) =>
        typed == ticked.Name || (await SearchAsync(regions, typed, near, ct)).Any(r => r.Code == ticked.Code);

    private static async Task<List<Region>> SearchAsync(RegionDirectory regions, string typed, long? near, CancellationToken ct)
    {
        var own = near is { } home ? await regions.SearchAsync(typed, DivisionCodes.Above(home, 3), Most * 4, ct) : [];
        List<Region> found = [.. own, .. (await regions.SearchAsync(typed, 0, Most * 4, ct)).ExceptBy(own.Select(r => r.Code), r => r.Code)];
        var villages = found.FindAll(r => r.Level == 5);
        var exact = villages.FindAll(r => Stem(r.Name) == Stem(typed.Split(' ')[^1]));
        var best = exact.Count > 0 ? exact : villages.Count > 0 ? villages : found.FindAll(r => r.Level == 4);
        return best.Count == 0 && found.Count > 0 ? [.. (await BelowAsync(regions, found[0], ct)).Take(Most * 4)] : [.. best.Take(Most)];
    }

    // "洮南市" alone: offer its townships.
    private static async Task<IEnumerable<Region>> BelowAsync(RegionDirectory regions, Region region, CancellationToken ct) =>
        region.Level == 3 ? await regions.ChildrenAsync(region.Code, ct) : [];

    /// <summary>As lists have it, "洮南市那金镇好田村委会": the parts apart, and the village for its committee.</summary>
    private static string InParts(string typed) => Ends().Replace(Stem(typed), "$1 ").Trim();

    private static string Stem(string name) => Committee().Replace(name, "$1");

    [GeneratedRegex("(村|社区)(?:村?民?委员?会|居?民?委员?会)$")]
    private static partial Regex Committee();

    [GeneratedRegex("(?<=[^ ])(省|市|(?<!社)区|县|旗|镇|乡|街道)(?=[^ ])")]
    private static partial Regex Ends();
}
