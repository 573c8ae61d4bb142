using Weiguang.Kernel.Security;
using Weiguang.Ledger.Anchors.Stamps;
using Weiguang.Ledger.Domain;
using Weiguang.Ledger.Verification;

namespace Weiguang.Ledger;

/// <summary>
/// Reads everything in the order of accounts without holding up the writers. What looks wrong may have been posted while we read,
/// so it is looked at once more alone, in one snapshot, before it is reported.
/// </summary>
public sealed class LedgerAudit(AppDbContext db, Signatures signatures, AnchorFolder folder, StampBook stamps, IEnumerable<ISourceAudit> sources)
{
    private const int AccountsAPage = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1); // One statement adds up a nation's transfers.
    private readonly Dictionary<string, Guid> _kinds = [];
    private AnchoredHeads _anchored = new(new Dictionary<long, DateTime>());
    private long _accounts;
    private long _entries;

    private IQueryable<LedgerAccount> Accounts => db.Set<LedgerAccount>().IgnoreQueryFilters().AsNoTracking();

    private IQueryable<LedgerEntry> Entries => db.Set<LedgerEntry>().IgnoreQueryFilters().AsNoTracking();

    private IQueryable<LedgerHead> Heads => db.Set<LedgerHead>().IgnoreQueryFilters().AsNoTracking().Where(h => h.AnchorNumber <= _anchored.Last);

    internal async Task<LedgerVerdict> RunAsync(CancellationToken ct)
    {
        (_accounts, _entries) = (0, 0);
        db.Database.SetCommandTimeout(Patience);
        var anchors = await db.Set<LedgerAnchor>().Select(a => new { a.Number, a.TakenAt }).ToDictionaryAsync(a => a.Number, a => a.TakenAt, ct);
        _anchored = new AnchoredHeads(anchors);
        var difference = await ChainsAsync(ct) ?? await TransfersAsync(ct) ?? await UnitsAsync(ct)
            ?? await new AnchorAudit(db, signatures, folder, stamps).CheckAsync(ct) ?? await SourcesAsync(ct);
        return new LedgerVerdict(_accounts, _entries, difference) { LastAnchor = anchors.Count == 0 ? null : (_anchored.Last, anchors[_anchored.Last]), KeptFiles = folder.Kept };
    }

    private async Task<LedgerDifference?> SourcesAsync(CancellationToken ct)
    {
        var audited = sources.SelectMany(s => s.Kinds).ToHashSet();
        foreach (var (kind, transfer) in _kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Where(k => !audited.Contains(k.Key)))
        {
            return new(LedgerFault.Unaudited, null, null, transfer, $"an audit of postings of kind {kind}", "none");
        }

        foreach (var source in sources)
        {
            if (await source.CheckAsync(ct) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private async Task<LedgerDifference?> ChainsAsync(CancellationToken ct)
    {
        Guid? after = null;
        while (true)
        {
            var accounts = await Accounts.Where(a => after == null || a.AccountId > after).OrderBy(a => a.AccountId).Take(AccountsAPage).ToListAsync(ct);
            _accounts += accounts.Count;
            Guid? last = accounts.Count == AccountsAPage ? accounts[^1].AccountId : null;
            foreach (var suspect in await SuspectsAsync(accounts, after, last, ct))
            {
                if (await db.LookAloneAsync(() => LookAsync(suspect, ct), ct) is { } difference)
                {
                    return difference;
                }
            }

            if (last is null)
            {
                return null;
            }

            after = last;
        }
    }

    /// <summary>Accounts after <paramref name="after"/> up to <paramref name="last"/> that do not agree with their entries, in order.</summary>
    private async Task<List<Guid>> SuspectsAsync(List<LedgerAccount> accounts, Guid? after, Guid? last, CancellationToken ct)
    {
        var heads = (await Heads.Where(h => (after == null || h.AccountId > after) && (last == null || h.AccountId <= last)).OrderBy(h => h.Sequence).ToListAsync(ct)).ToLookup(h => h.AccountId);
        var checks = accounts.ToDictionary(a => a.AccountId, a => new ChainCheck(a, _anchored.Begin([.. heads[a.AccountId]])));
        var suspects = new SortedSet<Guid>(heads.Select(h => h.Key).Where(id => !checks.ContainsKey(id)));
        var entries = Entries.Where(e => (after == null || e.AccountId > after) && (last == null || e.AccountId <= last));
        await foreach (var entry in entries.OrderBy(e => e.AccountId).ThenBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(ct))
        {
            _entries++;
            _kinds.TryAdd(entry.SourceKind, entry.TransferId);
            if (!checks.TryGetValue(entry.AccountId, out var check))
            {
                suspects.Add(entry.AccountId);
                continue;
            }

            check.Next(entry);
        }

        suspects.UnionWith(checks.Values.Where(c => c.End() is not null).Select(c => c.Account.AccountId));
        return [.. suspects];
    }

    private async Task<LedgerDifference?> LookAsync(Guid accountId, CancellationToken ct)
    {
        var account = await Accounts.SingleOrDefaultAsync(a => a.AccountId == accountId, ct);
        if (account is null)
        {
            var stray = await Entries.Where(e => e.AccountId == accountId).OrderBy(e => e.Sequence).FirstOrDefaultAsync(ct);
            return new(LedgerFault.NoAccount, accountId, stray?.Sequence, stray?.TransferId, "an account", "none");
        }

        var check = new ChainCheck(account, _anchored.Begin(await Heads.Where(h => h.AccountId == accountId).OrderBy(h => h.Sequence).ToListAsync(ct)));
        await foreach (var entry in Entries.Where(e => e.AccountId == accountId).OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(ct))
        {
            check.Next(entry);
        }

        return check.End();
    }

    private async Task<LedgerDifference?> TransfersAsync(CancellationToken ct)
    {
        var bad = await Entries.GroupBy(e => e.TransferId).Where(g => g.Count() != 2 || g.Sum(e => e.Amount) != 0).OrderBy(g => g.Key)
            .Select(g => new { Id = g.Key, Legs = g.Count(), Sum = g.Sum(e => e.Amount) }).FirstOrDefaultAsync(ct);
        return bad is null ? null : new(LedgerFault.Transfer, null, null, bad.Id, "2 legs, sum 0", $"{bad.Legs} legs, sum {bad.Sum}");
    }

    private async Task<LedgerDifference?> UnitsAsync(CancellationToken ct)
    {
        var bad = await Accounts.GroupBy(a => a.Unit).Where(g => g.Sum(a => a.Balance) != 0).OrderBy(g => g.Key)
            .Select(g => new { Unit = g.Key, Sum = g.Sum(a => a.Balance) }).FirstOrDefaultAsync(ct);
        return bad is null ? null : new(LedgerFault.Unit, null, null, null, $"{bad.Unit} 0", $"{bad.Unit} {bad.Sum}");
    }
}
