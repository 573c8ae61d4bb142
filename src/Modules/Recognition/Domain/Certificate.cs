using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Recognition.Domain;

/// <summary>A certificate of service 志愿服务记录证明 as Order 67 (2020), art. 15 and 17, asks. What it says is sealed and never changes; it can only be revoked.</summary>
internal sealed class Certificate : IScoped<Certificate>
{
    public static Expression<Func<Certificate, Viewer, bool>> VisibleTo { get; } =
        (paper, viewer) => viewer.All || paper.PersonId == viewer.PersonId || (paper.DivisionCode >= viewer.From && paper.DivisionCode < viewer.To);

    /// <summary>Twenty digits, see <see cref="CertificateNumber"/>.</summary>
    public required string Number { get; init; }

    public required Guid PersonId { get; init; }

    public required long DivisionCode { get; init; }

    public required DateTime IssuedAt { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required long Minutes { get; init; }

    public required int LineCount { get; init; }

    /// <summary>The canonical content (docs/algorithms/certificates.md), sealed.</summary>
    public required Sealed Content { get; init; }

    /// <summary>ECDSA over the canonical content, ASN.1 DER in base64.</summary>
    public required string Signature { get; init; }

    public required int KeyId { get; init; }

    /// <summary>Whether checking it shows the holder's whole name.</summary>
    public required bool ShowsName { get; init; }

    public DateTime? RevokedAt { get; private set; }

    public Guid? RevokedBy { get; private set; }

    public string RevokeReason { get; private set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<Certificate>
    {
        public void Configure(EntityTypeBuilder<Certificate> paper)
        {
            paper.ToTable("recognition_certificate").InFamily("certificate", nameof(Number));
            paper.Property(p => p.RevokeReason).IsSealed(Personal.Note);
            paper.HasKey(c => c.Number);
            paper.Property(c => c.Number).HasMaxLength(CertificateNumber.Length);
            paper.Property(c => c.Content).HasMaxLength(400_000);
            paper.HasIndex(c => new { c.PersonId, c.IssuedAt });
            paper.HasIndex(c => new { c.DivisionCode, c.IssuedAt });
        }
    }
}
