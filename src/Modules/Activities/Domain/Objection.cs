using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Activities.Domain;

/// <summary>Somebody doubts hours that are shown in public. Staff outside the team decide; nobody of the team learns who it was.</summary>
internal sealed class Objection : IScoped<Objection>
{
    public const int MostLetters = 500;

    public static Expression<Func<Objection, Viewer, bool>> VisibleTo { get; } = (objection, viewer) =>
        viewer.All || objection.By == viewer.PersonId || (objection.DivisionCode >= viewer.From && objection.DivisionCode < viewer.To);

    public required Guid ActivityId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RecordId { get; init; }

    public required long DivisionCode { get; init; }

    public required Guid By { get; init; }

    public required string Reason { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Null while open.</summary>
    public bool? Upheld { get; private set; }

    public string Decision { get; private set; } = "";

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public void Decide(bool upheld, string decision, Guid by, DateTime now) => (Upheld, Decision, DecidedBy, DecidedAt) = (upheld, decision, by, now);

    internal sealed class Mapping : IEntityTypeConfiguration<Objection>
    {
        public void Configure(EntityTypeBuilder<Objection> objection)
        {
            objection.ToTable("activities_objection").InFamily("activity", nameof(ActivityId));
            objection.HasKey(o => new { o.ActivityId, o.Id });
            objection.Property(o => o.Id).ValueGeneratedNever();
            objection.Property(o => o.Reason).HasMaxLength(MostLetters);
            objection.Property(o => o.Decision).HasMaxLength(MostLetters);
            // One doubt of one person about one record is enough.
            objection.HasIndex(o => new { o.ActivityId, o.RecordId, o.By }).IsUnique();
            objection.HasIndex(o => o.DivisionCode).HasFilter("upheld IS NULL");
        }
    }
}
