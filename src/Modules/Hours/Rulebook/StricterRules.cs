using Weiguang.Hours.Domain;
using Weiguang.Regions;

namespace Weiguang.Hours.Rulebook;

internal static class StricterRules
{
    /// <param name="home">See <see cref="Engagement.HomeDivision"/>.</param>
    public static async Task<BackfillRule> BackfillAsync(this RuleBook rules, long division, long? home, DateOnly day, CancellationToken ct) =>
        (await rules.ForAsync(HourSheets.Backfill, division, day, ct)).And(home is { } other ? await rules.ForAsync(HourSheets.Backfill, other, day, ct) : null);
}
