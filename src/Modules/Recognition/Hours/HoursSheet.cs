using Weiguang.Kernel.Time;
using Weiguang.Ledger;

namespace Weiguang.Recognition.Hours;

/// <summary>One month of service in China's calendar.</summary>
/// <param name="Days">Minutes by day of the month, corrections taken off; only days with some.</param>
internal sealed record HoursMonth(DateOnly First, long Minutes, int Count, IReadOnlyDictionary<int, long> Days);

/// <summary>A share of a year's minutes.</summary>
internal sealed record HoursShare<T>(T Of, long Minutes);

/// <summary>A volunteer's year of credit hours as the page shows it.</summary>
/// <param name="Years">With entries, newest first.</param>
/// <param name="Months">All twelve of the year.</param>
/// <param name="Open">The month whose lines are shown; null without entries.</param>
/// <param name="Lines">Of <paramref name="Open"/>, newest first.</param>
internal sealed record HoursSheet(
    IReadOnlyList<int> Years, int Year, IReadOnlyList<HoursMonth> Months, IReadOnlyList<HoursShare<string>> Kinds, IReadOnlyList<HoursShare<EvidenceGrade?>> Grades,
    HoursMonth? Open, IReadOnlyList<LedgerLine> Lines)
{
    public static readonly HoursSheet Empty = new([], 0, [], [], [], null, []);

    public long Minutes => Months.Sum(m => m.Minutes);

    public int Days => Months.Sum(m => m.Days.Count);
}

/// <summary>Reads the viewer's own hours.</summary>
internal sealed class HoursBook(LedgerStatements ledger, Viewer viewer)
{
    private const int MostLines = 100;

    /// <param name="month">Any day of the month to open; otherwise the newest of the year that has entries.</param>
    /// <param name="year">The year to show when no month is asked for; otherwise the newest.</param>
    public async Task<HoursSheet> ReadAsync(DateOnly? month, int? year, CancellationToken ct)
    {
        if (await ledger.SpanAsync(viewer.PersonId, LedgerUnit.Minutes, ct) is not var (first, last))
        {
            return HoursSheet.Empty;
        }

        var (from, to) = (first.ToShanghai().Year, last.ToShanghai().Year);
        var shown = Math.Clamp(month?.Year ?? year ?? to, from, to);
        var lines = await ledger.LinesAsync(
            viewer.PersonId, LedgerUnit.Minutes, new DateTime(shown, 1, 1).FromShanghai(), new DateTime(shown + 1, 1, 1).FromShanghai(), ct);
        return Of([.. Enumerable.Range(from, to - from + 1).Reverse()], shown, lines, month);
    }

    internal static HoursSheet Of(IReadOnlyList<int> years, int year, IReadOnlyList<LedgerLine> lines, DateOnly? wanted)
    {
        var byMonth = lines.ToLookup(l => Day(l).Month);
        var months = Enumerable.Range(1, 12).Select(m => MonthOf(new DateOnly(year, m, 1), [.. byMonth[m]])).ToList();
        var open = months.Find(m => m.Count > 0 && m.First.Year == wanted?.Year && m.First.Month == wanted?.Month) ?? months.FindLast(m => m.Count > 0);
        // A correction carries its own narrative; it counts where the line it takes back counts.
        var kindOf = lines.Where(l => l.Reverses is null).ToDictionary(l => l.TransferId, l => HoursWords.Kind(l.Narrative));
        string Kind(LedgerLine l) => kindOf.GetValueOrDefault(l.Reverses ?? l.TransferId, HoursWords.Kind(""));
        return new(
            years, year, months, Shares(lines, Kind), Shares(lines, l => l.Evidence), open,
            open is null ? [] : [.. byMonth[open.First.Month].OrderByDescending(l => l.OccurredAt).ThenByDescending(l => l.Sequence).Take(MostLines)]);
    }

    private static List<HoursShare<T>> Shares<T>(IReadOnlyList<LedgerLine> lines, Func<LedgerLine, T> of) =>
        [.. lines.GroupBy(of).Select(g => new HoursShare<T>(g.Key, g.Sum(l => l.Amount))).Where(s => s.Minutes > 0).OrderByDescending(s => s.Minutes)];

    private static HoursMonth MonthOf(DateOnly first, IReadOnlyList<LedgerLine> lines) => new(
        first, lines.Sum(l => l.Amount), lines.Count,
        lines.GroupBy(l => Day(l).Day).Select(g => (g.Key, Minutes: g.Sum(l => l.Amount))).Where(d => d.Minutes > 0).ToDictionary(d => d.Key, d => d.Minutes));

    private static DateOnly Day(LedgerLine line) => DateOnly.FromDateTime(line.OccurredAt.ToShanghai());
}
