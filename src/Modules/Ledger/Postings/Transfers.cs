using Weiguang.Kernel.Time;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Postings;

/// <summary>Writes transfers: two legs, two balances and two chains move in one transaction, the caller's or an own one.</summary>
internal sealed class Transfers(AppDbContext db, TimeProvider clock)
{
    private const int MovesAStatement = 1_000;
    private static readonly SiblingText WriteSql = new(typeof(Transfers), "Write");

    /// <summary>In the order of the moves. All accounts are held before the first is written: in parts two callers could wait for each other.</summary>
    public async Task<IReadOnlyList<LedgerTransfer>> WriteAsync(IReadOnlyList<LedgerMove> moves, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var accounts = await db.LockAccountsAsync(moves.SelectMany(m => new[] { (m.From, m.Unit), (m.To, m.Unit) }), ct);
        var done = await DoneAsync(moves, ct); // After the locks: nobody else can write these transfers now.
        var answers = moves.Select(m => new LedgerTransfer(m.TransferId, done.Add(m.TransferId))).ToList();
        var fresh = moves.Zip(answers).Where(m => m.Second.IsNew).Select(m => m.First).ToList();
        if (fresh.Count > 0)
        {
            await AppendAsync(fresh, accounts, ct);
        }

        await work.CommitAsync(ct);
        return answers;
    }

    private async Task<HashSet<Guid>> DoneAsync(IReadOnlyList<LedgerMove> moves, CancellationToken ct)
    {
        var done = new HashSet<Guid>();
        foreach (var ids in moves.Select(m => m.TransferId).Distinct().Chunk(MovesAStatement))
        {
            done.UnionWith(await db.Set<LedgerEntry>().IgnoreQueryFilters().Where(e => ids.Contains(e.TransferId)).Select(e => e.TransferId).ToListAsync(ct));
        }

        return done;
    }

    private async Task AppendAsync(List<LedgerMove> moves, Dictionary<Guid, LedgerAccount> accounts, CancellationToken ct)
    {
        var now = await NowAsync(ct);
        foreach (var some in moves.Chunk(MovesAStatement))
        {
            var legs = some.SelectMany(move =>
            {
                var (from, to) = (accounts[move.From.AccountId(move.Unit)], accounts[move.To.AccountId(move.Unit)]);
                return new[] { from.Append(move, to.AccountId, -move.Amount, now), to.Append(move, from.AccountId, move.Amount, now) };
            }).ToArray();
            await WriteAsync(legs, [.. legs.Select(e => e.AccountId).Distinct().Select(id => accounts[id])], ct);
        }
    }

    /// <summary>Never before the last anchor: a clock that was ahead when it was taken, or is behind here, would make honest entries look minted (AnchoredHeads).</summary>
    private async Task<DateTime> NowAsync(CancellationToken ct)
    {
        var (now, anchored) = (clock.Now(), await db.Set<LedgerAnchor>().OrderByDescending(a => a.Number).Select(a => (DateTime?)a.TakenAt).FirstOrDefaultAsync(ct));
        return anchored > now ? anchored.Value : now;
    }

    private async Task WriteAsync(LedgerEntry[] legs, LedgerAccount[] moved, CancellationToken ct)
    {
        await using var write = db.SqlCommand(WriteSql.Of(db))
            .WithRows(db, "entries", ("accounts", Array.ConvertAll(legs, e => e.AccountId)), ("numbers", Array.ConvertAll(legs, e => e.Sequence)), ("transfers", Array.ConvertAll(legs, e => e.TransferId)),
                ("counterparties", Array.ConvertAll(legs, e => e.CounterpartyId)), ("amounts", Array.ConvertAll(legs, e => e.Amount)), ("balances", Array.ConvertAll(legs, e => e.BalanceAfter)),
                ("occurreds", Array.ConvertAll(legs, e => e.OccurredAt)), ("recordeds", Array.ConvertAll(legs, e => e.RecordedAt)), ("kinds", Array.ConvertAll(legs, e => e.SourceKind)),
                ("sources", Array.ConvertAll(legs, e => e.SourceId)), ("narratives", Array.ConvertAll(legs, e => e.Narrative)), ("args", Array.ConvertAll(legs, e => e.Args.Text)),
                ("evidences", Array.ConvertAll(legs, e => e.Evidence?.ToString())), ("reverses", Array.ConvertAll(legs, e => e.Reverses)), ("previouses", Array.ConvertAll(legs, e => Hex(e.PreviousHash))),
                ("hashes", Array.ConvertAll(legs, e => Hex(e.Hash))))
            .WithRows(db, "moved", ("ids", Array.ConvertAll(moved, a => a.AccountId)), ("owners", Array.ConvertAll(moved, a => a.Kind.ToString())), ("units", Array.ConvertAll(moved, a => a.Unit.ToString())),
                ("after", Array.ConvertAll(moved, a => a.Balance)), ("lengths", Array.ConvertAll(moved, a => a.Sequence)), ("heads", Array.ConvertAll(moved, a => Hex(a.LastHash))));
        await write.ExecuteNonQueryAsync(ct);
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
