using System.Security.Cryptography;

namespace Weiguang.Ledger.Anchors;

/// <summary>Merkle tree hashes as RFC 6962, section 2.1 has them: a leaf and a node are hashed in different ways, so that none passes for the other.</summary>
internal static class Merkle
{
    public static byte[] Leaf(ReadOnlySpan<byte> content) => SHA256.HashData([0x00, .. content]);

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([0x01, .. left, .. right]);

    /// <summary>The root over hashes of leaves, or of whole subtrees of one size, of which only the last may be smaller.</summary>
    public static byte[] Root(IEnumerable<byte[]> hashes)
    {
        var fold = new MerkleFold();
        foreach (var hash in hashes)
        {
            fold.Add(hash);
        }

        return fold.Root();
    }

    /// <summary>What proves the leaf at a place: the hashes beside its way up, from the leaf to the root (RFC 6962, 2.1.1).</summary>
    public static IEnumerable<byte[]> Path(int at, ReadOnlyMemory<byte[]> hashes)
    {
        if (hashes.Length == 1)
        {
            return [];
        }

        var half = Half(hashes.Length);
        return at < half
            ? Path(at, hashes[..half]).Append(Root(hashes[half..].ToArray()))
            : Path(at - half, hashes[half..]).Append(Root(hashes[..half].ToArray()));
    }

    /// <summary>The root that a leaf and its path lead to (RFC 9162, 2.1.3.2); null when the path does not fit place and size.</summary>
    public static byte[]? RootOf(byte[] leaf, long at, long size, IReadOnlyList<byte[]> path)
    {
        var (node, last, hash) = (at, size - 1, leaf);
        foreach (var beside in path)
        {
            if (last == 0)
            {
                return null;
            }

            if (node % 2 == 1 || node == last)
            {
                hash = Node(beside, hash);
                while (node % 2 == 0 && node != 0)
                {
                    (node, last) = (node / 2, last / 2);
                }
            }
            else
            {
                hash = Node(hash, beside);
            }

            (node, last) = (node / 2, last / 2);
        }

        return last == 0 && at >= 0 && at < size ? hash : null;
    }

    // The largest power of two below the number.
    private static int Half(int count) => 1 << (31 - int.LeadingZeroCount(count - 1));
}

/// <summary>A root made leaf by leaf, with one hash in memory for each storey.</summary>
internal sealed class MerkleFold
{
    private readonly Stack<(int Height, byte[] Hash)> _whole = new();

    public long Count { get; private set; }

    public void Add(byte[] hash)
    {
        var height = 0;
        while (_whole.TryPeek(out var left) && left.Height == height)
        {
            hash = Merkle.Node(_whole.Pop().Hash, hash);
            height++;
        }

        _whole.Push((height, hash));
        Count++;
    }

    /// <summary>SHA-256 of nothing when there is no leaf.</summary>
    public byte[] Root() => _whole.Count == 0 ? SHA256.HashData([]) : _whole.Select(w => w.Hash).Aggregate((right, left) => Merkle.Node(left, right));
}
