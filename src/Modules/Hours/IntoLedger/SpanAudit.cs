using System.Globalization;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Ledger;

namespace Weiguang.Hours.IntoLedger;

/// <summary>
/// Proves that no minute of one person counts twice: every posted record has its time and no time is without its record, no two of one person overlap, and no day counts more than the rule said
/// when its records went into the ledger. A difference is looked at once more in one snapshot.
/// </summary>
internal sealed class SpanAudit(AppDbContext db) : ISourceAudit
{
    private const int Page = 500;

    /// <summary>It answers for no postings: those are the records' own.</summary>
    public IReadOnlyCollection<string> Kinds => [];

    public Task<LedgerDifference?> CheckAsync(CancellationToken ct) => db.LookTwiceAsync(async () => await RecordsAsync(ct) ?? await TimesAsync(ct), ct);

    private IQueryable<CountedSpan> Spans => db.Set<CountedSpan>().AsNoTracking();

    private IQueryable<ServiceRecord> Posted => db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking().Where(r => r.State == RecordState.Posted);

    /// <summary>Each posted record with its time, and no row besides.</summary>
    private async Task<LedgerDifference?> RecordsAsync(CancellationToken ct)
    {
        var (rows, last) = (0, (ServiceRecord?)null);
        do
        {
            var rest = last is null ? Posted : Posted.Where(r => r.SourceId > last.SourceId || (r.SourceId == last.SourceId && r.Id > last.Id));
            var page = await rest.OrderBy(r => r.SourceId).ThenBy(r => r.Id).Take(Page).ToListAsync(ct);
            var (people, ids) = (page.Select(r => r.VolunteerId).Distinct().ToList(), page.Select(r => r.Id).ToList());
            var own = (await Spans.Where(s => people.Contains(s.VolunteerId) && ids.Contains(s.RecordId)).ToListAsync(ct)).ToLookup(s => s.RecordId);
            if (page.Find(r => !own[r.Id].Any() || own[r.Id].Any(s => (s.VolunteerId, s.SourceId, s.Minutes, s.Day) != (r.VolunteerId, r.SourceId, r.Minutes, OnceRules.DayOf(r)))) is { } odd)
            {
                return Fault(odd.VolunteerId, $"record {odd.Id}: its time, {odd.Minutes} minutes", own[odd.Id].FirstOrDefault() is { } found ? $"{found.Minutes} minutes on {found.Day:yyyy-MM-dd}" : "none");
            }

            if (await UntoldAsync(page, ids, ct) is { } untold)
            {
                return untold;
            }

            rows += own.Sum(s => s.Count());
            last = page.Count == Page ? page[^1] : null;
        }
        while (last is not null);

        var all = await Spans.CountAsync(ct);
        return all == rows ? null : Fault(null, Invariant($"{rows} pieces of time of posted records"), Invariant($"{all}"));
    }

    /// <summary>What a record counts is what the last step of its story says: whoever raises one of the two has to raise the other as well.</summary>
    private async Task<LedgerDifference?> UntoldAsync(List<ServiceRecord> page, List<Guid> ids, CancellationToken ct)
    {
        var sources = page.Select(r => r.SourceId).Distinct().ToList();
        var steps = await db.Set<RecordEvent>().IgnoreQueryFilters().AsNoTracking().Where(e => sources.Contains(e.SourceId) && ids.Contains(e.RecordId))
            .Where(e => e.Action != RecordAction.Announce || (e.To != RecordState.Proven && e.To != RecordState.Posted)) // That one says what it is to be, later.
            .Select(e => new { e.RecordId, e.Sequence, e.Minutes }).ToListAsync(ct);
        var told = steps.GroupBy(e => e.RecordId).ToDictionary(s => s.Key, s => s.MaxBy(e => e.Sequence)!.Minutes);
        return page.Find(r => told.GetValueOrDefault(r.Id, -1) != r.Minutes) is { } odd
            ? Fault(odd.VolunteerId, Invariant($"record {odd.Id}: {told.GetValueOrDefault(odd.Id)} minutes, as its story says"), Invariant($"{odd.Minutes}")) : null;
    }

    /// <summary>Person by person: no two overlap, no day counts more than it may.</summary>
    private async Task<LedgerDifference?> TimesAsync(CancellationToken ct)
    {
        var own = new List<CountedSpan>();
        await foreach (var span in Spans.OrderBy(s => s.VolunteerId).ThenBy(s => s.FromAt).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (own.Count > 0 && own[^1].VolunteerId != span.VolunteerId)
            {
                if (Day(own) is { } over)
                {
                    return over;
                }

                own.Clear();
            }

            if (own.Count > 0 && own[^1].UntilAt > span.FromAt)
            {
                return Fault(span.VolunteerId, "no minute twice", $"records {own[^1].RecordId} and {span.RecordId} overlap");
            }

            own.Add(span);
        }

        return Day(own);
    }

    private static LedgerDifference? Day(List<CountedSpan> own) => own.GroupBy(s => s.Day)
        .Select(day => (day.Key, Minutes: day.DistinctBy(s => s.RecordId).Sum(s => s.Minutes), Most: day.Max(s => s.DayMost))).Where(day => day.Minutes > day.Most)
        .Select(day => Fault(own[0].VolunteerId, Invariant($"at most {day.Most} minutes on {day.Key:yyyy-MM-dd}"), Invariant($"{day.Minutes}"))).FirstOrDefault();

    private static LedgerDifference Fault(Guid? person, string expected, string found) =>
        new(LedgerFault.Source, person is { } id ? LedgerAccountKey.Person(id).AccountId(LedgerUnit.Minutes) : null, null, null, expected, found);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
