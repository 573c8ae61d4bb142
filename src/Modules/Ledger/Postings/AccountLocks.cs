using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Postings;

/// <summary>Makes missing accounts and holds all of them until the transaction ends, always in the order of their ids, so that no two transactions wait for each other.</summary>
internal static class AccountLocks
{
    private const int AccountsAQuery = 1_000;
    private static readonly SiblingText HoldSql = new(typeof(AccountLocks), "Hold");

    public static async Task<Dictionary<Guid, LedgerAccount>> LockAccountsAsync(
        this AppDbContext db, IEnumerable<(LedgerAccountKey Key, LedgerUnit Unit)> owners, CancellationToken ct)
    {
        var wanted = owners.Distinct().Select(o => (Id: o.Key.AccountId(o.Unit), o.Key, o.Unit)).OrderBy(o => o.Id).ToArray();
        await using var hold = db.SqlCommand(HoldSql.Of(db)).WithRows(
            db, "accounts", ("ids", Array.ConvertAll(wanted, o => o.Id)), ("kinds", Array.ConvertAll(wanted, o => o.Key.Kind.ToString())), ("people", Array.ConvertAll(wanted, o => o.Key.PersonId)),
            ("divisions", Array.ConvertAll(wanted, o => o.Key.DivisionCode)), ("units", Array.ConvertAll(wanted, o => o.Unit.ToString())));
        await hold.ExecuteNonQueryAsync(ct);
        var accounts = new Dictionary<Guid, LedgerAccount>(wanted.Length);
        foreach (var some in wanted.Chunk(AccountsAQuery))
        {
            var ids = Array.ConvertAll(some, o => o.Id);
            // Not tracked: an account this context has met before would otherwise show its old balance. The viewer's filter does not
            // apply: whoever checks out a volunteer moves hours from an issuing account that they themselves may not see.
            var rows = await db.Set<LedgerAccount>().IgnoreQueryFilters().AsNoTracking().Where(a => ids.Contains(a.AccountId)).ToListAsync(ct);
            rows.ForEach(a => accounts.Add(a.AccountId, a));
        }

        return accounts;
    }
}
