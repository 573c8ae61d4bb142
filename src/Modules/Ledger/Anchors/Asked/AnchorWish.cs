using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Ledger.Anchors.Asked;

/// <summary>Somebody wants an anchor now, and which one came of it: the trail of who asked. Taking it may last minutes, and needs a snapshot of its own, so it is not taken where it is asked for.</summary>
internal sealed class AnchorWish
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ByPersonId { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>The last anchor that stood then; 0 for none. A clock that is fast dates anchors ahead, so their time alone does not tell.</summary>
    public required long AfterNumber { get; init; }

    public long? AnchorNumber { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<AnchorWish>
    {
        public void Configure(EntityTypeBuilder<AnchorWish> wish)
        {
            wish.ToTable("ledger_anchor_wish").IsReference();
            wish.HasKey(w => w.Id);
            wish.Property(w => w.Id).ValueGeneratedNever();
            wish.HasIndex(w => w.AskedAt);
        }
    }
}
