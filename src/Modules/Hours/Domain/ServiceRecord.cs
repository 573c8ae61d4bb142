using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Ledger;

namespace Weiguang.Hours.Domain;

/// <summary>Where a service record stands (docs/algorithms/hours.md).</summary>
public enum RecordState
{
    /// <summary>Forgot to check out: the organiser is asked when they left.</summary>
    [Phrase("等组织者确认几点走的")] Questioned,

    /// <summary>Rests on one person's word: waits for a second.</summary>
    [Phrase("等第二个人确认")] Unconfirmed,

    /// <summary>Entered afterwards: shown to everybody before it counts.</summary>
    [Phrase("公示中")] Publicity,

    /// <summary>Proven; on its way into the ledger.</summary>
    [Phrase("正在入账")] Proven,

    [Phrase("已入账")] Posted,

    /// <summary>Counts nothing: no minutes, taken back, or not upheld.</summary>
    [Phrase("不计时长")] Void,
}

/// <summary>What the end of the service rests on.</summary>
public enum RecordBasis
{
    [Phrase("有签退")] CheckOut,
    [Phrase("没签退，按最后一次在场的证明")] LastSeen,
    [Phrase("没签退，组织者确认的时间")] Word,
    [Phrase("事后补录")] Backfill,
    [Phrase("按申请更正")] Correction,
}

/// <summary>
/// One service of one volunteer 服务记录 as Order 67 (2020), articles 7 and 10, asks: name, date, place, content, time, organiser, person in charge, evaluation.
/// The side of the engagement is a snapshot; the volunteer stands by reference. What happened to it stands in <see cref="RecordEvent"/>.
/// </summary>
internal sealed partial class ServiceRecord : IScoped<ServiceRecord>
{
    public static Expression<Func<ServiceRecord, Viewer, bool>> VisibleTo { get; } = (record, viewer) =>
        viewer.All || record.VolunteerId == viewer.PersonId || (!record.IsOffices && record.LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty)
        || (record.DivisionCode >= viewer.From && record.DivisionCode < viewer.To)
        || (record.TeamId != null && viewer.TeamIds.Contains(record.TeamId.Value));

    /// <summary>See <see cref="IEngagementSource.Kind"/>.</summary>
    public required string Source { get; init; }

    public required Guid SourceId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid EngagementId { get; init; }

    public required Guid VolunteerId { get; init; }

    public required long DivisionCode { get; init; }

    public required Guid? TeamId { get; init; }

    public required string Title { get; init; }

    public required string Category { get; init; }

    public required string Place { get; init; }

    /// <summary>What was done: the post and its duties.</summary>
    public required string Content { get; init; }

    public required string Organiser { get; init; }

    public required Guid LeadId { get; init; }

    /// <summary>See <see cref="Engagement.IsOffices"/>.</summary>
    public bool IsOffices { get; init; }

    /// <summary>See <see cref="Engagement.IsClosed"/>.</summary>
    public bool IsClosed { get; init; }

    /// <summary>What it is called to whoever knows it from the public page alone.</summary>
    public string PublicTitle => IsClosed ? Organiser : Title;

    /// <summary>Name of the person in charge as it was then.</summary>
    public required Sealed LeadName { get; init; }

    /// <summary>From when, UTC; the date of the service.</summary>
    public required DateTime FromAt { get; init; }

    /// <summary>Until when; null while that is asked.</summary>
    public DateTime? UntilAt { get; private set; }

    public ProofKinds InProof { get; init; }

    /// <summary>See <see cref="Stay.IsOfBody"/>: somebody from outside has to say that it was so.</summary>
    public bool IsOfBody { get; init; }

    /// <summary>See <see cref="Stay.IsLate"/>: it takes the volunteer's own word and somebody's from outside.</summary>
    public bool IsLate { get; init; }

    /// <summary>Had not signed up: whoever runs it put them on the list at the door.</summary>
    public bool IsAdded { get; init; }

    /// <summary>Nothing but one body's word has been known of them for long (<see cref="Records.Deciding.Unseen"/>): it takes their own word and somebody's from outside, or that of whoever was served.</summary>
    public bool IsUnseen { get; private set; }

    /// <summary>Somebody from outside is asked.</summary>
    public bool IsAskedOutside => IsOfBody || IsLate || IsUnseen;

    public ProofKinds OutProof { get; private set; }

    public RecordBasis Basis { get; private set; }

    /// <summary>What counts, in minutes.</summary>
    public int Minutes { get; private set; }

    public EvidenceGrade Grade { get; private set; } = EvidenceGrade.D;

    public RecordState State { get; private set; }

    public DateTime StateAt { get; private set; }

    /// <summary>Whose word it rests on: somebody else has to confirm.</summary>
    public Guid? WordOf { get; private set; }

