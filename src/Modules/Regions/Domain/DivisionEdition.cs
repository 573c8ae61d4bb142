using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Regions.Domain;

/// <summary>One import of divisions: what came from where and when. Nodes see by the latest one that their memory is old.</summary>
internal sealed class DivisionEdition
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Source { get; init; }

    public required int Rows { get; init; }

    public required DateTime ImportedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DivisionEdition>
    {
        public void Configure(EntityTypeBuilder<DivisionEdition> edition) => edition.ToTable("regions_division_edition").IsReference();
    }
}
