using Weiguang.Recognition.Domain;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars;

/// <summary>The rules of all divisions: a small table, read whole.</summary>
internal sealed class StarRules(AppDbContext db)
{
    public async Task<IReadOnlyDictionary<long, StarRule>> AllAsync(CancellationToken ct) =>
        await db.Set<StarRule>().AsNoTracking().ToDictionaryAsync(r => r.DivisionCode, ct);

    public async Task<StarRule> ForAsync(long divisionCode, CancellationToken ct) => StarRule.Nearest(await AllAsync(ct), divisionCode);

    /// <summary>Sets the rule of a division in the viewer's range; false outside of it.</summary>
    public async Task<bool> SetAsync(long divisionCode, int[] hours, int publicityDays, int waitMonths, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(divisionCode);
        if (from < db.Viewer.From || to > db.Viewer.To)
        {
            return false;
        }

        var rule = await db.Set<StarRule>().SingleOrDefaultAsync(r => r.DivisionCode == divisionCode, ct);
        if (rule is null)
        {
            db.Add(rule = new StarRule { DivisionCode = divisionCode });
        }

        rule.Set(hours, publicityDays, waitMonths);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
