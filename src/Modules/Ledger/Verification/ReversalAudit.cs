using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Verification;

/// <summary>
/// The ledger's own kind of source: each leg of a reversal takes the whole of what it reverses from the account that had it, once. What must stand afterwards, the modules' audits know.
/// </summary>
internal sealed class ReversalAudit(AppDbContext db) : ISourceAudit
{
    public IReadOnlyCollection<string> Kinds => [LedgerMove.ReversalKind];

    public async Task<LedgerDifference?> CheckAsync(CancellationToken ct)
    {
        var entries = db.Set<LedgerEntry>().IgnoreQueryFilters().AsNoTracking();
        var reversals = entries.Where(e => e.SourceKind == LedgerMove.ReversalKind || e.Reverses != null).OrderBy(e => e.AccountId).ThenBy(e => e.Sequence).Select(e => new
        {
            Leg = e,
            Fits = e.SourceKind == LedgerMove.ReversalKind && e.SourceId == e.Reverses
                && entries.Any(o => o.AccountId == e.AccountId && o.TransferId == e.Reverses && o.Reverses == null && o.Amount == -e.Amount && o.CounterpartyId == e.CounterpartyId),
        });
        await foreach (var reversal in reversals.AsAsyncEnumerable().WithCancellation(ct))
        {
            var (leg, wanted) = (reversal.Leg, LedgerMove.ReversalOf(reversal.Leg.Reverses ?? Guid.Empty)); // Its id follows from what it reverses, and no account has one twice.
            if (!reversal.Fits || leg.TransferId != wanted)
            {
                return new(LedgerFault.Source, leg.AccountId, leg.Sequence, leg.TransferId, $"reversal {wanted} of {-leg.Amount} that transfer {leg.Reverses} gave", $"{leg.SourceKind} of {leg.Amount}");
            }
        }

        return null;
    }
}
