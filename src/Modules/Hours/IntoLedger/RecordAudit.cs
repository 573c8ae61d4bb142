using System.Globalization;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;

namespace Weiguang.Hours.IntoLedger;

/// <summary>
/// Proves that records and ledger are the same: every posted record has its transfer, standing, of the same person, minutes and grade; and there are no more
/// transfers of services than posted records. With the ledger's own proof, balances follow. A difference is looked at once more in one snapshot.
/// </summary>
internal sealed class RecordAudit(AppDbContext db, LedgerStatements statements, IEnumerable<IEngagementSource> sources) : ISourceAudit
{
    private const int Page = 500;

    public IReadOnlyCollection<string> Kinds => [.. sources.Select(s => s.Kind)];

    public Task<LedgerDifference?> CheckAsync(CancellationToken ct) => db.LookTwiceAsync(() => CompareAsync(ct), ct);

    private IQueryable<ServiceRecord> Posted => db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking().Where(r => r.State == RecordState.Posted);

    private async Task<LedgerDifference?> CompareAsync(CancellationToken ct)
    {
        var (sums, after) = (sources.ToDictionary(s => s.Kind, _ => (Count: 0, Amount: 0L)), (ServiceRecord?)null);
        while (true)
        {
            var page = await NextAsync(after, ct);
            var standing = await statements.StandingAsync([.. page.Select(r => r.TransferId!.Value)], ct);
            if (page.Select(r => Difference(r, standing.GetValueOrDefault(r.TransferId!.Value))).FirstOrDefault(d => d is not null) is { } difference)
            {
                return difference;
            }

            foreach (var kind in page.GroupBy(r => r.Source))
            {
                var sum = sums.GetValueOrDefault(kind.Key);
                sums[kind.Key] = (sum.Count + kind.Count(), sum.Amount + kind.Sum(r => (long)r.Minutes));
            }

            if (page.Count < Page)
            {
                break;
            }

            after = page[^1];
        }

        foreach (var (kind, sum) in sums)
        {
            var all = await statements.StandingAsync(kind, ct);
            if (all != sum)
            {
                return new(LedgerFault.Source, null, null, null, Say(kind, sum), Say(kind, all));
            }
        }

        return null;
    }

    private Task<List<ServiceRecord>> NextAsync(ServiceRecord? after, CancellationToken ct)
    {
        var rest = after is null ? Posted : Posted.Where(r => r.SourceId > after.SourceId || (r.SourceId == after.SourceId && r.Id > after.Id));
        return rest.OrderBy(r => r.SourceId).ThenBy(r => r.Id).Take(Page).ToListAsync(ct);
    }

    private static LedgerDifference? Difference(ServiceRecord record, StandingTransfer? standing)
    {
        var expected = new StandingTransfer(record.VolunteerId, record.Minutes, record.Grade);
        return standing == expected ? null : new(
            LedgerFault.Source, LedgerAccountKey.Person(record.VolunteerId).AccountId(LedgerUnit.Minutes), null, record.TransferId, $"record {record.Id}: {expected}", standing?.ToString() ?? "none");
    }

    private static string Say(string kind, (int Count, long Amount) sum) => string.Create(CultureInfo.InvariantCulture, $"{sum.Count} postings of kind {kind}, {sum.Amount} minutes");
}
