using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.Ledger.Domain;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>Whoever has all rights on the database changes rows, and hashes them right. Each is undone when it was looked for.</summary>
internal static class Tampering
{
    private static readonly string[] Triggers = ["ledger_entry_is_final", "ledger_entry_stays", "ledger_account_stays", "ledger_anchor_is_final", "ledger_anchor_stays", "ledger_head_is_final", "ledger_head_stays"];

    public static readonly Trick[] All =
    [
        new(9, "The tail is cut on both sides, with the chains written anew", play => SpoilAsync(play, (services, ct) => RewriteAsync(services, e => null, newest: true, ct))),
        new(9, "100 hours are minted as an order, with right hashes", play => SpoilAsync(play, MintAsync)),
        new(9, "Both legs are raised, with the chains written anew", play => SpoilAsync(play, (services, ct) => RewriteAsync(services, e => e.Amount * 10, newest: false, ct))),
        new(9, "The attendance of an order is changed", play => SpoilAsync(play, AttendAsync)),
    ];

    private static async Task SpoilAsync(Play play, Func<IServiceProvider, CancellationToken, Task> crime) => await play.Stage.WithAsync(async services =>
    {
        var (db, ct) = (services.GetRequiredService<AppDbContext>(), play.Stage.Ct);
        var book = services.GetRequiredService<LedgerBook>();
        if (!(await book.VerifyAsync(ct)).IsClean)
        {
            throw new InvalidOperationException($"The ledger is not clean before anybody touched it: {(await book.VerifyAsync(ct)).Difference}");
        }

        await using var undone = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync(db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal) ? "SET LOCAL session_replication_role = replica" : $"{string.Concat(Triggers.Select(t => $"DROP TRIGGER {t}; "))} PRAGMA defer_foreign_keys = ON", ct);
        await crime(services, ct);
        db.ChangeTracker.Clear();
        play.Tell((await book.VerifyAsync(ct)).IsClean ? Outcome.Missed : Outcome.FoundLater);
        return true;
    });

    /// <summary>One transfer of somebody's, on both of its accounts, as the program would have written it.</summary>
    private static async Task RewriteAsync(IServiceProvider services, Func<LedgerEntry, long?> amount, bool newest, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDbContext>();
        var own = db.Set<LedgerEntry>().AsNoTracking().Where(e => e.Amount > 0 && e.Reverses == null && e.SourceKind == "activity");
        var meant = await (newest ? own.OrderByDescending(e => e.RecordedAt).ThenBy(e => e.AccountId) : own.OrderBy(e => e.RecordedAt).ThenBy(e => e.AccountId)).FirstAsync(ct);
        foreach (var account in (Guid[])[meant.AccountId, meant.CounterpartyId])
        {
            await RewriteAsync(db, account, e => e.TransferId == meant.TransferId ? amount(e) : e.Amount, ct);
        }
    }

    private static async Task RewriteAsync(AppDbContext db, Guid account, Func<LedgerEntry, long?> amount, CancellationToken ct)
    {
        var (sequence, balance, hash) = (0L, 0L, LedgerAccount.NoHash);
        var entries = await db.Set<LedgerEntry>().AsNoTracking().Where(e => e.AccountId == account).OrderBy(e => e.Sequence).ToListAsync(ct);
        await db.Set<LedgerEntry>().Where(e => e.AccountId == account).ExecuteDeleteAsync(ct);
        foreach (var (old, counts) in entries.Select(e => (e, amount(e))).Where(e => e.Item2 is not null).Select(e => (e.e, e.Item2!.Value)))
        {
            var entry = new LedgerEntry
            {
                AccountId = account, Sequence = ++sequence, TransferId = old.TransferId, CounterpartyId = old.CounterpartyId, Amount = counts, BalanceAfter = balance += counts,
                OccurredAt = old.OccurredAt, RecordedAt = old.RecordedAt, SourceKind = old.SourceKind, SourceId = old.SourceId, Narrative = old.Narrative, Args = old.Args,
                Evidence = old.Evidence, Reverses = old.Reverses, PreviousHash = hash,
            };
            hash = EntryHash.Of(entry);
            db.Add(entry).Property(e => e.Hash).CurrentValue = hash;
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        await db.Set<LedgerAccount>().Where(a => a.AccountId == account).ExecuteUpdateAsync(a => a.SetProperty(x => x.Sequence, sequence).SetProperty(x => x.Balance, balance).SetProperty(x => x.LastHash, hash), ct);
    }

    private static async Task MintAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDbContext>();
        var known = await db.Set<LedgerEntry>().AsNoTracking().Where(e => e.Amount > 0 && e.SourceKind == "order" && e.Evidence != null).OrderBy(e => e.AccountId).ThenBy(e => e.Sequence).FirstAsync(ct);
        var person = await db.Set<LedgerAccount>().AsNoTracking().Where(a => a.AccountId == known.AccountId).Select(a => a.PersonId!.Value).SingleAsync(ct);
        var division = await db.Set<LedgerAccount>().AsNoTracking().Where(a => a.AccountId == known.CounterpartyId).Select(a => a.DivisionCode!.Value).SingleAsync(ct);
        var minted = new Posting(LedgerUnit.Minutes, "order", Guid.CreateVersion7(), LedgerAccountKey.Issuer(division), LedgerAccountKey.Person(person), 6000, known.OccurredAt, known.Narrative) { Args = ["清理村道", "文明实践站"], Evidence = known.Evidence };
        await services.GetRequiredService<LedgerBook>().PostAsync(minted, ct);
    }

    private static async Task AttendAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDbContext>();
        var visit = await db.Set<ServiceRecord>().AsNoTracking().Where(r => r.Source == "order" && r.State == RecordState.Posted).OrderBy(r => r.Id).FirstAsync(ct);
        var later = visit.UntilAt!.Value.AddHours(3);
        await db.Set<Attendance>().Where(a => a.OrderId == visit.SourceId).ExecuteUpdateAsync(set => set.SetProperty(a => a.OutAt, later).SetProperty(a => a.Minutes, a => a.Minutes + 180), ct);
    }
}
