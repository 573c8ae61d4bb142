using System.Globalization;
using System.Text.Json;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Ledger.Domain;
using Weiguang.Ledger.Postings;
using Weiguang.Ledger.Verification;

namespace Weiguang.Ledger;

/// <summary>
/// The ledger of hours and points: double entry, append-only, corrected by reversal alone. Posting joins the caller's transaction or begins its own;
/// reading sees what the viewer may see.
/// </summary>
public sealed class LedgerBook(AppDbContext db, Vault vault, TimeProvider clock, Lazy<LedgerAudit>? audit = null)
{
    private const int PageSize = 30;
    private const int PeopleAQuery = 1000;

    /// <summary>Posts once, however often it is called with the same source, receiver and unit.</summary>
    public async Task<LedgerTransfer> PostAsync(Posting posting, CancellationToken ct = default) => (await PostAsync([posting], ct))[0];

    /// <summary>Posts a batch in one transaction with a handful of statements; answers in the order of the postings.</summary>
    public async Task<IReadOnlyList<LedgerTransfer>> PostAsync(IReadOnlyList<Posting> postings, CancellationToken ct = default) =>
        postings.Count == 0 ? [] : await new Transfers(db, clock).WriteAsync([.. postings.Select(p => LedgerMove.Of(p, vault))], ct);

    /// <summary>Takes a transfer back by a counter transfer, once. Nothing is ever deleted.</summary>
    /// <param name="by">The person who decided it.</param>
    public async Task<Reversal> ReverseAsync(Guid transferId, string reason, Guid by, CancellationToken ct = default) => (await ReverseAsync([transferId], reason, by, ct))[0];

    /// <summary>Takes several back, and holds the accounts of all of them together: one after the other two callers would wait for each other.</summary>
    public async Task<IReadOnlyList<Reversal>> ReverseAsync(IReadOnlyList<Guid> transferIds, string reason, Guid by, CancellationToken ct = default)
    {
        var ids = transferIds.Distinct().ToArray();
        var legs = (await db.Set<LedgerEntry>().IgnoreQueryFilters().AsNoTracking().Include(e => e.Account).Where(e => ids.Contains(e.TransferId)).OrderBy(e => e.Amount).ToListAsync(ct)).ToLookup(e => e.TransferId);
        var moves = ids.Where(id => legs[id].ToList() is [{ Reverses: null }, _])
            .Select(id => (Id: id, Legs: legs[id].ToList())).ToDictionary(t => t.Id, t => LedgerMove.Back(t.Legs[1], t.Legs[0].Account!, t.Legs[1].Account!, reason, by, vault));
        var written = moves.Count == 0 ? [] : moves.Keys.Zip(await new Transfers(db, clock).WriteAsync([.. moves.Values], ct)).ToDictionary(w => w.First, w => w.Second.IsNew);
        return [.. transferIds.Select(id => written.TryGetValue(id, out var isNew) ? isNew ? Reversal.Reversed : Reversal.AlreadyReversed : legs[id].Count() == 2 ? Reversal.IsItselfReversal : Reversal.UnknownTransfer)];
    }

    /// <summary>Minutes or points; zero for an account that does not exist yet or is not the viewer's to see.</summary>
    public Task<long> BalanceAsync(Guid personId, LedgerUnit unit, CancellationToken ct = default)
    {
        var account = LedgerAccountKey.Person(personId).AccountId(unit);
        return db.Set<LedgerAccount>().Where(a => a.AccountId == account).Select(a => a.Balance).SingleOrDefaultAsync(ct);
    }

    /// <summary>
    /// Balances of many people, zero for those without an account. Past the viewer's scope on purpose: rules about a volunteer (a star, a condition of sign-up)
    /// hold whoever asks, so a page must not show the figures of others without a reason of its own.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, long>> BalancesAsync(IEnumerable<Guid> personIds, LedgerUnit unit, CancellationToken ct = default)
    {
        var balances = personIds.Distinct().ToDictionary(id => id, _ => 0L);
        foreach (var people in balances.Keys.Chunk(PeopleAQuery))
        {
            var accounts = people.ToDictionary(id => LedgerAccountKey.Person(id).AccountId(unit));
            var ids = accounts.Keys.ToArray();
            var found = await db.Set<LedgerAccount>().IgnoreQueryFilters().Where(a => ids.Contains(a.AccountId))
                .Select(a => new { a.AccountId, a.Balance }).ToListAsync(ct);
            found.ForEach(a => balances[accounts[a.AccountId]] = a.Balance);
        }

        return balances;
    }

    /// <summary>A statement, newest first.</summary>
    public async Task<Page<LedgerLine>> EntriesAsync(Guid personId, LedgerUnit unit, string? cursor = null, CancellationToken ct = default)
    {
        var account = LedgerAccountKey.Person(personId).AccountId(unit);
        var before = string.IsNullOrEmpty(cursor) ? long.MaxValue : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : throw Cursor.Unknown();
        var entries = await db.Set<LedgerEntry>().AsNoTracking().Where(e => e.AccountId == account && e.Sequence < before)
            .OrderByDescending(e => e.Sequence).Take(PageSize + 1).ToListAsync(ct);
        return Pages.Cut(entries, PageSize, e => e.Sequence.ToString(CultureInfo.InvariantCulture)).Select(e => LedgerLine.Of(e, vault));
    }

    /// <summary>Reads the whole ledger and checks every chain, balance and transfer, what anchors fixed, then the records that modules posted from. The app may go on posting meanwhile.</summary>
    public Task<LedgerVerdict> VerifyAsync(CancellationToken ct = default) => (audit ?? throw new InvalidOperationException("A ledger to post by alone.")).Value.RunAsync(ct);
}

/// <summary>One line of a statement. <paramref name="Amount"/> and <paramref name="BalanceAfter"/> are minutes or points; a negative amount was taken away.</summary>
/// <param name="Narrative">A code of <see cref="Narratives"/>.</param>
/// <param name="Hash">In hexadecimal. Whoever notes it down can prove later that nothing up to this line was changed.</param>
public sealed record LedgerLine(
    Guid TransferId, long Sequence, long Amount, long BalanceAfter, DateTime OccurredAt, DateTime RecordedAt, string SourceKind, Guid SourceId,
    string Narrative, IReadOnlyList<string> Args, EvidenceGrade? Evidence, Guid? Reverses, string Hash)
{
    /// <summary>The division that issued it (or took it back), told by <see cref="LedgerStatements.LinesAsync"/> alone.</summary>
    public long? IssuerCode { get; init; }

    internal static LedgerLine Of(LedgerEntry e, Vault vault) => new(
        e.TransferId, e.Sequence, e.Amount, e.BalanceAfter, e.OccurredAt, e.RecordedAt, e.SourceKind, e.SourceId,
        e.Narrative, e.Args.IsEmpty ? [] : JsonSerializer.Deserialize<string[]>(vault.Open(Personal.Note, e.Args))!, e.Evidence, e.Reverses, Convert.ToHexStringLower(e.Hash));
}
