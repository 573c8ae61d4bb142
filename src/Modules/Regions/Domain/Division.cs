using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Regions.Domain;

/// <summary>What kind of division the statistics bureau says it is.</summary>
internal enum DivisionKind { Province, City, County, FunctionalZone, Street, Town, Township, Enterprise, ResidentsCommittee, VillagersCommittee }

/// <summary>A division from province to village. Level and parent follow from the code; they are kept for reports in SQL.</summary>
internal sealed class Division
{
    public required long Code { get; init; }

    public required string Name { get; init; }

    public required int Level { get; init; }

    public required long Parent { get; init; }

    public required DivisionKind Kind { get; init; }

    /// <summary>The reading of the name, one syllable per character: "tao nan shi". Initials are found in it.</summary>
    public required string Pinyin { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Division>
    {
        public void Configure(EntityTypeBuilder<Division> division)
        {
            division.ToTable("regions_division").IsReference();
            division.HasKey(d => d.Code);
            division.Property(d => d.Code).ValueGeneratedNever();
            division.Property(d => d.Name).HasMaxLength(60);
            division.Property(d => d.Pinyin).HasMaxLength(300);
        }
    }
}
