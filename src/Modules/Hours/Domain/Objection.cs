using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Cases;
using Weiguang.Kernel.Security;

namespace Weiguang.Hours.Domain;

/// <summary>Somebody doubts hours that are shown in public. Staff outside the team decide; nobody of the team learns who it was.</summary>
internal sealed class Objection : PublicObjection, IScoped<Objection>
{
    public static Expression<Func<Objection, Viewer, bool>> VisibleTo { get; } = VisibleToItsPeople<Objection>();

    public required Guid SourceId { get; init; }

    public required Guid RecordId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Objection>
    {
        public void Configure(EntityTypeBuilder<Objection> objection)
        {
            objection.ToTable("hours_objection").InFamily("source", nameof(SourceId));
            objection.HasKey(o => new { o.SourceId, o.Id });
            objection.Property(o => o.Id).ValueGeneratedNever();
            objection.Property(o => o.Reason).HasMaxLength(MostLetters).IsSealed(Personal.Note);
            objection.Property(o => o.Decision).HasMaxLength(MostLetters).IsSealed(Personal.Note);
            // One doubt of one person about one record is enough.
            objection.HasIndex(o => new { o.SourceId, o.RecordId, o.By }).IsUnique();
            objection.HasIndex(o => new { o.DivisionCode, o.At }).HasFilter("upheld IS NULL");
        }
    }
}
