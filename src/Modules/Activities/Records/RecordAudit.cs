using System.Data;
using System.Globalization;
using Weiguang.Activities.Domain;
using Weiguang.Ledger;

namespace Weiguang.Activities.Records;

/// <summary>
/// Proves that records and ledger are the same: every posted record has its transfer, standing, of the same person, minutes and grade; and there are no more
/// transfers of activities than posted records. With the ledger's own proof, balances follow. A difference is looked at once more in one snapshot.
/// </summary>
internal sealed class RecordAudit(AppDbContext db, LedgerStatements statements) : ILedgerCheck
{
    private const int Page = 500;

    public async Task<LedgerDifference?> CheckAsync(CancellationToken ct)
    {
        if (await CompareAsync(ct) is null)
        {
            return null;
        }

        await using var snapshot = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct) : null;
        return await CompareAsync(ct);
    }

    private IQueryable<ServiceRecord> Posted => db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking().Where(r => r.State == RecordState.Posted);

    private async Task<LedgerDifference?> CompareAsync(CancellationToken ct)
    {
        var (count, minutes, after) = (0, 0L, (ServiceRecord?)null);
        while (true)
        {
            var page = await NextAsync(after, ct);
            var standing = await statements.StandingAsync([.. page.Select(r => r.TransferId!.Value)], ct);
            if (page.Select(r => Difference(r, standing.GetValueOrDefault(r.TransferId!.Value))).FirstOrDefault(d => d is not null) is { } difference)
            {
                return difference;
            }

            (count, minutes) = (count + page.Count, minutes + page.Sum(r => (long)r.Minutes));
            if (page.Count < Page)
            {
                break;
            }

            after = page[^1];
        }

        var all = await statements.StandingAsync("activity", ct);
        return all == (count, minutes) ? null : new(LedgerFault.Source, null, null, null, Say(count, minutes), Say(all.Count, all.Amount));
    }

    private Task<List<ServiceRecord>> NextAsync(ServiceRecord? after, CancellationToken ct)
    {
        var rest = after is null ? Posted : Posted.Where(r => r.ActivityId > after.ActivityId || (r.ActivityId == after.ActivityId && r.Id > after.Id));
        return rest.OrderBy(r => r.ActivityId).ThenBy(r => r.Id).Take(Page).ToListAsync(ct);
    }

    private static LedgerDifference? Difference(ServiceRecord record, StandingTransfer? standing)
    {
        var expected = new StandingTransfer(record.VolunteerId, record.Minutes, record.Grade);
        return standing == expected ? null : new(
            LedgerFault.Source, LedgerAccountKey.Person(record.VolunteerId).AccountId(LedgerUnit.Minutes), null, record.TransferId, $"record {record.Id}: {expected}", standing?.ToString() ?? "none");
    }

    private static string Say(int count, long minutes) => string.Create(CultureInfo.InvariantCulture, $"{count} postings of activities, {minutes} minutes");
}
