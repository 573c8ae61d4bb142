using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Hours;

/// <summary>Somebody's time in one engagement, such as a shift. Minutes are counted from it, never typed in.</summary>
public sealed class Stay : IScoped<Stay>
{
    public static Expression<Func<Stay, Viewer, bool>> VisibleTo { get; } = (stay, viewer) =>
        viewer.All || stay.VolunteerId == viewer.PersonId
        || (stay.DivisionCode >= viewer.From && stay.DivisionCode < viewer.To)
        || (stay.TeamId != null && viewer.TeamIds.Contains(stay.TeamId.Value));

    public required Guid SourceId { get; init; }

    public required Guid EngagementId { get; init; }

    public required Guid VolunteerId { get; init; }

    public required DateTime InAt { get; set; }

    public required ProofKinds InProof { get; set; }

    /// <summary>See <see cref="Proof.Device"/>: which phone or kiosk let them in.</summary>
    public string InDevice { get; set; } = "";

    public DateTime? OutAt { get; set; }

    public ProofKinds OutProof { get; set; }

    /// <summary>The last moment something proved that they were there.</summary>
    public required DateTime SeenAt { get; set; }

    /// <summary>Two kiosks without network both let this person in: the organiser looks at it.</summary>
    public bool IsDisputed { get; set; }

    /// <summary>Since when it stands as the organiser settled it: what comes in later is kept, and changes it no more.</summary>
    public DateTime? RuledAt { get; private set; }

    /// <summary>Since when its service record stands; null while the hours engine has not taken it up.</summary>
    public DateTime? RecordedAt { get; private set; }

    /// <summary>Belonged to those who run or may edit it when they came; leaving them afterwards changes nothing.</summary>
    public bool IsOfBody { get; init; }

    /// <summary>A kiosk brought the arrival home when the time of the shift and its slack were over, and everybody had been missed.</summary>
    public bool IsLate { get; init; }

    public required long DivisionCode { get; init; }

    public Guid? TeamId { get; init; }

    /// <summary>They were not there, as they say: nothing is added to it any more.</summary>
    internal void Deny(DateTime now) => (OutAt, RecordedAt, RuledAt) = (OutAt ?? InAt, now, now);

    /// <summary>Its service record stands from now on.</summary>
    public void Record(DateTime now) => RecordedAt = now;

    internal sealed class Mapping : IEntityTypeConfiguration<Stay>
    {
        public void Configure(EntityTypeBuilder<Stay> stay)
        {
            stay.ToTable("hours_stay").InFamily("source", nameof(SourceId));
            stay.HasKey(a => new { a.SourceId, a.EngagementId, a.VolunteerId });
            stay.Property(a => a.InDevice).HasMaxLength(43);
            stay.Property(a => a.InProof).HasMaxLength(60); // All kinds by name, with commas.
            stay.Property(a => a.OutProof).HasMaxLength(60);
            stay.HasIndex(a => new { a.VolunteerId, a.InAt });
            stay.HasIndex(a => a.OutAt).HasFilter("out_at IS NOT NULL AND recorded_at IS NULL");
        }
    }
}
