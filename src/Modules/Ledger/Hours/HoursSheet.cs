using Weiguang.Kernel.Time;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Hours;

/// <summary>One month of service in China's calendar.</summary>
internal sealed record HoursMonth(DateOnly First, long Minutes, int Count);

/// <summary>A volunteer's credit hours as the page shows them: the whole by month, and the lines of one month.</summary>
/// <param name="Months">All months with entries, newest first.</param>
/// <param name="Lines">Of <paramref name="Open"/>, newest first.</param>
internal sealed record HoursSheet(IReadOnlyList<HoursMonth> Months, DateOnly? Open, IReadOnlyList<LedgerLine> Lines)
{
    private const int MostLines = 100;

    /// <param name="wanted">Any day of the month to open; the newest month when null or empty of entries.</param>
    public static async Task<HoursSheet> ReadAsync(AppDbContext db, Guid personId, DateOnly? wanted, CancellationToken ct)
    {
        var account = LedgerAccountKey.Person(personId).AccountId(LedgerUnit.Minutes);
        var entries = db.Set<LedgerEntry>().AsNoTracking().Where(e => e.AccountId == account);
        var all = await entries.Select(e => new { e.OccurredAt, e.Amount }).ToListAsync(ct); // A few thousand at most in a life of service.
        var months = all.GroupBy(e => MonthOf(e.OccurredAt)).OrderByDescending(g => g.Key)
            .Select(g => new HoursMonth(g.Key, g.Sum(e => e.Amount), g.Count())).ToList();
        var open = (months.Find(m => wanted is { } day && m.First == FirstOf(day)) ?? months.FirstOrDefault())?.First;
        if (open is not { } month)
        {
            return new(months, null, []);
        }

        var (from, to) = (month.ToDateTime(TimeOnly.MinValue).FromShanghai(), month.AddMonths(1).ToDateTime(TimeOnly.MinValue).FromShanghai());
        var lines = await entries.Where(e => e.OccurredAt >= from && e.OccurredAt < to)
            .OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Sequence).Take(MostLines).ToListAsync(ct);
        return new(months, month, lines.ConvertAll(LedgerLine.Of));
    }

    private static DateOnly MonthOf(DateTime utc) => FirstOf(DateOnly.FromDateTime(utc.ToShanghai()));

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
