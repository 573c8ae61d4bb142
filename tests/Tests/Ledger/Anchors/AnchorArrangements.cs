using Weiguang.Ledger;
using Weiguang.Ledger.Anchors;
using Weiguang.Ledger.Domain;

namespace Weiguang.Tests.Ledger.Anchors;

internal static class AnchorArrangements
{
    public static async Task<AnchorTaken> AnchorAsync(this TestScope scope) => await scope.Get<AnchorBook>().TakeAsync(TestContext.Current.CancellationToken);

    /// <summary>Three days of postings, each with its anchor at night, and some after the last.</summary>
    public static async Task<List<Guid>> ThreeDaysAsync(this TestScope scope, TestApp app)
    {
        var people = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToList();
        for (var day = 0; day < 3; day++)
        {
            await scope.Get<LedgerBook>().PostAsync([people[0].Hours(60 + day), people[day + 1].Hours(30)], TestContext.Current.CancellationToken);
            app.Clock.Advance(TimeSpan.FromDays(1));
            await scope.AnchorAsync();
        }

        app.Clock.Advance(TimeSpan.FromHours(3));
        await scope.Get<LedgerBook>().PostAsync(people[0].Hours(5), TestContext.Current.CancellationToken);
        return people;
    }

    public static Task<LedgerVerdict> VerifyAsync(this TestScope scope) => scope.Get<LedgerBook>().VerifyAsync(TestContext.Current.CancellationToken);

    public static Guid AccountOf(Guid person) => LedgerAccountKey.Person(person).AccountId(LedgerUnit.Minutes);

    public static Guid Issuer => LedgerAccountKey.Issuer(LedgerArrangements.Village).AccountId(LedgerUnit.Minutes);

    /// <summary>Full rights on the database, until the end of the transaction that is returned.</summary>
    public static async Task<IAsyncDisposable> WithAllRightsAsync(this TestScope scope)
    {
        var undone = await scope.Db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        string[] triggers = ["ledger_entry_is_final", "ledger_entry_stays", "ledger_account_stays", "ledger_anchor_is_final", "ledger_anchor_stays", "ledger_head_is_final", "ledger_head_stays"];
        await scope.Db.Database.ExecuteSqlRawAsync(scope.Db.Database.IsNpgsql()
            ? "SET LOCAL session_replication_role = replica; ALTER TABLE ledger_account DROP CONSTRAINT ck_ledger_account_limit"
            : $"{string.Concat(triggers.Select(t => $"DROP TRIGGER {t}; "))} PRAGMA defer_foreign_keys = ON; PRAGMA ignore_check_constraints = ON", TestContext.Current.CancellationToken);
        return new AllRights(undone, scope.Db);
    }

    private sealed class AllRights(IAsyncDisposable undone, AppDbContext db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await undone.DisposeAsync();
            if (!db.Database.IsNpgsql())
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA ignore_check_constraints = OFF"); // It belongs to the connection, which is used again.
            }
        }
    }

    /// <summary>Writes chains anew as the program would have written them: numbers, balances, hashes and heads of the accounts all fit.</summary>
    public static async Task RewriteAsync(this TestScope scope, IReadOnlyList<Guid> accounts, Func<LedgerEntry, long?> amount, Func<LedgerEntry, DateTime>? recorded = null)
    {
        var db = scope.Db;
        foreach (var id in accounts)
        {
            var (sequence, balance, hash) = (0L, 0L, LedgerAccount.NoHash);
            var entries = await db.Set<LedgerEntry>().AsNoTracking().Where(e => e.AccountId == id).OrderBy(e => e.Sequence).ToListAsync();
            await db.Set<LedgerEntry>().Where(e => e.AccountId == id).ExecuteDeleteAsync();
            foreach (var old in entries.Where(e => amount(e) is not null))
            {
                sequence++;
                balance += amount(old)!.Value;
                var entry = new LedgerEntry
                {
                    AccountId = id, Sequence = sequence, TransferId = old.TransferId, CounterpartyId = old.CounterpartyId, Amount = amount(old)!.Value, BalanceAfter = balance,
                    OccurredAt = old.OccurredAt, RecordedAt = recorded?.Invoke(old) ?? old.RecordedAt, SourceKind = old.SourceKind, SourceId = old.SourceId, Narrative = old.Narrative, Args = old.Args,
                    Evidence = old.Evidence, Reverses = old.Reverses, PreviousHash = hash,
                };
                hash = EntryHash.Of(entry);
                db.Add(entry).Property(e => e.Hash).CurrentValue = hash;
            }

            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            await db.Set<LedgerAccount>().Where(a => a.AccountId == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Sequence, sequence).SetProperty(x => x.Balance, balance).SetProperty(x => x.LastHash, hash));
        }
    }
}
