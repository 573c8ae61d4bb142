using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Faces;

/// <summary>What a comparison came to.</summary>
internal enum FaceVerdict
{
    [Phrase("像您本人")] Same,
    [Phrase("看不准")] Unsure,
    [Phrase("不像登记的样子")] Other,
}

/// <summary>One comparison beside a proof: what it came to, and neither what was compared nor how far apart it lay.</summary>
internal sealed class FaceCheck : IPartOf<FaceCheck, Stay>
{
    /// <summary>Of one proof: a lamp behind somebody is no reason for a doubt, and trying on for ever is none for trust.</summary>
    public const int Most = 3;

    public static Expression<Func<FaceCheck, Stay, Viewer, bool>> PartOf { get; } = (check, stay, _) =>
        check.SourceId == stay.SourceId && check.EngagementId == stay.EngagementId && check.VolunteerId == stay.VolunteerId;

    public required Guid SourceId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid EngagementId { get; init; }

    public required Guid VolunteerId { get; init; }

    public required Guid ProofId { get; init; }

    /// <summary>See <see cref="Proof.Device"/>: the phone that showed the face is the one that showed the proof.</summary>
    public required string Device { get; init; }

    public required FaceVerdict Verdict { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FaceCheck>
    {
        public void Configure(EntityTypeBuilder<FaceCheck> check)
        {
            check.ToTable("hours_face_check").InFamily("source", nameof(SourceId));
            check.HasKey(c => new { c.SourceId, c.Id });
            check.Property(c => c.Id).ValueGeneratedNever();
            check.Property(c => c.Device).HasMaxLength(43);
            check.HasIndex(c => new { c.VolunteerId, c.At });
            check.HasIndex(c => new { c.SourceId, c.EngagementId });
        }
    }
}
