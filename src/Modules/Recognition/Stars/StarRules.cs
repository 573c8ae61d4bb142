using Weiguang.Recognition.Domain;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars;

/// <summary>The rules of all divisions: a small table, read whole.</summary>
internal sealed class StarRules(AppDbContext db)
{
    public async Task<IReadOnlyDictionary<long, StarRule>> AllAsync(CancellationToken ct) =>
        await db.Set<StarRule>().AsNoTracking().ToDictionaryAsync(r => r.DivisionCode, ct);

    public async Task<StarRule> ForAsync(long divisionCode, CancellationToken ct) => StarRule.Nearest(await AllAsync(ct), divisionCode);

    /// <summary>Sets the rule of a division in the viewer's range.</summary>
    /// <param name="seen">See <see cref="StarRuleForm.Seen"/>; null when it does not matter.</param>
    public async Task<StarRuleAnswer> SetAsync(long divisionCode, StarRuleForm form, string? seen, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(divisionCode);
        if (from < db.Viewer.From || to > db.Viewer.To)
        {
            return StarRuleAnswer.OutsideYou;
        }

        // What is compared with what was seen is what the change is made on: a change in between fails the update, an added rule its key.
        var rule = await db.Set<StarRule>().SingleOrDefaultAsync(r => r.DivisionCode == divisionCode, ct);
        if (seen is not null && seen != (rule ?? await ForAsync(divisionCode, ct)).ToString())
        {
            return StarRuleAnswer.Changed;
        }

        if (rule is null)
        {
            db.Add(rule = new StarRule { DivisionCode = divisionCode });
        }

        rule.Set(form.Hours ?? [], form.PublicityDays, form.WaitMonths);
        try
        {
            await db.SaveChangesAsync(ct);
            return StarRuleAnswer.Done;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || db.IsUniqueViolation(e))
        {
            db.Entry(rule).State = EntityState.Detached;
            return StarRuleAnswer.Changed;
        }
    }
}

internal enum StarRuleAnswer
{
    Done,

    /// <summary>Not a division of the viewer's.</summary>
    OutsideYou,

    /// <summary>It is no longer what the caller saw.</summary>
    Changed,
}
