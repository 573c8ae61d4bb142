using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Recognition.Domain;

/// <summary>One step of a star, never changed.</summary>
internal sealed class StarEvent : IScoped<StarEvent>
{
    public static Expression<Func<StarEvent, Viewer, bool>> VisibleTo { get; } =
        (step, viewer) => viewer.All || step.PersonId == viewer.PersonId || (step.DivisionCode >= viewer.From && step.DivisionCode < viewer.To);

    public required Guid PersonId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required int Level { get; init; }

    public required long DivisionCode { get; init; }

    /// <summary>The state that was entered.</summary>
    public required StarState State { get; init; }

    /// <summary>Who decided; <see cref="Guid.Empty"/> for the clock.</summary>
    public required Guid By { get; init; }

    public string Reason { get; init; } = "";

    public required DateTime At { get; init; }

    public static StarEvent Of(StarCase star, Guid by, string reason, DateTime now, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        PersonId = star.PersonId,
        Level = star.Level,
        DivisionCode = star.DivisionCode,
        State = star.State,
        By = by,
        Reason = reason,
        At = now,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<StarEvent>
    {
        public void Configure(EntityTypeBuilder<StarEvent> step)
        {
            step.ToTable("recognition_star_event").InFamily("person", nameof(PersonId));
            step.HasKey(e => new { e.PersonId, e.Id });
            step.Property(e => e.Reason).HasMaxLength(StarObjection.MostLetters).IsSealed(Personal.Note);
        }
    }
}
