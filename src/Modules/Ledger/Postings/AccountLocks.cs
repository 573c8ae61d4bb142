using System.Text;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Postings;

/// <summary>Makes missing accounts and holds all of them until the transaction ends, always in the order of their ids, so that no two transactions wait for each other.</summary>
internal static class AccountLocks
{
    private const int AccountsAStatement = 1_000;

    public static async Task<Dictionary<Guid, LedgerAccount>> LockAccountsAsync(
        this AppDbContext db, IEnumerable<(LedgerAccountKey Key, LedgerUnit Unit)> owners, CancellationToken ct)
    {
        var accounts = new Dictionary<Guid, LedgerAccount>();
        foreach (var some in owners.Distinct().Select(o => (Id: o.Key.AccountId(o.Unit), o.Key, o.Unit)).OrderBy(o => o.Id).Chunk(AccountsAStatement))
        {
            await LockAsync(db, some, ct);
            var ids = some.Select(o => o.Id).ToList();
            // Not tracked: an account this context has met before would otherwise show its old balance. The viewer's filter does not
            // apply: whoever checks out a volunteer moves hours from an issuing account that they themselves may not see.
            var rows = await db.Set<LedgerAccount>().IgnoreQueryFilters().AsNoTracking().Where(a => ids.Contains(a.AccountId)).ToListAsync(ct);
            rows.ForEach(a => accounts.Add(a.AccountId, a));
        }

        return accounts;
    }

    // A row that exists is locked even though WHERE leaves it unchanged (PostgreSQL manual, INSERT, ON CONFLICT); rows are taken in the order given.
    private static async Task LockAsync(AppDbContext db, (Guid Id, LedgerAccountKey Key, LedgerUnit Unit)[] owners, CancellationToken ct)
    {
        var sql = new StringBuilder("INSERT INTO ledger_account (account_id, kind, person_id, division_code, unit, balance, sequence, last_hash) VALUES ");
        var arguments = new List<object>(owners.Length + 1) { LedgerAccount.NoHash };
        foreach (var (id, key, unit) in owners)
        {
            sql.Append(arguments.Count == 1 ? "" : ", ").Append($"({{{arguments.Count}}}, '{key.Kind}', ");
            arguments.Add(id);
            sql.Append(key.PersonId is null ? "NULL" : $"{{{arguments.Count}}}");
            arguments.AddRange(key.PersonId is { } person ? [person] : Array.Empty<object>());
            sql.Append($", {key.DivisionCode?.ToString() ?? "NULL"}, '{unit}', 0, 0, {{0}})");
        }

        sql.Append(" ON CONFLICT (account_id) DO UPDATE SET sequence = ledger_account.sequence WHERE false");
#pragma warning disable EF1002 // Built of enum names and numbers; ids are parameters.
        await db.Database.ExecuteSqlRawAsync(sql.ToString(), arguments, ct);
#pragma warning restore EF1002
    }
}
