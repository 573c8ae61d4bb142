using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Ledger;

namespace Weiguang.Activities.Domain;

/// <summary>What showed that somebody was there; each is independent of the others.</summary>
[Flags]
public enum ProofKinds
{
    None = 0,

    /// <summary>The organiser's changing code was read on the spot.</summary>
    RotatingCode = 1,

    /// <summary>The volunteer's own card was read by somebody else.</summary>
    Card = 2,

    /// <summary>The phone was inside the fence.</summary>
    Position = 4,

    /// <summary>The organiser ticked the list: somebody's word.</summary>
    Word = 8,
}

/// <summary>Which end of the service a proof is for.</summary>
public enum ProofEnd
{
    In,
    Out,

    /// <summary>In between: still there.</summary>
    Seen,
}

/// <summary>One volunteer's presence at one shift. Minutes are counted from it, never typed in.</summary>
internal sealed class Attendance : IScoped<Attendance>
{
    public static Expression<Func<Attendance, Viewer, bool>> VisibleTo { get; } = (attendance, viewer) =>
        viewer.All || attendance.VolunteerId == viewer.PersonId
        || (attendance.DivisionCode >= viewer.From && attendance.DivisionCode < viewer.To)
        || (attendance.TeamId != null && viewer.TeamIds.Contains(attendance.TeamId.Value));

    public required Guid ActivityId { get; init; }

    public required Guid ShiftId { get; init; }

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

    public required long DivisionCode { get; init; }

    public Guid? TeamId { get; init; }

    /// <summary>Its service record stands from now on.</summary>
    public void Record(DateTime now) => RecordedAt = now;

    internal sealed class Mapping : IEntityTypeConfiguration<Attendance>
    {
        public void Configure(EntityTypeBuilder<Attendance> attendance)
        {
            attendance.ToTable("activities_attendance").InFamily("activity", nameof(ActivityId));
            attendance.HasKey(a => new { a.ActivityId, a.ShiftId, a.VolunteerId });
            attendance.Property(a => a.InDevice).HasMaxLength(43);
            attendance.Property(a => a.InProof).HasMaxLength(60); // All kinds by name, with commas.
            attendance.Property(a => a.OutProof).HasMaxLength(60);
            attendance.HasIndex(a => new { a.VolunteerId, a.InAt });
            attendance.HasIndex(a => a.OutAt).HasFilter("out_at IS NOT NULL AND recorded_at IS NULL");
        }
    }
}

/// <summary>
/// One reading of a code, card, position or list, as it came in: what the evidence grade rests on. Written once and never changed, but for the shift it counts for, which is worked out
/// again when something read earlier comes in later.
/// </summary>
internal sealed class Proof
{
    public required Guid ActivityId { get; init; }

    /// <summary>Chosen by the device that read it, so that sending it again changes nothing.</summary>
    public required Guid Id { get; init; }

    /// <summary>The shift it counts for: the one that was named, else what the rules make of everything that was read.</summary>
    public required Guid ShiftId { get; init; }

    public bool NamesShift { get; init; }

    public required Guid VolunteerId { get; init; }

    public required ProofEnd End { get; init; }

    public required ProofKinds Kinds { get; init; }

    /// <summary>When it was read, by the reading device for kiosks; never later than <see cref="ReceivedAt"/>.</summary>
    public required DateTime At { get; init; }

    public required DateTime ReceivedAt { get; init; }

    /// <summary>The kiosk that read it without network, and what its own clock said then: whoever doubts a late reading can see all three times.</summary>
    public Guid? KioskId { get; init; }

    public DateTime? DeviceAt { get; init; }

    /// <summary>Distance from the activity, and the accuracy the phone gave, in metres.</summary>
    public int? Metres { get; init; }

    public int? AccuracyMetres { get; init; }

    /// <summary>Keyed fingerprint of the phone or kiosk: the same for all it reads, nothing else can be learnt from it.</summary>
    public string Device { get; init; } = "";

    /// <summary>Who ticked or scanned; null when the volunteer did it.</summary>
    public Guid? ByPersonId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Proof>
    {
        public void Configure(EntityTypeBuilder<Proof> proof)
        {
            proof.ToTable("activities_proof").InFamily("activity", nameof(ActivityId));
            proof.HasKey(p => new { p.ActivityId, p.Id });
            proof.Property(p => p.Id).ValueGeneratedNever();
            proof.Property(p => p.Device).HasMaxLength(43);
            proof.Property(p => p.Kinds).HasMaxLength(60);
            proof.HasIndex(p => new { p.VolunteerId, p.At });
        }
    }
}
