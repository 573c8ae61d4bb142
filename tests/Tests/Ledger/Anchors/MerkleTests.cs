using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Ledger.Anchors;

namespace Weiguang.Tests.Ledger.Anchors;

/// <summary>The tree as RFC 6962 defines it, against the definition written down word by word.</summary>
public class MerkleTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(8), InlineData(1023), InlineData(1024), InlineData(1025), InlineData(2048), InlineData(5000)]
    public void A_root_made_leaf_by_leaf_or_by_tiles_is_that_of_the_definition(int size)
    {
        var leaves = Leaves(size);
        var tiles = new Tiles();
        Array.ForEach(leaves, leaf => tiles.Add(Guid.CreateVersion7(), leaf));
        var (root, written) = tiles.End();

        Assert.Equal(Defined(leaves), Merkle.Root(leaves));
        Assert.Equal(Defined(leaves), root);
        Assert.Equal((size + Tiles.Leaves - 1) / Tiles.Leaves, Tiles.Read(written).Count);
    }

    /// <summary>Vectors of certificate transparency's own tests.</summary>
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Known_trees_have_their_known_roots(int size, string root)
    {
        string[] contents = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        Assert.Equal(root, Convert.ToHexStringLower(Merkle.Root(contents.Take(size).Select(c => Merkle.Leaf(Convert.FromHexString(c))))));
    }

    [Fact]
    public void Every_leaf_is_proven_by_its_path_and_by_no_other() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 300).ToArbitrary(), Gen.Choose(0, 1 << 30).ToArbitrary(), (size, pick) =>
    {
        var leaves = Leaves(size);
        var (at, root) = (pick % size, Merkle.Root(leaves));
        var path = Merkle.Path(at, leaves).ToList();
        var other = (at + 1) % size;
        return root.SequenceEqual(Merkle.RootOf(leaves[at], at, size, path)!)
            && (size == 1 || !root.SequenceEqual(Merkle.RootOf(leaves[other], at, size, path) ?? []) && !root.SequenceEqual(Merkle.RootOf(leaves[at], other, size, path) ?? []));
    }));

    private static byte[][] Leaves(int size) => [.. Enumerable.Range(0, size).Select(n => Merkle.Leaf(Encoding.ASCII.GetBytes($"leaf {n}")))];

    /// <summary>RFC 6962, 2.1: MTH of an empty list, of one, and of more, cut at the largest power of two below.</summary>
    private static byte[] Defined(ReadOnlySpan<byte[]> leaves)
    {
        var half = 1;
        while (half * 2 < leaves.Length)
        {
            half *= 2;
        }

        return leaves.Length switch
        {
            0 => SHA256.HashData([]),
            1 => leaves[0],
            _ => SHA256.HashData([0x01, .. Defined(leaves[..half]), .. Defined(leaves[half..])]),
        };
    }
}
