using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Hours.Faces;

/// <summary>
/// That somebody has agreed to have their face compared, and the 128 numbers that their own phone made of it. Whoever withdraws leaves no row: there is nothing to forget to delete.
/// </summary>
internal sealed class Face : IScoped<Face>
{
    internal static readonly TimeSpan Glance = TimeSpan.FromHours(1);

    public static Expression<Func<Face, Viewer, bool>> VisibleTo { get; } = (face, viewer) => viewer.All || face.VolunteerId == viewer.PersonId;

    public required Guid VolunteerId { get; init; }

    /// <summary>See <see cref="FaceConsent.Version"/>: an older yes does not cover a newer text.</summary>
    public required int ConsentVersion { get; set; }

    public required DateTime AgreedAt { get; set; }

    /// <summary>Opened to compare it, and for nothing else: not even its owner reads it.</summary>
    public Sealed Numbers { get; private set; } = Sealed.Nothing;

    public DateTime? EnrolledAt { get; private set; }

    public DateTime? UsedAt { get; set; }

    /// <summary>When the patrol asks again whether it may stay.</summary>
    public DateTime LookAt { get; private set; }

    public void Enrol(Sealed numbers, DateTime now) => (Numbers, EnrolledAt) = (numbers, now);

    public void LookAgain(DateTime now) => LookAt = now + Glance;

    internal sealed class Mapping : IEntityTypeConfiguration<Face>
    {
        public void Configure(EntityTypeBuilder<Face> face)
        {
            face.ToTable("hours_face").InFamily("volunteer", nameof(VolunteerId));
            face.HasKey(f => f.VolunteerId);
            face.Property(f => f.VolunteerId).ValueGeneratedNever();
            face.HasIndex(f => f.LookAt);
        }
    }
}
