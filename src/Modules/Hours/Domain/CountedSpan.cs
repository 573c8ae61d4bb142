using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Hours.Proving;

namespace Weiguang.Hours.Domain;

/// <summary>A piece of somebody's time that a posted record counts: no two of one person overlap, whatever they are of. The database holds it (Protect.*.sql). A record has several where others lie within its time.</summary>
internal sealed class CountedSpan
{
    public required Guid VolunteerId { get; init; }

    public required DateTime FromAt { get; init; }

    /// <summary>Not included.</summary>
    public required DateTime UntilAt { get; init; }

    public required Guid SourceId { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>The day in China on which the record began: for the most that one day may count.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What the record counts, the same on each of its pieces.</summary>
    public required int Minutes { get; init; }

    /// <summary>The most of that day by the rule as it was when the record went into the ledger.</summary>
    public required int DayMost { get; init; }

    public Span Time => new(FromAt, UntilAt);

    internal sealed class Mapping : IEntityTypeConfiguration<CountedSpan>
    {
        public void Configure(EntityTypeBuilder<CountedSpan> span)
        {
            span.ToTable("hours_counted_span").InFamily("volunteer", nameof(VolunteerId)).IsInternal("What of somebody's time counts already, compared and never shown.");
            span.HasKey(s => new { s.VolunteerId, s.FromAt });
            span.Ignore(s => s.Time);
        }
    }
}
