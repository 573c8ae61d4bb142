using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Ledger.Anchors.Stamps;

/// <summary>The time stamp of an anchor (RFC 3161): somebody else says that its text was there then. Wanted when the anchor is taken, fetched when the authority answers.</summary>
internal sealed class LedgerStamp
{
    /// <summary>More than any token with its certificates has.</summary>
    public const int Largest = 64 * 1024;

    /// <summary>Of the anchor.</summary>
    public required long Number { get; init; }

    /// <summary>When it is tried next.</summary>
    public required DateTime DueAt { get; set; }

    public int Tries { get; private set; }

    /// <summary>TimeStampToken, DER, as it came.</summary>
    public byte[]? Token { get; private set; }

    /// <summary>What the token says.</summary>
    public DateTime? At { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerStamp>
    {
        public void Configure(EntityTypeBuilder<LedgerStamp> stamp)
        {
            stamp.ToTable("ledger_stamp").IsReference();
            stamp.HasKey(s => s.Number);
            stamp.Property(s => s.Number).ValueGeneratedNever();
            stamp.Property(s => s.Token).HasMaxLength(Largest);
            stamp.HasIndex(s => s.DueAt).HasFilter("token IS NULL");
        }
    }
}
