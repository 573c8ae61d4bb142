using Weiguang.Hours.Domain;
using Weiguang.Regions;

namespace Weiguang.Hours.Rulebook;

/// <summary>The rule of a place among rules by division: its own, or that of the nearest division above.</summary>
internal static class Nearest
{
    public static T? Of<T>(IReadOnlyDictionary<long, T> rules, long divisionCode) where T : class
    {
        for (var code = divisionCode; code != 0; code = DivisionCodes.Parent(code))
        {
            if (rules.TryGetValue(code, out var rule))
            {
                return rule;
            }
        }

        return rules.GetValueOrDefault(0);
    }

    public static async Task<RoundingRule?> RoundingAsync(this AppDbContext db, long divisionCode, CancellationToken ct) =>
        Of(await db.Set<RoundingRule>().AsNoTracking().ToDictionaryAsync(r => r.DivisionCode, ct), divisionCode);

    public static async Task<BackfillRule> BackfillRuleAsync(this AppDbContext db, long divisionCode, CancellationToken ct) =>
        Of(await db.Set<BackfillRule>().AsNoTracking().ToDictionaryAsync(r => r.DivisionCode, ct), divisionCode) ?? BackfillRule.National;
}
