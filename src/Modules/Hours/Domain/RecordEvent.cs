using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Ledger;

namespace Weiguang.Hours.Domain;

public enum RecordAction
{
    [Phrase("没有签退，请组织者确认")] Question,
    [Phrase("本人说了几点走的")] Propose,
    [Phrase("组织者没有回话，请站里核实")] Escalate,
    /// <summary>The reason are the minutes outside the agreed time, where there are any.</summary>
    [Phrase("算出时长")] Count,
    [Phrase("审核通过，开始公示")] Announce,
    [Phrase("确认属实")] Confirm,
    [Phrase("公示期满")] EndPublicity,
    [Phrase("记入时长账")] Post,
    [Phrase("撤销")] Revoke,
    [Phrase("更正")] Correct,
    [Phrase("评价")] Evaluate,
    [Phrase("有人提出异议")] Doubt,
    [Phrase("异议不成立")] Dismiss,
    [Phrase("暂缓，核查中")] Hold,
    [Phrase("核查完毕，恢复")] Release,

    /// <summary>Part of the time, or all, counts already in another record; the reason is what that is called.</summary>
    [Phrase("和别的时长重了")] Overlap,

    /// <summary>The day counts no more; the reason is its most, in minutes.</summary>
    [Phrase("超过了一天的上限")] Cap,

    /// <summary>What people said beyond what was proven was not so.</summary>
    [Phrase("多说的那一段不成立")] Unsay,
}

/// <summary>One step in the story of a service record, with what it said then. Written once, never changed.</summary>
internal sealed class RecordEvent : IPartOf<RecordEvent, ServiceRecord>
{
    public static Expression<Func<RecordEvent, ServiceRecord, Viewer, bool>> PartOf { get; } = (step, record, _) => step.SourceId == record.SourceId && step.RecordId == record.Id;

    public required Guid SourceId { get; init; }

    public required Guid RecordId { get; init; }

    public required int Sequence { get; init; }

    public required RecordAction Action { get; init; }

    public required RecordState To { get; init; }

    public required int Minutes { get; init; }

    public required EvidenceGrade Grade { get; init; }

    /// <summary>Empty for the clock and for whoever objected: nobody learns their name.</summary>
    public required Guid ActorId { get; init; }

    public required DateTime At { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Source of the posting that stood after this step.</summary>
    public Guid? PostingId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RecordEvent>
    {
        public void Configure(EntityTypeBuilder<RecordEvent> step)
        {
            step.ToTable("hours_record_event").InFamily("source", nameof(SourceId));
            step.HasKey(e => new { e.SourceId, e.RecordId, e.Sequence });
            step.HasIndex(e => e.ActorId).HasFilter("action IN ('Announce', 'Correct')"); // What one person approved.
            step.Property(e => e.Reason).HasMaxLength(500).IsSealed(Personal.Note);
        }
    }
}

/// <summary>What a presence came to.</summary>
internal sealed record Counted(DateTime Until, ProofKinds OutProof, int Minutes, EvidenceGrade Grade)
{
    /// <summary>Minutes that were proven as well, but lie outside the agreed time.</summary>
    public int Outside { get; init; }
}
