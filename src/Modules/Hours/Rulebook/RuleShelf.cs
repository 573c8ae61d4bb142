using System.Diagnostics;
using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Rulebook;

/// <summary>The tables the rules stand in, one row for each division that has its own; small, read whole.</summary>
internal static class RuleShelf
{
    public static async Task<IReadOnlyDictionary<long, RuleNumbers>> AllAsync(AppDbContext db, RuleKind kind, CancellationToken ct)
    {
        switch (kind)
        {
            case RuleKind.Rounding:
                return (await db.Set<RoundingRule>().AsNoTracking().ToListAsync(ct)).ToDictionary(r => r.DivisionCode, RuleNumbers.Of);
            case RuleKind.Backfill:
                return (await db.Set<BackfillRule>().AsNoTracking().ToListAsync(ct)).ToDictionary(r => r.DivisionCode, RuleNumbers.Of);
            case RuleKind.Travel or RuleKind.Device or RuleKind.Crowd or RuleKind.Night or RuleKind.BackfillShare or RuleKind.Identical:
                var watched = RuleNumbers.AnomalyOf(kind);
                return (await db.Set<AnomalyRule>().AsNoTracking().Where(r => r.Kind == watched).ToListAsync(ct)).ToDictionary(r => r.DivisionCode, RuleNumbers.Of);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Writes the division's own rule, or takes it away; saved by the caller.</summary>
    public static async Task PutAsync(AppDbContext db, RuleKind kind, long place, RuleNumbers? numbers, CancellationToken ct)
    {
        switch (kind)
        {
            case RuleKind.Rounding:
                Put(db, await db.Set<RoundingRule>().SingleOrDefaultAsync(r => r.DivisionCode == place, ct), () => new RoundingRule { DivisionCode = place }, numbers, rule => numbers!.WriteTo(rule));
                break;
            case RuleKind.Backfill:
                Put(db, await db.Set<BackfillRule>().SingleOrDefaultAsync(r => r.DivisionCode == place, ct), () => new BackfillRule { DivisionCode = place }, numbers, rule => numbers!.WriteTo(rule));
                break;
            case RuleKind.Travel or RuleKind.Device or RuleKind.Crowd or RuleKind.Night or RuleKind.BackfillShare or RuleKind.Identical:
                var watched = RuleNumbers.AnomalyOf(kind);
                Put(db, await db.Set<AnomalyRule>().SingleOrDefaultAsync(r => r.DivisionCode == place && r.Kind == watched, ct),
                    () => new AnomalyRule { DivisionCode = place, Kind = watched }, numbers, rule => numbers!.WriteTo(rule));
                break;
        }
    }

    private static void Put<T>(AppDbContext db, T? own, Func<T> found, RuleNumbers? numbers, Action<T> write) where T : class
    {
        if (numbers is null)
        {
            db.Remove(own!);
            return;
        }

        if (own is null)
        {
            db.Add(own = found());
        }

        write(own);
    }
}
