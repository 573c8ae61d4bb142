using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Recognition.Domain;

/// <summary>Somebody's objection to a star in publicity. The volunteer is told that there is one, never whose.</summary>
internal sealed class StarObjection : IScoped<StarObjection>
{
    public const int MostLetters = 500;

    public static Expression<Func<StarObjection, Viewer, bool>> VisibleTo { get; } =
        (objection, viewer) => viewer.All || objection.By == viewer.PersonId || (objection.DivisionCode >= viewer.From && objection.DivisionCode < viewer.To);

    public required Guid PersonId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required int Level { get; init; }

    public required long DivisionCode { get; init; }

    public required Guid By { get; init; }

    public required string Reason { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Null while open.</summary>
    public bool? Upheld { get; private set; }

    public string Decision { get; private set; } = "";

    public DateTime? DecidedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public void Decide(bool upheld, string decision, Guid by, DateTime now) => (Upheld, Decision, DecidedBy, DecidedAt) = (upheld, decision, by, now);

    internal sealed class Mapping : IEntityTypeConfiguration<StarObjection>
    {
        public void Configure(EntityTypeBuilder<StarObjection> objection)
        {
            objection.ToTable("recognition_star_objection").InFamily("person", nameof(PersonId));
            objection.HasKey(o => new { o.PersonId, o.Id });
            objection.Property(o => o.Reason).HasMaxLength(MostLetters);
            objection.Property(o => o.Decision).HasMaxLength(MostLetters);
        }
    }
}
