using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Ledger.Domain;

/// <summary>What holds all chains at one moment: the signed root of a Merkle tree over their heads (docs/algorithms/ledger.md). Written once; each names the one before it.</summary>
internal sealed class LedgerAnchor
{
    public const string Layout = "weiguang-anchor-1";

    /// <summary>1, 2, 3 … without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>UTC, to the microsecond; never before that of the anchor before.</summary>
    public required DateTime TakenAt { get; init; }

    /// <summary>How many accounts have an entry; each is one leaf of the tree.</summary>
    public required long Size { get; init; }

    /// <summary>Root of the tree over the heads of all accounts, in the order of their ids.</summary>
    public required byte[] Root { get; init; }

    /// <summary>How many of the heads are others than the anchor before had fixed; these are kept as <see cref="LedgerHead"/>s.</summary>
    public required long Changes { get; init; }

    /// <summary>Root of the tree over those alone. With all of them every anchor can be checked by reading each head once.</summary>
    public required byte[] ChangesRoot { get; init; }

    /// <summary>SHA-256 of the text of the anchor before; zeros for the first.</summary>
    public required byte[] Previous { get; init; }

    public required int KeyId { get; init; }

    /// <summary>ES256 over <see cref="Content"/>, ASN.1 DER in base64.</summary>
    public required string Signature { get; init; }

    /// <summary>The tree one storey up, so that a proof reads a thousand heads and not all: see <see cref="Anchors.Tiles"/>. Follows from the heads, so it is not signed.</summary>
    public required byte[] Tiles { get; init; }

    /// <summary>By whose hand; not signed.</summary>
    public AnchorHand Hand { get; init; }

    /// <summary>What is signed: nine lines of UTF-8, no line break at the end.</summary>
    public static byte[] Content(long number, DateTime takenAt, long size, byte[] root, long changes, byte[] changesRoot, byte[] previous, int keyId) => Encoding.UTF8.GetBytes(string.Join('\n',
        Layout,
        number.ToString(CultureInfo.InvariantCulture),
        EntryHash.Time(takenAt),
        size.ToString(CultureInfo.InvariantCulture),
        Convert.ToHexStringLower(root),
        changes.ToString(CultureInfo.InvariantCulture),
        Convert.ToHexStringLower(changesRoot),
        Convert.ToHexStringLower(previous),
        keyId.ToString(CultureInfo.InvariantCulture)));

    public byte[] Content() => Content(Number, TakenAt, Size, Root, Changes, ChangesRoot, Previous, KeyId);

    /// <summary>What the next anchor calls this one.</summary>
    public byte[] Hash() => SHA256.HashData(Content());

    private sealed class Mapping : IEntityTypeConfiguration<LedgerAnchor>
    {
        public void Configure(EntityTypeBuilder<LedgerAnchor> anchor)
        {
            anchor.ToTable("ledger_anchor").IsReference();
            anchor.HasKey(a => a.Number);
            anchor.Property(a => a.Number).ValueGeneratedNever();
            anchor.Property(a => a.Root).HasMaxLength(32);
            anchor.Property(a => a.ChangesRoot).HasMaxLength(32);
            anchor.Property(a => a.Previous).HasMaxLength(32);
        }
    }
}
