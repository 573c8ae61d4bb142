using Weiguang.Kernel.Time;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Postings;

/// <summary>Writes transfers: two legs, two balances and two chains move in one transaction, the caller's or an own one.</summary>
internal sealed class Transfers(AppDbContext db, TimeProvider clock)
{
    private const int TransfersAQuery = 1_000;

    public async Task<IReadOnlyList<LedgerTransfer>> WriteAsync(IReadOnlyList<LedgerMove> moves, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var accounts = await db.LockAccountsAsync(moves.SelectMany(m => new[] { (m.From, m.Unit), (m.To, m.Unit) }), ct);
        var done = await DoneAsync(moves, ct); // After the locks: nobody else can write these transfers now.
        var answers = new List<LedgerTransfer>(moves.Count);
        var written = new List<object>();
        foreach (var move in moves)
        {
            var isNew = done.Add(move.TransferId);
            answers.Add(new LedgerTransfer(move.TransferId, isNew));
            if (isNew)
            {
                Append(move, accounts[move.From.AccountId(move.Unit)], accounts[move.To.AccountId(move.Unit)], written);
            }
        }

        await SaveAsync(written, ct);
        await work.CommitAsync(ct);
        return answers;
    }

    private async Task<HashSet<Guid>> DoneAsync(IReadOnlyList<LedgerMove> moves, CancellationToken ct)
    {
        var done = new HashSet<Guid>();
        foreach (var ids in moves.Select(m => m.TransferId).Distinct().Chunk(TransfersAQuery))
        {
            done.UnionWith(await db.Set<LedgerEntry>().IgnoreQueryFilters().Where(e => ids.Contains(e.TransferId)).Select(e => e.TransferId).ToListAsync(ct));
        }

        return done;
    }

    private void Append(LedgerMove move, LedgerAccount from, LedgerAccount to, List<object> written)
    {
        foreach (var account in new[] { from, to }.Where(a => db.Entry(a).State == EntityState.Detached))
        {
            db.Attach(account);
            written.Add(account);
        }

        LedgerEntry[] legs = [from.Append(move, to.AccountId, -move.Amount, clock.Now()), to.Append(move, from.AccountId, move.Amount, clock.Now())];
        db.AddRange(legs.AsEnumerable<object>());
        written.AddRange(legs);
    }

    // What was written is let go at once: a later posting through the same context reads the accounts anew, under its own locks.
    private async Task SaveAsync(List<object> written, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        finally
        {
            written.ForEach(row => db.Entry(row).State = EntityState.Detached);
        }
    }
}
