using System.Data;
using System.Linq.Expressions;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger.Anchors;
using Weiguang.Ledger.Anchors.Stamps;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger;

/// <summary>Anchors the ledger: signs a tree over the heads of all chains, so that nobody without the key can change, cut or add to what was there (docs/adr/0020-the-ledger-is-anchored.md).</summary>
public sealed class AnchorBook(AppDbContext db, Signatures signatures, AnchorFolder folder, StampBook stamps, TimeProvider clock)
{
    /// <summary>The first anchor of a nation writes seven million heads in one statement.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>
    /// Takes the next anchor in one snapshot, while others go on posting, and drops its file. No transaction may be open: its snapshot would not be ours.
    /// </summary>
    public async Task<AnchorTaken> TakeAsync(CancellationToken ct = default) => (await TakeAsync(null, AnchorHand.Night, ct))!;

    /// <summary>The same, by somebody's hand.</summary>
    public async Task<AnchorTaken> TakeAsync(AnchorHand hand, CancellationToken ct) => (await TakeAsync(null, hand, ct))!;

    /// <summary>The same, for whoever makes up for a moment at which nobody was there: null when an anchor was taken since, by whichever node.</summary>
    public Task<AnchorTaken?> TakeUnlessAsync(DateTime since, CancellationToken ct) => TakeAsync(a => a.TakenAt >= since, AnchorHand.Night, ct);

    /// <param name="unless">No anchor is taken where such a one stands.</param>
    internal async Task<AnchorTaken?> TakeAsync(Expression<Func<LedgerAnchor, bool>>? unless, AnchorHand hand, CancellationToken ct)
    {
        var key = await signatures.NewestAsync(ct); // Before the snapshot: another node may be making it.
        db.Database.SetCommandTimeout(Patience);
        LedgerAnchor anchor;
        await using (var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct))
        {
            await HoldAsync(ct);
            if (unless is not null && await db.Set<LedgerAnchor>().AnyAsync(unless, ct))
            {
                return null;
            }

            anchor = await WriteAsync(key, clock.Now(), hand, ct);
            await snapshot.CommitAsync(ct);
        }

        return new(anchor.Number, anchor.TakenAt, anchor.Size, anchor.Changes, Convert.ToHexStringLower(anchor.Root)) { NotDropped = await DropAsync(ct) };
    }

    /// <summary>Why the file could not be dropped: the anchor stands all the same, and the next one makes up for it.</summary>
    private async Task<string?> DropAsync(CancellationToken ct)
    {
        try
        {
            await folder.CatchUpAsync(ct);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>In the transaction of the caller, who alone writes meanwhile; for the simulation, at its moment.</summary>
    internal async Task TakeAsync(DateTime at, CancellationToken ct)
    {
        await HoldAsync(ct);
        await WriteAsync(await signatures.NewestAsync(ct), at, AnchorHand.Night, ct);
    }

    private Task<int> HoldAsync(CancellationToken ct) => db.Database.ExecuteSqlRawAsync(db.ReadSql(typeof(Tiles), "HoldAnchors"), ct);

    /// <summary>Needs the anchors held.</summary>
    private async Task<LedgerAnchor> WriteAsync(SigningKey key, DateTime at, AnchorHand hand, CancellationToken ct)
    {
        var last = await db.Set<LedgerAnchor>().AsNoTracking().OrderByDescending(a => a.Number).FirstOrDefaultAsync(ct);
        var number = (last?.Number ?? 0) + 1;
        var now = LedgerEntry.ToMicroseconds(at);
        var takenAt = last?.TakenAt > now ? last.TakenAt : now; // A clock may have been set back.
        await KeepChangesAsync(number, ct);
        var changed = await ChangesAsync(number, ct);
        var tree = await TreeAsync(ct);
        var (root, tiles) = tree.End();
        var (changes, changesRoot, previous) = (changed.Count, changed.Root(), last?.Hash() ?? LedgerAccount.NoHash);
        var anchor = new LedgerAnchor
        {
            Number = number,
            TakenAt = takenAt,
            Size = tree.Count,
            Root = root,
            Changes = changes,
            ChangesRoot = changesRoot,
            Previous = previous,
            KeyId = key.KeyId,
            Signature = signatures.Sign(key, LedgerAnchor.Content(number, takenAt, tree.Count, root, changes, changesRoot, previous, key.KeyId)),
            Tiles = tiles,
            Hand = hand,
        };
        db.Add(anchor);
        stamps.Want(anchor, clock.Now());
        await db.SaveChangesAsync(ct);
        db.Entry(anchor).State = EntityState.Detached;
        return anchor;
    }

    /// <summary>One statement: seven million heads do not come by this process to be written back.</summary>
    private Task<int> KeepChangesAsync(long number, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO ledger_head (account_id, sequence, anchor_number, hash)
        SELECT a.account_id, a.sequence, {number}, a.last_hash FROM ledger_account a
        WHERE a.sequence > 0 AND NOT EXISTS (SELECT 1 FROM ledger_head h WHERE h.account_id = a.account_id AND h.sequence = a.sequence)
        """, ct);

    private async Task<MerkleFold> ChangesAsync(long number, CancellationToken ct)
    {
        var fold = new MerkleFold();
        await foreach (var head in db.Set<LedgerHead>().IgnoreQueryFilters().AsNoTracking().Where(h => h.AnchorNumber == number).OrderBy(h => h.AccountId).AsAsyncEnumerable().WithCancellation(ct))
        {
            fold.Add(head.Leaf());
        }

        return fold;
    }

    // Of the accounts themselves, not of the heads that all anchors have kept: it takes no longer when there are many.
    private async Task<Tiles> TreeAsync(CancellationToken ct)
    {
        var tiles = new Tiles();
        var ends = db.Set<LedgerAccount>().IgnoreQueryFilters().Where(a => a.Sequence > 0).OrderBy(a => a.AccountId).Select(a => new { a.AccountId, a.Sequence, a.LastHash });
        await foreach (var end in ends.AsAsyncEnumerable().WithCancellation(ct))
        {
            tiles.Add(end.AccountId, LedgerHead.Leaf(end.AccountId, end.Sequence, end.LastHash));
        }

        return tiles;
    }
}

/// <summary>An anchor that was just taken.</summary>
/// <param name="Root">In hexadecimal.</param>
public sealed record AnchorTaken(long Number, DateTime TakenAt, long Size, long Changes, string Root)
{
    /// <summary>What kept its file from being dropped into <c>Ledger:AnchorFolder</c>; null when nothing did.</summary>
    public string? NotDropped { get; init; }
}
