using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Regions.Domain;

/// <summary>How a former code passed on: <see cref="Recoded"/> keeps the digits of everything below (220381100000 → 220184100000); <see cref="Merged"/> does not.</summary>
internal enum AliasKind { Recoded, Merged }

/// <summary>A former code of a division and where it went. An import of divisions never touches it.</summary>
internal sealed class DivisionAlias
{
    public required long OldCode { get; init; }

    public required long NewCode { get; init; }

    public required string OldName { get; init; }

    public required AliasKind Kind { get; init; }

    /// <summary>Month of the change, "2020-06".</summary>
    public required string Since { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DivisionAlias>
    {
        public void Configure(EntityTypeBuilder<DivisionAlias> alias)
        {
            alias.ToTable("regions_division_alias").IsReference();
            alias.HasKey(a => a.OldCode);
            alias.Property(a => a.OldCode).ValueGeneratedNever();
            alias.Property(a => a.OldName).HasMaxLength(60);
            alias.Property(a => a.Since).HasMaxLength(10);
        }
    }
}
