using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Domain;

/// <summary>What looks like made-up hours.</summary>
public enum AnomalyKind
{
    [Phrase("两处相隔太远，来不及")] Travel,
    [Phrase("一部手机给很多人签到")] Device,
    [Phrase("几分钟内勾了很多人")] Crowd,
    [Phrase("半夜的时长")] Night,
    [Phrase("补录占比太高")] BackfillShare,
    [Phrase("分秒不差，不像人勾的")] Identical,
    [Phrase("定位不像真的")] Position,
    [Phrase("总是同样两个人")] Pair,
    [Phrase("上门转成一圈")] Ring,
    [Phrase("签到机的记录靠不住")] Kiosk,
    [Phrase("码像是转发的")] Forwarded,
    [Phrase("脸不像登记的样子")] Face,
}

public enum AnomalyState
{
    [Phrase("待核查")] Open,
    [Phrase("有人在查")] Held,
    [Phrase("没有问题")] Cleared,
    [Phrase("查实，已撤销")] Upheld,
}

/// <summary>One hit of a rule: somebody looks at it, and until they have decided the records it is about are held. The same facts never open a second case.</summary>
internal sealed class AnomalyCase : IScoped<AnomalyCase>
{
    public static Expression<Func<AnomalyCase, Viewer, bool>> VisibleTo { get; } = (found, viewer) =>
        viewer.All || (found.DivisionCode >= viewer.From && found.DivisionCode < viewer.To);

    public required Guid SourceId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required AnomalyKind Kind { get; init; }

    /// <summary>What makes these facts the same as others: SHA-256 in hexadecimal of kind, place and people.</summary>
    public required string Facts { get; init; }

    public required long DivisionCode { get; init; }

    public required Guid? TeamId { get; init; }

    public required string Title { get; init; }

    public required string Organiser { get; init; }

    public required Guid LeadId { get; init; }

    /// <summary>Hash of what it is about beyond this engagement; empty for most. What was found to be all right is not asked about again so soon.</summary>
    public string Topic { get; init; } = "";

    /// <summary>Source phrase and arguments of the evidence.</summary>
    public required string Evidence { get; set; }

    public required string[] Arguments { get; set; }

    public required Guid EngagementId { get; init; }

    /// <summary>Whose hours it is about.</summary>
    public required Guid[] VolunteerIds { get; set; }

    public required DateTime At { get; init; }

    public AnomalyState State { get; private set; }

    public string Decision { get; private set; } = "";

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public bool IsOpen => State is AnomalyState.Open or AnomalyState.Held;

    public void Enter(AnomalyState state, string decision, Guid by, DateTime now) => (State, Decision, DecidedBy, DecidedAt) = (state, decision, by, now);

    /// <summary>More people have come to the same facts.</summary>
    public void Grow(IEnumerable<Guid> people, string evidence, string[] arguments) => (VolunteerIds, Evidence, Arguments) = ([.. VolunteerIds.Union(people)], evidence, arguments);

    internal sealed class Mapping : IEntityTypeConfiguration<AnomalyCase>
    {
        public void Configure(EntityTypeBuilder<AnomalyCase> found)
        {
            found.ToTable("hours_anomaly").InFamily("source", nameof(SourceId));
            found.Property(f => f.Arguments).IsSealed(Personal.Note);
            found.HasKey(c => new { c.SourceId, c.Id });
            found.Property(c => c.Id).ValueGeneratedNever();
            found.Property(c => c.Title).HasMaxLength(60);
            found.Property(c => c.Organiser).HasMaxLength(100);
            found.Property(c => c.Facts).HasMaxLength(64);
            found.Property(c => c.Decision).HasMaxLength(500).IsSealed(Personal.Note);
            found.HasIndex(c => new { c.SourceId, c.Facts }).IsUnique();
            found.Property(c => c.Topic).HasMaxLength(64);
            found.HasIndex(c => c.Topic).HasFilter("topic <> ''");
            found.HasIndex(c => new { c.SourceId, c.EngagementId });
            found.HasIndex(c => new { c.State, c.DivisionCode, c.At });
        }
    }
}

/// <summary>How far a sweep has read.</summary>
internal sealed class SweepMark
{
    public required string Name { get; init; }

    public required DateTime ReadUntil { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<SweepMark>
    {
        public void Configure(EntityTypeBuilder<SweepMark> mark)
        {
            mark.ToTable("hours_sweep_mark").IsReference();
            mark.HasKey(m => m.Name);
            mark.Property(m => m.Name).HasMaxLength(30);
        }
    }
}
