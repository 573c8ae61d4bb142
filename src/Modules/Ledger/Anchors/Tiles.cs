namespace Weiguang.Ledger.Anchors;

/// <summary>
/// The tree over all heads, made in one pass, and its storey above each thousand leaves: of every tile its first account and its root, 48 bytes. Seven million accounts make 330 kB, and a proof
/// finds its tile there and reads no other leaves. The root over the tiles is that over the leaves, because both halve at powers of two.
/// </summary>
internal sealed class Tiles
{
    public const int Leaves = 1024;
    private const int IdBytes = 16;
    private const int Bytes = IdBytes + 32;

    private readonly List<byte> _written = [];
    private readonly MerkleFold _top = new();
    private MerkleFold _tile = new();
    private Guid _first;

    /// <summary>How many leaves so far.</summary>
    public long Count { get; private set; }

    /// <summary>The next leaf, in the order of accounts.</summary>
    public void Add(Guid accountId, byte[] leaf)
    {
        if (_tile.Count == Leaves)
        {
            EndTile();
        }

        _first = _tile.Count == 0 ? accountId : _first;
        _tile.Add(leaf);
        Count++;
    }

    public (byte[] Root, byte[] Tiles) End()
    {
        if (_tile.Count > 0)
        {
            EndTile();
        }

        return (_top.Root(), [.. _written]);
    }

    /// <summary>What was written, read back: the first account of each tile and its root.</summary>
    public static IReadOnlyList<(Guid First, byte[] Root)> Read(byte[] tiles) =>
        [.. tiles.Chunk(Bytes).Select(tile => (new Guid(tile.AsSpan(0, IdBytes), bigEndian: true), tile[IdBytes..]))];

    private void EndTile()
    {
        var root = _tile.Root();
        _written.AddRange(_first.ToByteArray(bigEndian: true));
        _written.AddRange(root);
        _top.Add(root);
        _tile = new();
    }
}
