using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Hours;

/// <summary>
/// One reading of a code, card, position or list, as it came in: what the evidence grade rests on. Written once; what it shows never changes. Worked out again is the shift it counts for, when something read earlier comes in later;
/// counted on it are the tries at the number of the door, and when it was told.
/// </summary>
public sealed class Proof : IPartOf<Proof, Stay>
{
    /// <summary>A code stands on the screen for fifteen seconds, and opening the page takes ten: whoever reads it later was hardly at the door.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(25);

    public static Expression<Func<Proof, Stay, Viewer, bool>> PartOf { get; } = (proof, stay, _) =>
        proof.SourceId == stay.SourceId && proof.EngagementId == stay.EngagementId && proof.VolunteerId == stay.VolunteerId;

    public required Guid SourceId { get; init; }

    /// <summary>Chosen by the device that read it, so that sending it again changes nothing.</summary>
    public required Guid Id { get; init; }

    /// <summary>The shift it counts for: the one that was named, else what the rules make of everything that was read.</summary>
    public required Guid EngagementId { get; init; }

    public bool NamesEngagement { get; init; }

    public required Guid VolunteerId { get; init; }

    public required ProofEnd End { get; init; }

    public required ProofKinds Kinds { get; init; }

    /// <summary>When it was read, by the reading device for kiosks; never later than <see cref="ReceivedAt"/>.</summary>
    public required DateTime At { get; init; }

    public required DateTime ReceivedAt { get; init; }

    /// <summary>The kiosk that read it without network, and what its own clock said then: whoever doubts a late reading can see all three times.</summary>
    public Guid? KioskId { get; init; }

    public DateTime? DeviceAt { get; init; }

    /// <summary>The kiosk's log does not vouch for it: cut, forked, by a clock that was moved, or there is none and it came home late.</summary>
    public bool IsUnvouched { get; init; }

    /// <summary>Distance from the place, and the accuracy the phone gave, in metres.</summary>
    public int? Metres { get; init; }

    public int? AccuracyMetres { get; init; }

    /// <summary>Keyed fingerprint of the phone or kiosk: the same for all it reads, nothing else can be learnt from it.</summary>
    public string Device { get; init; } = "";

    /// <summary>Keyed fingerprint of the network it came from; empty where somebody else read it. Nothing else can be learnt from it.</summary>
    public string Network { get; init; } = "";

    /// <summary>When the code that was read came onto the screen; null where none was.</summary>
    public DateTime? ShownAt { get; init; }

    /// <summary>The number that is told at the door was asked for, see <see cref="ProofKinds.Scan"/>; when it was given, and after how many tries.</summary>
    public bool IsDoorAsked { get; init; }

    public DateTime? DoorAt { get; init; }

    public int DoorTries { get; init; }

    /// <summary>Who ticked or scanned; null when the volunteer did it.</summary>
    public Guid? ByPersonId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Proof>
    {
        public void Configure(EntityTypeBuilder<Proof> proof)
        {
            proof.ToTable("hours_proof").InFamily("source", nameof(SourceId));
            proof.HasKey(p => new { p.SourceId, p.Id });
            proof.Property(p => p.Id).ValueGeneratedNever();
            proof.Property(p => p.Device).HasMaxLength(43);
            proof.Property(p => p.Network).HasMaxLength(43);
            proof.Property(p => p.Kinds).HasMaxLength(60);
            proof.HasIndex(p => new { p.VolunteerId, p.At });
        }
    }
}
