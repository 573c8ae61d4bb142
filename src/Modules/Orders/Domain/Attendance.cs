using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Hours;
using Weiguang.Ledger;

namespace Weiguang.Orders.Domain;

/// <summary>The proofs given at one end of a service, with how exact the position was.</summary>
internal sealed record Shown(ProofKinds Kinds, int? Metres = null, int? AccuracyMetres = null)
{
    /// <summary>As the hours grade it, who belongs to the office aside: a position is the volunteer's own phone alone, the code takes the resident as well.</summary>
    public EvidenceGrade Grade => EvidenceWords.GradeOf(Kinds);
}

/// <summary>When the volunteer was there, and what proves it. Minutes are counted, never typed in.</summary>
internal sealed class Attendance : IPartOf<Attendance, Order>
{
    public static Expression<Func<Attendance, Order, Viewer, bool>> PartOf { get; } = (attendance, order, _) => attendance.OrderId == order.Id;

    public required Guid OrderId { get; init; }

    public required Guid VolunteerId { get; init; }

    public DateTime InAt { get; private set; }

    public ProofKinds InProof { get; private set; }

    /// <summary>Distance from the order's position, and the accuracy the phone gave, in metres.</summary>
    public int? InMetres { get; private set; }

    public int? InAccuracy { get; private set; }

    public DateTime? OutAt { get; private set; }

    public ProofKinds OutProof { get; private set; }

    public int? OutMetres { get; private set; }

    public int? OutAccuracy { get; private set; }

    /// <summary>Whole minutes between in and out; zero until checked out.</summary>
    public int Minutes { get; private set; }

    /// <summary>The weaker of the two ends.</summary>
    public EvidenceGrade Grade { get; private set; } = EvidenceGrade.C;

    public void CameIn(DateTime now, Shown proof) =>
        (InAt, InProof, InMetres, InAccuracy, Grade) = (now, proof.Kinds, proof.Metres, proof.AccuracyMetres, proof.Grade);

    public void WentOut(DateTime now, Shown proof, int longest)
    {
        (OutAt, OutProof, OutMetres, OutAccuracy) = (now, proof.Kinds, proof.Metres, proof.AccuracyMetres);
        Minutes = Math.Clamp((int)(now - InAt).TotalMinutes, 0, longest);
        Grade = (EvidenceGrade)Math.Max((int)Grade, (int)proof.Grade);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Attendance>
    {
        public void Configure(EntityTypeBuilder<Attendance> attendance)
        {
            attendance.ToTable("orders_attendance").InFamily("order", nameof(OrderId));
            attendance.HasKey(a => a.OrderId);
            attendance.HasIndex(a => a.VolunteerId);
        }
    }
}
