using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Cases;
using Weiguang.Kernel.Security;

namespace Weiguang.Hours.Domain;

/// <summary>Somebody doubts hours that are shown in public. Staff outside the team decide; nobody of the team learns who it was.</summary>
internal sealed class Objection : PublicObjection, IScoped<Objection>
{
    public const int MostName = 30;

    public static Expression<Func<Objection, Viewer, bool>> VisibleTo { get; } = VisibleToItsPeople<Objection>();

    public required Guid SourceId { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>Who of the station entered it for somebody who came and has no account; then nobody stands for <see cref="PublicObjection.By"/>. They have a part in the matter, and one open doubt of a record at a time.</summary>
    public Guid? EnteredBy { get; private init; }

    /// <summary>How whoever came is called; empty for somebody who gave no name.</summary>
    public string Told { get; private init; } = "";

    /// <summary>Said at a station by somebody without an account.</summary>
    public static Objection AtStation(ServiceRecord record, string name, string reason, Guid enteredBy, DateTime now)
    {
        var id = Guid.CreateVersion7();
        return new() { SourceId = record.SourceId, Id = id, RecordId = record.Id, DivisionCode = record.DivisionCode, By = id, EnteredBy = enteredBy, Told = name, Reason = reason, At = now };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Objection>
    {
        public void Configure(EntityTypeBuilder<Objection> objection)
        {
            objection.ToTable("hours_objection").InFamily("source", nameof(SourceId));
            objection.HasKey(o => new { o.SourceId, o.Id });
            objection.Property(o => o.Id).ValueGeneratedNever();
            objection.Property(o => o.Reason).HasMaxLength(MostLetters).IsSealed(Personal.Note);
            objection.Property(o => o.Told).HasMaxLength(MostName).IsSealed(Personal.Note);
            objection.Property(o => o.Decision).HasMaxLength(MostLetters).IsSealed(Personal.Note);
            // One doubt of one person about one record is enough.
            objection.HasIndex(o => new { o.SourceId, o.RecordId, o.By }).IsUnique();
            objection.HasIndex(o => new { o.SourceId, o.RecordId, o.EnteredBy }).IsUnique().HasFilter("upheld IS NULL AND entered_by IS NOT NULL");
            objection.HasIndex(o => new { o.DivisionCode, o.At }).HasFilter("upheld IS NULL");
        }
    }
}
