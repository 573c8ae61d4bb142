using Microsoft.Extensions.Localization;

namespace Weiguang.Regions;

/// <summary>Whose a rule is, in words.</summary>
public static class RuleNames
{
    /// <param name="names">See <see cref="RegionDirectory.NamesAsync"/>.</param>
    public static string NameOf(IStringLocalizer L, long place, IReadOnlyDictionary<long, string> names) => place == 0 ? L["全国"] : names.GetValueOrDefault(place) ?? $"{place}";

    public static string SourceOf(IStringLocalizer L, RuleHere rule, IReadOnlyDictionary<long, string> names) =>
        rule.IsOwn ? L["本地定的"] : rule.Source is { } source ? L["照{0}的", NameOf(L, source, names)] : L["照全国通行的"];
}
