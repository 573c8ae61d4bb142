using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Ledger.Anchors;

namespace Weiguang.Ledger.Domain;

/// <summary>The end of one chain as an anchor fixed it. Kept only where it is another than the anchor before had fixed, so the last one up to an anchor is the head at that anchor.</summary>
internal sealed class LedgerHead : IPartOf<LedgerHead, LedgerAccount>
{
    public static Expression<Func<LedgerHead, LedgerAccount, Viewer, bool>> PartOf { get; } = (head, account, _) => head.AccountId == account.AccountId;

    public required Guid AccountId { get; init; }

    /// <summary>Of the last entry.</summary>
    public required long Sequence { get; init; }

    /// <summary>The first anchor that fixed it.</summary>
    public required long AnchorNumber { get; init; }

    public required byte[] Hash { get; init; }

    public byte[] Leaf() => Leaf(AccountId, Sequence, Hash);

    /// <summary>The leaf of a tree: account, sequence and hash of the entry as text, with a space between.</summary>
    public static byte[] Leaf(Guid accountId, long sequence, byte[] hash) =>
        Merkle.Leaf(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{accountId} {sequence} {Convert.ToHexStringLower(hash)}")));

    private sealed class Mapping : IEntityTypeConfiguration<LedgerHead>
    {
        public void Configure(EntityTypeBuilder<LedgerHead> head)
        {
            head.ToTable("ledger_head").InFamily("account", nameof(AccountId));
            head.HasKey(h => new { h.AccountId, h.Sequence });
            head.HasIndex(h => new { h.AnchorNumber, h.AccountId });
            head.Property(h => h.Hash).HasMaxLength(32);
        }
    }
}
