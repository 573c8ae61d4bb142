using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Hours.Faces;

/// <summary>What somebody in front of their camera is asked to do. As names in the API: turn-left, turn-right, open-mouth, nod.</summary>
internal enum FaceMove
{
    TurnLeft,
    TurnRight,
    OpenMouth,
    Nod,
}

/// <summary>Movements drawn by lot for one person, once and for two minutes: whoever answers it takes it away.</summary>
internal sealed class FaceChallenge : IScoped<FaceChallenge>
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    public static Expression<Func<FaceChallenge, Viewer, bool>> VisibleTo { get; } = (challenge, viewer) => viewer.All || challenge.VolunteerId == viewer.PersonId;

    public required Guid VolunteerId { get; init; }

    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>The movements one after the other; see <see cref="FaceRules.OrderOf"/>.</summary>
    public required int Drawn { get; init; }

    public required DateTime UntilAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FaceChallenge>
    {
        public void Configure(EntityTypeBuilder<FaceChallenge> challenge)
        {
            challenge.ToTable("hours_face_challenge").InFamily("volunteer", nameof(VolunteerId));
            challenge.HasKey(c => new { c.VolunteerId, c.Id });
            challenge.Property(c => c.Id).ValueGeneratedNever();
        }
    }
}