    /// <summary>Until when the organiser may answer, or the publicity lasts.</summary>
    public DateTime? WaitsUntil { get; private set; }

    /// <summary>What counts, or is on its way to: nothing of what was taken back.</summary>
    public int Counts => State == RecordState.Void ? 0 : Minutes;

    /// <summary>What it is to count once it has been shown in public until <see cref="WaitsUntil"/>, where more than was proven was said: what counts meanwhile goes on counting.</summary>
    public int? SaidMinutes { get; private set; }

    /// <summary>When the volunteer says they left, while that is asked: one word of two.</summary>
    public DateTime? ProposedUntil { get; private set; }

    /// <summary>Since when staff of the place are asked, because the organiser did not answer.</summary>
    public DateTime? EscalatedAt { get; private set; }

    /// <summary>Objections not decided yet.</summary>
    public int OpenObjections { get; private set; }

    /// <summary>Something about it looks made up and nobody has decided yet: it does not go into the ledger, and where it is there it is not used.</summary>
    public DateTime? HeldAt { get; private set; }

    /// <summary>Held, or doubted by somebody.</summary>
    public static readonly Expression<Func<ServiceRecord, bool>> IsDisputed = r => r.HeldAt != null || r.OpenObjections > 0;

    /// <summary>Source of its posting in the ledger; a corrected record is posted from a new source.</summary>
    public Guid? PostingId { get; private set; }

    /// <summary>Service quality, 1 to 5; null until evaluated.</summary>
    public int? Stars { get; private set; }

    public string Words { get; private set; } = "";

    public DateTime? EvaluatedAt { get; private set; }

    public Guid? EvaluatedBy { get; private set; }

    public int StoryLength { get; private set; }

    public int Version { get; private set; }

    public List<RecordEvent> Story { get; } = [];

    /// <summary>Who stands behind it by what was shown, before anybody has confirmed it.</summary>
    public Backing Backing => Grade == EvidenceGrade.D ? Backing.Unmeasured with { IsLate = IsOfBody || IsLate || IsUnseen } : Backing.Of(InProof, OutProof, IsOfBody, IsLate, IsUnseen);

    /// <summary>The transfer that its posting makes; null before it was proven.</summary>
    public Guid? TransferId => PostingId is { } posting ? LedgerTransfer.IdOf(Source, posting, LedgerAccountKey.Person(VolunteerId), LedgerUnit.Minutes) : null;

    internal sealed class Mapping : IEntityTypeConfiguration<ServiceRecord>
    {
        public void Configure(EntityTypeBuilder<ServiceRecord> record)
        {
            record.ToTable("hours_record").InFamily("source", nameof(SourceId));
            record.HasKey(r => new { r.SourceId, r.Id });
            record.Property(r => r.Id).ValueGeneratedNever();
            record.Property(r => r.Source).HasMaxLength(20);
            record.Property(r => r.Title).HasMaxLength(60);
            record.Property(r => r.Category).HasMaxLength(4);
            record.Property(r => r.Place).HasMaxLength(100);
            record.Property(r => r.Organiser).HasMaxLength(100);
            record.Property(r => r.Words).HasMaxLength(200).IsSealed(Personal.Note);
            record.Property(r => r.Version).IsConcurrencyToken();
            record.Ignore(r => r.TransferId).Ignore(r => r.Counts).Ignore(r => r.PublicTitle).Ignore(r => r.Backing).Ignore(r => r.IsAskedOutside);
            record.HasMany(r => r.Story).WithOne().HasForeignKey(e => new { e.SourceId, e.RecordId });
            // One record that counts for one person and engagement; void ones may stand beside it.
            record.HasIndex(r => new { r.SourceId, r.EngagementId, r.VolunteerId }).IsUnique().HasFilter("state <> 'Void'");
            record.HasIndex(r => new { r.VolunteerId, r.FromAt });
            record.HasIndex(r => new { r.TeamId, r.FromAt });
            record.HasIndex(r => new { r.VolunteerId, r.Id }).HasFilter("held_at IS NOT NULL OR open_objections > 0"); // The few that are not used.
            record.HasIndex(r => new { r.LeadId, r.FromAt }); // And with team and place what shares of a month are counted of.
            record.HasIndex(r => new { r.DivisionCode, r.FromAt });
            record.HasIndex(r => r.StateAt);
            record.HasIndex(r => r.WaitsUntil).HasFilter("waits_until IS NOT NULL");
            record.HasIndex(r => new { r.DivisionCode, r.EscalatedAt }).HasFilter("state = 'Questioned'"); // The few that wait for an office, of all there ever were.
            record.HasIndex(r => new { r.DivisionCode, r.StateAt }).HasFilter("state = 'Unconfirmed' AND (is_of_body OR is_late OR is_unseen)"); // And for somebody from outside.
        }
    }
}
