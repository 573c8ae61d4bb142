using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Hours.Domain;

/// <summary>Until when an engagement's records and evaluation have to be complete: ten working days (Order 67, article 12). The organiser is reminded, then it shows as overdue.</summary>
internal sealed class RecordClock : IScoped<RecordClock>
{
    public static Expression<Func<RecordClock, Viewer, bool>> VisibleTo { get; } = (clock, viewer) =>
        viewer.All || (clock.DivisionCode >= viewer.From && clock.DivisionCode < viewer.To)
        || (!clock.IsOffices && clock.LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty) || (clock.TeamId != null && viewer.TeamIds.Contains(clock.TeamId.Value));

    public required Guid SourceId { get; init; }

    public required Guid EngagementId { get; init; }

    public required long DivisionCode { get; init; }

    public required Guid? TeamId { get; init; }

    public required Guid LeadId { get; init; }

    /// <summary>See <see cref="Engagement.IsOffices"/>.</summary>
    public bool IsOffices { get; init; }

    public required string Title { get; init; }

    public required string Organiser { get; init; }

    /// <summary>UTC; midnight in China after the last day.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>When to look next: the reminder, then the due time; null when done or told.</summary>
    public required DateTime? LookAt { get; set; }

    public DateTime? RemindedAt { get; set; }

    /// <summary>When the organiser was reminded of questions nobody has answered.</summary>
    public DateTime? AskedAgainAt { get; set; }

    public DateTime? DoneAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RecordClock>
    {
        public void Configure(EntityTypeBuilder<RecordClock> clock)
        {
            clock.ToTable("hours_record_clock").InFamily("source", nameof(SourceId));
            clock.HasKey(c => new { c.SourceId, c.EngagementId });
            clock.Property(c => c.Title).HasMaxLength(60);
            clock.Property(c => c.Organiser).HasMaxLength(100);
            clock.HasIndex(c => c.LookAt).HasFilter("look_at IS NOT NULL");
            clock.HasIndex(c => new { c.DivisionCode, c.DueAt }).HasFilter("done_at IS NULL");
        }
    }
}
