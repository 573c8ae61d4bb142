using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Domain;

public enum BackfillState
{
    [Phrase("等站里审核")] Submitted,
    [Phrase("审核通过")] Approved,
    [Phrase("没有通过")] Refused,
}

/// <summary>Hours entered after the event 补录: with pictures, a reason and a declaration. Each volunteer agrees, somebody outside the team approves, then it is shown in public.</summary>
internal sealed class Backfill : IScoped<Backfill>
{
    /// <summary>The organisers, staff of the place, and whom it is about.</summary>
    public static Expression<Func<Backfill, Viewer, bool>> VisibleTo { get; } = (backfill, viewer) =>
        viewer.All || (backfill.By == viewer.PersonId && viewer.PersonId != Guid.Empty)
        || (backfill.DivisionCode >= viewer.From && backfill.DivisionCode < viewer.To)
        || (backfill.TeamId != null && viewer.TeamIds.Contains(backfill.TeamId.Value))
        || viewer.Rows<BackfillOf>().Any(own => own.SourceId == backfill.SourceId && own.BackfillId == backfill.Id && own.VolunteerId == viewer.PersonId);

    public required Guid SourceId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid EngagementId { get; init; }

    public required long DivisionCode { get; init; }

    public required Guid? TeamId { get; init; }

    public required string Title { get; init; }

    public required string Organiser { get; init; }

    public required Guid LeadId { get; init; }

    public required Guid By { get; init; }

    public required DateTime At { get; init; }

    public required DateTime FromAt { get; init; }

    public required DateTime UntilAt { get; init; }

    /// <summary>For each of them.</summary>
    public required int Minutes { get; init; }

    public required string Reason { get; init; }

    public BackfillState State { get; private set; }

    public string Decision { get; private set; } = "";

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public int Version { get; private set; }

    public List<BackfillEntry> Entries { get; } = [];

    public List<BackfillPhoto> Photos { get; } = [];

    public bool Decide(bool approved, string decision, Guid by, DateTime now)
    {
        if (State != BackfillState.Submitted)
        {
            return false;
        }

        (State, Decision, DecidedBy, DecidedAt, Version) = (approved ? BackfillState.Approved : BackfillState.Refused, decision, by, now, Version + 1);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Backfill>
    {
        public void Configure(EntityTypeBuilder<Backfill> backfill)
        {
            backfill.ToTable("hours_backfill").InFamily("source", nameof(SourceId));
            backfill.HasKey(b => new { b.SourceId, b.Id });
            backfill.Property(b => b.Id).ValueGeneratedNever();
            backfill.Property(b => b.Title).HasMaxLength(60);
            backfill.Property(b => b.Organiser).HasMaxLength(100);
            backfill.Property(b => b.Reason).HasMaxLength(500).IsSealed(Personal.Note);
            backfill.Property(b => b.Decision).HasMaxLength(500).IsSealed(Personal.Note);
            backfill.Property(b => b.Version).IsConcurrencyToken();
            backfill.HasMany(b => b.Entries).WithOne().HasForeignKey(e => new { e.SourceId, e.BackfillId });
            backfill.HasMany(b => b.Photos).WithOne().HasForeignKey(p => new { p.SourceId, p.BackfillId });
            backfill.HasIndex(b => new { b.State, b.DivisionCode, b.At });
        }
    }
}

/// <summary>One volunteer of a backfill, and whether they agree that it was so (Order 67, article 6: somebody else enters data only with the volunteer's consent).</summary>
internal sealed class BackfillEntry : IPartOf<BackfillEntry, Backfill>
{
    public static Expression<Func<BackfillEntry, Backfill, Viewer, bool>> PartOf { get; } = (part, backfill, _) => part.SourceId == backfill.SourceId && part.BackfillId == backfill.Id;

    public required Guid SourceId { get; init; }

    public required Guid BackfillId { get; init; }

    public required Guid VolunteerId { get; init; }

    /// <summary>Null until they answer.</summary>
    public bool? Agreed { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>They had hours there by the time it was approved, and got none by it.</summary>
    public bool IsLeftOut { get; private set; }

    public void LeaveOut() => IsLeftOut = true;

    public void Answer(bool agreed, DateTime now) => (Agreed, AnsweredAt) = (agreed, now);

    internal sealed class Mapping : IEntityTypeConfiguration<BackfillEntry>
    {
        public void Configure(EntityTypeBuilder<BackfillEntry> entry)
        {
            entry.ToTable("hours_backfill_entry").InFamily("source", nameof(SourceId));
            entry.HasKey(e => new { e.SourceId, e.BackfillId, e.VolunteerId });
            entry.HasIndex(e => e.VolunteerId).HasFilter("agreed IS NULL");
        }
    }
}

/// <summary>A picture that shows what happened, cleaned of metadata; for those who may see the backfill.</summary>
internal sealed class BackfillPhoto : IPartOf<BackfillPhoto, Backfill>, INumberedAttachment
{
    public static Expression<Func<BackfillPhoto, Backfill, Viewer, bool>> PartOf { get; } = (part, backfill, _) => part.SourceId == backfill.SourceId && part.BackfillId == backfill.Id;

    public required Guid SourceId { get; init; }

    public required Guid BackfillId { get; init; }

    public required int Number { get; init; }

    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>See <see cref="PhotoSigns.TakenAt"/>.</summary>
    public DateTime? TakenAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<BackfillPhoto>
    {
        public void Configure(EntityTypeBuilder<BackfillPhoto> photo)
        {
            photo.ToTable("hours_backfill_photo").InFamily("source", nameof(SourceId));
            photo.HasKey(p => new { p.SourceId, p.BackfillId, p.Number });
            photo.IsAttachment();
        }
    }
}

/// <summary>The keys of entries, for the rule of <see cref="Backfill"/>: it looks at them, and theirs at it.</summary>
internal sealed class BackfillOf
{
    public required Guid SourceId { get; init; }

    public required Guid BackfillId { get; init; }

    public required Guid VolunteerId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<BackfillOf>
    {
        public void Configure(EntityTypeBuilder<BackfillOf> own) => own.HasNoKey().ToView("hours_backfill_entry");
    }
}
