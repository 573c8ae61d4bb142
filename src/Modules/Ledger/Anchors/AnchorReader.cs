using System.Globalization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Ledger.Anchors;
using Weiguang.Ledger.Anchors.Stamps;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger;

/// <summary>Reads anchors, which are everybody's, and proves that one holds an account, to whoever may see that.</summary>
public sealed class AnchorReader(AppDbContext db)
{
    private const int PageSize = 30;

    private IQueryable<LedgerHead> Heads => db.Set<LedgerHead>().IgnoreQueryFilters().AsNoTracking();

    /// <summary>Number and root of the newest one up to a moment; null before the first.</summary>
    public async Task<AnchorName?> LastAsync(DateTime until, CancellationToken ct)
    {
        var last = await db.Set<LedgerAnchor>().Where(a => a.TakenAt <= until).OrderByDescending(a => a.Number).Select(a => new { a.Number, a.Root }).FirstOrDefaultAsync(ct);
        return last is null ? null : new(last.Number, Convert.ToHexStringLower(last.Root));
    }

    /// <summary>When the newest was taken; null before the first.</summary>
    internal Task<DateTime?> LastAtAsync(CancellationToken ct) => db.Set<LedgerAnchor>().MaxAsync(a => (DateTime?)a.TakenAt, ct);

    /// <summary>Newest first.</summary>
    internal async Task<Page<AnchorItem>> ListAsync(string? cursor, CancellationToken ct)
    {
        var before = string.IsNullOrEmpty(cursor) ? long.MaxValue : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Cursor.Unknown();
        var items = await ReadAsync(db.Set<LedgerAnchor>().Where(a => a.Number < before).OrderByDescending(a => a.Number).Take(PageSize + 1), ct);
        return Pages.Cut(items, PageSize, a => a.Number.ToString(CultureInfo.InvariantCulture));
    }

    internal async Task<AnchorItem?> FindAsync(long number, CancellationToken ct) => (await ReadAsync(db.Set<LedgerAnchor>().Where(a => a.Number == number), ct)).SingleOrDefault();

    /// <summary>The token of its time stamp, as it came; null without one.</summary>
    internal Task<byte[]?> StampAsync(long number, CancellationToken ct) => db.Set<LedgerStamp>().Where(s => s.Number == number).Select(s => s.Token).SingleOrDefaultAsync(ct);

    internal Task<List<long>> StampedAsync(CancellationToken ct) => db.Set<LedgerStamp>().Where(s => s.Token != null).Select(s => s.Number).Order().ToListAsync(ct);

    /// <summary>Whether there is one of that number.</summary>
    internal Task<bool> HasAsync(long number, CancellationToken ct) => db.Set<LedgerAnchor>().AnyAsync(a => a.Number == number, ct);

    internal Task<List<long>> NumbersAsync(CancellationToken ct) => db.Set<LedgerAnchor>().Select(a => a.Number).Order().ToListAsync(ct);

    /// <summary>Null when there is no such anchor, or it holds no account that the viewer may see.</summary>
    internal async Task<AnchorProof?> ProveAsync(long number, Guid accountId, CancellationToken ct)
    {
        var anchor = await db.Set<LedgerAnchor>().AsNoTracking().SingleOrDefaultAsync(a => a.Number == number, ct);
        if (anchor is null || !await db.Set<LedgerAccount>().AnyAsync(a => a.AccountId == accountId, ct))
        {
            return null;
        }

        var tiles = Tiles.Read(anchor.Tiles);
        var tile = tiles.TakeWhile(t => t.First.CompareTo(accountId) <= 0).Count() - 1;
        var heads = tile < 0 ? [] : await TileAsync(number, tiles[tile].First, tile + 1 < tiles.Count ? tiles[tile + 1].First : null, ct);
        var at = heads.FindIndex(h => h.AccountId == accountId);
        return at < 0 ? null : new(
            number, accountId, heads[at].Sequence, Convert.ToHexStringLower(heads[at].Hash), ((long)tile * Tiles.Leaves) + at, anchor.Size, Convert.ToHexStringLower(anchor.Root),
            [.. Merkle.Path(at, heads.Select(h => h.Leaf()).ToArray()).Concat(Merkle.Path(tile, tiles.Select(t => t.Root).ToArray())).Select(Convert.ToHexStringLower)]);
    }

    // Past the viewer's scope: of the accounts beside, nothing but hashes goes out, and what they hash has 256 bits that nobody guesses.
    private Task<List<LedgerHead>> TileAsync(long number, Guid first, Guid? next, CancellationToken ct) =>
        Heads.Of(number).Where(h => h.AccountId >= first && (next == null || h.AccountId < next)).OrderBy(h => h.AccountId).ToListAsync(ct);

    private async Task<List<AnchorItem>> ReadAsync(IQueryable<LedgerAnchor> anchors, CancellationToken ct)
    {
        var rows = await anchors.Select(a => new { a.Number, a.TakenAt, a.Size, a.Root, a.Changes, a.ChangesRoot, a.Previous, a.KeyId, a.Signature, a.Hand, StampedAt = db.Set<LedgerStamp>().Where(s => s.Number == a.Number).Select(s => s.At).FirstOrDefault() }).ToListAsync(ct); // Without the tiles.
        var keys = await db.Set<SigningKey>().ToDictionaryAsync(k => k.KeyId, k => k.PublicKey, ct);
        return rows.ConvertAll(a => AnchorItem.Of(
            a.Number, a.TakenAt, a.Size, a.Root, a.Changes, a.KeyId, a.Signature, keys.GetValueOrDefault(a.KeyId, ""),
            LedgerAnchor.Content(a.Number, a.TakenAt, a.Size, a.Root, a.Changes, a.ChangesRoot, a.Previous, a.KeyId)) with { Hand = a.Hand, StampedAt = a.StampedAt });
    }
}

internal static class HeadsOfAnchor
{
    /// <summary>The heads of all accounts at an anchor: the last that was kept of each up to it.</summary>
    public static IQueryable<LedgerHead> Of(this IQueryable<LedgerHead> heads, long number) => heads.Where(h => h.AnchorNumber <= number
        && !heads.Any(later => later.AccountId == h.AccountId && later.Sequence > h.Sequence && later.AnchorNumber <= number));
}

/// <summary>How other papers name an anchor.</summary>
/// <param name="Root">In hexadecimal.</param>
public sealed record AnchorName(long Number, string Root);
