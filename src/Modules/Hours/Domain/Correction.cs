using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Domain;

public enum CorrectionState
{
    [Phrase("等组织者回复")] Asked,

    /// <summary>The organiser says more than was proven: the volunteer says whether it was so.</summary>
    [Phrase("等本人说对不对")] Offered,
    [Phrase("等站里核定")] Proposed,
    [Phrase("已更正")] Approved,
    [Phrase("没有同意")] Refused,

    /// <summary>Approved, and found not to be so while it was shown in public.</summary>
    [Phrase("公示时有异议，没有成立")] Overturned,
}

/// <summary>A volunteer says that a record is wrong; the organiser proposes what is right; somebody outside the team decides.</summary>
internal sealed class Correction : IScoped<Correction>
{
    public static Expression<Func<Correction, Viewer, bool>> VisibleTo { get; } = (correction, viewer) =>
        viewer.All || correction.VolunteerId == viewer.PersonId || (!correction.IsOffices && correction.LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty)
        || (correction.DivisionCode >= viewer.From && correction.DivisionCode < viewer.To)
        || (correction.TeamId != null && viewer.TeamIds.Contains(correction.TeamId.Value));

    public required Guid SourceId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RecordId { get; init; }

    public required Guid VolunteerId { get; init; }

    public required Guid LeadId { get; init; }

    /// <summary>See <see cref="Engagement.IsOffices"/>.</summary>
    public bool IsOffices { get; init; }

    public required long DivisionCode { get; init; }

    public required Guid? TeamId { get; init; }

    public required string Reason { get; init; }

    public required DateTime At { get; init; }

    public CorrectionState State { get; private set; }

    /// <summary>What the organiser says is right.</summary>
    public int? Minutes { get; private set; }

    public string Answer { get; private set; } = "";

    public Guid? AnsweredBy { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>How many minutes more than the record has: said, and drawn from the quota; 0 for a correction that adds none.</summary>
    public int Added { get; private set; }

    public string Decision { get; private set; } = "";

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public int Version { get; private set; }

    public bool IsOpen => State is CorrectionState.Asked or CorrectionState.Offered or CorrectionState.Proposed;

    /// <param name="added">How many of them are said.</param>
    /// <param name="isUnshown">Whether nothing measured the minutes and nobody was shown them: fewer of them need the volunteer's own yes as well.</param>
    public bool Propose(int minutes, int added, string answer, Guid by, DateTime now, bool isUnshown = false)
    {
        if (State != CorrectionState.Asked)
        {
            return false;
        }

        (State, Minutes, Added) = (added > 0 || (isUnshown && minutes > 0) ? CorrectionState.Offered : CorrectionState.Proposed, minutes, added);
        (Answer, AnsweredBy, AnsweredAt, Version) = (answer, by, now, Version + 1);
        return true;
    }

    /// <summary>The volunteer's own yes or no to what the organiser says.</summary>
    public bool Agree(bool agreed, DateTime now)
    {
        if (State != CorrectionState.Offered)
        {
            return false;
        }

        (State, DecidedBy, DecidedAt, Version) = agreed ? (CorrectionState.Proposed, DecidedBy, DecidedAt, Version + 1) : (CorrectionState.Refused, VolunteerId, now, Version + 1);
        return true;
    }

    public bool Decide(bool approved, string decision, Guid by, DateTime now)
    {
        if (State != CorrectionState.Proposed)
        {
            return false;
        }

        (State, Decision, DecidedBy, DecidedAt, Version) = (approved ? CorrectionState.Approved : CorrectionState.Refused, decision, by, now, Version + 1);
        return true;
    }

    /// <summary>What was shown in public was found not to be so, or nothing is left that it could change; false for what was not approved.</summary>
    public bool Overturn()
    {
        if (State != CorrectionState.Approved)
        {
            return false;
        }

        (State, Version) = (CorrectionState.Overturned, Version + 1);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Correction>
    {
        public void Configure(EntityTypeBuilder<Correction> correction)
        {
            correction.ToTable("hours_correction").InFamily("source", nameof(SourceId));
            correction.HasKey(c => new { c.SourceId, c.Id });
            correction.Property(c => c.Id).ValueGeneratedNever();
            correction.Property(c => c.Reason).HasMaxLength(500).IsSealed(Personal.Note);
            correction.Property(c => c.Answer).HasMaxLength(500).IsSealed(Personal.Note);
            correction.Property(c => c.Decision).HasMaxLength(500).IsSealed(Personal.Note);
            correction.Property(c => c.Version).IsConcurrencyToken();
            correction.HasIndex(c => new { c.SourceId, c.RecordId }).IsUnique().HasFilter("state IN ('Asked', 'Offered', 'Proposed')");
            correction.HasIndex(c => new { c.State, c.DivisionCode, c.At });
        }
    }
}
