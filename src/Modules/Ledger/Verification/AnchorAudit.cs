using Weiguang.Kernel.Security;
using Weiguang.Ledger.Anchors;
using Weiguang.Ledger.Anchors.Stamps;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Verification;

/// <summary>
/// Checks the anchors themselves: keys, numbers, the chain, signatures; the heads kept for each against the root of its changes; the tree of the newest over all heads; and the files that
/// were dropped. That accounts contain what was fixed is seen while their chains are walked.
/// </summary>
internal sealed class AnchorAudit(AppDbContext db, Signatures signatures, AnchorFolder folder, StampBook stamps)
{
    private IQueryable<LedgerHead> Heads => db.Set<LedgerHead>().IgnoreQueryFilters().AsNoTracking();

    public async Task<LedgerDifference?> CheckAsync(CancellationToken ct)
    {
        var keys = await signatures.KeysAsync(ct);
        if (keys.Find(k => !signatures.IsOurs(k)) is { } foreign)
        {
            return new(LedgerFault.SigningKey, null, null, null, "a pair that our vault sealed", $"key {foreign.KeyId}");
        }

        LedgerAnchor? last = null;
        while (await NextAsync(last, ct) is { } anchor)
        {
            var wrong = Wrong(anchor, last, keys) ?? await WrongHeadsAsync(anchor, ct);
            if (wrong is var (expected, found))
            {
                return Difference(anchor.Number, expected, found);
            }

            last = anchor;
        }

        return await StrayAsync(last, ct) ?? (last is null ? null : await WrongTreeAsync(last, ct)) ?? await WrongStampAsync(ct) ?? await folder.DifferenceAsync(ct);
    }

    // One at a time: the tiles of a large ledger are heavy.
    private Task<LedgerAnchor?> NextAsync(LedgerAnchor? last, CancellationToken ct)
    {
        var number = last?.Number ?? 0;
        return db.Set<LedgerAnchor>().AsNoTracking().Where(a => a.Number > number).OrderBy(a => a.Number).FirstOrDefaultAsync(ct);
    }

    private static (string Expected, string Found)? Wrong(LedgerAnchor anchor, LedgerAnchor? last, List<SigningKey> keys)
    {
        var (number, previous) = ((last?.Number ?? 0) + 1, last?.Hash() ?? LedgerAccount.NoHash);
        return anchor.Number != number ? ($"anchor {number}", $"anchor {anchor.Number}")
            : keys.Find(k => k.KeyId == anchor.KeyId) is not { } key ? ($"key {anchor.KeyId}", "none")
            : !Signatures.Check(key.PublicKey, anchor.Content(), anchor.Signature) ? ($"a signature by key {anchor.KeyId}", anchor.Signature)
            : !previous.AsSpan().SequenceEqual(anchor.Previous) ? ($"after {Hex(previous)}", $"after {Hex(anchor.Previous)}")
            : anchor.TakenAt < last?.TakenAt ? ($"not before {EntryHash.Time(last.TakenAt)}", EntryHash.Time(anchor.TakenAt))
            : Merkle.Root(Tiles.Read(anchor.Tiles).Select(t => t.Root)) is var root && !root.AsSpan().SequenceEqual(anchor.Root) ? ($"tiles below {Hex(anchor.Root)}", Hex(root))
            : null;
    }

    private async Task<(string Expected, string Found)?> WrongHeadsAsync(LedgerAnchor anchor, CancellationToken ct)
    {
        var fold = new MerkleFold();
        await foreach (var head in Heads.Where(h => h.AnchorNumber == anchor.Number).OrderBy(h => h.AccountId).AsAsyncEnumerable().WithCancellation(ct))
        {
            fold.Add(head.Leaf());
        }

        var root = fold.Root();
        return fold.Count == anchor.Changes && root.AsSpan().SequenceEqual(anchor.ChangesRoot) ? null
            : ($"{anchor.Changes} new heads below {Hex(anchor.ChangesRoot)}", $"{fold.Count} below {Hex(root)}");
    }

    // In one statement, since another anchor may be taken at this moment.
    private async Task<LedgerDifference?> StrayAsync(LedgerAnchor? last, CancellationToken ct)
    {
        var anchors = db.Set<LedgerAnchor>();
        var stray = await Heads.Where(h => !anchors.Any(a => a.Number == h.AnchorNumber)).OrderBy(h => h.AnchorNumber).FirstOrDefaultAsync(ct);
        return stray is null ? null : Difference(stray.AnchorNumber, "an anchor of heads that were kept", $"none after {last?.Number ?? 0}");
    }

    private async Task<LedgerDifference?> WrongTreeAsync(LedgerAnchor anchor, CancellationToken ct)
    {
        var tiles = new Tiles();
        await foreach (var head in Heads.Of(anchor.Number).OrderBy(h => h.AccountId).AsAsyncEnumerable().WithCancellation(ct))
        {
            tiles.Add(head.AccountId, head.Leaf());
        }

        var (root, written) = tiles.End();
        return tiles.Count == anchor.Size && root.AsSpan().SequenceEqual(anchor.Root) && written.AsSpan().SequenceEqual(anchor.Tiles) ? null
            : Difference(anchor.Number, $"{anchor.Size} heads below {Hex(anchor.Root)}", $"{tiles.Count} below {Hex(root)}");
    }

    private async Task<LedgerDifference?> WrongStampAsync(CancellationToken ct) =>
        await stamps.DifferenceAsync(ct) is var (number, wrong) ? Difference(number, "a time stamp of the authority that is set, over its text", wrong) : null;

    private static LedgerDifference Difference(long number, string expected, string found) => new(LedgerFault.Anchor, null, null, null, $"anchor {number}: {expected}", found);

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
