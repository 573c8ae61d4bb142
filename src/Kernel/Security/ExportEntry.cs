using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Kernel.Security;

/// <summary>A filter of a list that was taken away.</summary>
/// <param name="Words">Source phrase of what it asks.</param>
/// <param name="Value">What was written, or the source phrase of what was chosen.</param>
public sealed record ExportFilter(string Words, string Value);

/// <summary>Somebody took a list away as a file. Never changed, kept like <see cref="AccessEntry"/>.</summary>
public sealed class ExportEntry
{
    public required Guid ReaderId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required DateTime At { get; init; }

    /// <summary>Source phrase of what was listed.</summary>
    public required string List { get; init; }

    /// <summary>What it was narrowed by, which may be somebody's name or number.</summary>
    public required string Filters { get; init; }

    public required int Rows { get; init; }

    /// <summary>Names and numbers were masked in it; false also for a list in which there are none.</summary>
    public required bool IsMasked { get; init; }

    /// <summary>Why it was taken whole; empty when nothing in it was opened.</summary>
    public required string Reason { get; init; }

    public IReadOnlyList<ExportFilter> ReadFilters() => JsonSerializer.Deserialize<List<ExportFilter>>(Filters, JsonSerializerOptions.Default)!;

    internal sealed class Mapping : IEntityTypeConfiguration<ExportEntry>
    {
        public void Configure(EntityTypeBuilder<ExportEntry> entry)
        {
            entry.ToTable("kernel_export_log").InFamily("reader", nameof(ReaderId)).IsInternal("Who took which list away: read by one list, which shows it to those who watch over the people of a place.");
            entry.HasKey(e => new { e.ReaderId, e.Id });
            entry.Property(e => e.List).HasMaxLength(60);
            entry.Property(e => e.Filters).HasMaxLength(2000).IsSealed(Personal.Note);
            entry.Property(e => e.Reason).HasMaxLength(200).IsSealed(Personal.Note);
            entry.HasIndex(e => e.At);
        }
    }
}
