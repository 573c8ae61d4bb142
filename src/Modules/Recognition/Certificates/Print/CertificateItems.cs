using System.ComponentModel.DataAnnotations;
using System.Text;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition.Certificates.Print;

/// <param name="From">yyyy-MM-dd, as <paramref name="To"/>, which is included.</param>
/// <param name="Entries">Transfers of the ledger; null for all.</param>
/// <param name="Document">none, masked or whole.</param>
/// <param name="ShowsName">Whether a check may show the whole name.</param>
internal sealed record IssueRequest(
    [property: MaxLength(LengthDoor.Word)] string? From, [property: MaxLength(LengthDoor.Word)] string? To, [property: MaxLength(CertificateIssuer.MostLines)] Guid[]? Entries,
    [property: MaxLength(LengthDoor.Word)] string? Document, bool ShowsName = false);

internal sealed record CertificateItem(string Number, DateTime IssuedAt, DateOnly From, DateOnly To, long Minutes, int Lines, DateTime? RevokedAt)
{
    public static CertificateItem Of(Certificate c) => new(c.Number, c.IssuedAt, c.From, c.To, c.Minutes, c.LineCount, c.RevokedAt);
}

/// <param name="Canonical">Exactly what was signed, as text; its UTF-8 bytes are what the signature is over.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256, ASN.1 DER in base64.</param>
internal sealed record CertificateWhole(CertificateStanding Standing, string Canonical, string Signature, int KeyId, DateTime? RevokedAt, string RevokeReason)
{
    public static CertificateWhole Of(CertificatePaper p) =>
        new(p.Standing, Encoding.UTF8.GetString(p.Canonical), p.Signature, p.KeyId, p.RevokedAt, p.RevokeReason);
}

/// <param name="Standing">valid, disputed, changed, revoked or forged.</param>
/// <param name="Name">王** unless the holder shares the whole name.</param>
internal sealed record CertificateCheck(
    string Number, CertificateStanding Standing, DateTime? RevokedAt, string RevokeReason, string? Name, DateOnly? From, DateOnly? To, long? Minutes,
    IReadOnlyList<CheckedLine> Lines, string? Issuer, DateTime? IssuedAt)
{
    /// <summary>Of <see cref="Minutes"/> what counts now: without what was revoked since or is disputed, and as corrected; null where nothing is repeated.</summary>
    public long? Counts { get; init; }

    /// <summary>What of it stands on other certificates as well; null when nothing does.</summary>
    public AlsoOn? Also { get; init; }

    /// <summary>Of what does not fit its signature nothing is repeated.</summary>
    public static CertificateCheck Of(CertificatePaper p) => p.Standing == CertificateStanding.Forged
        ? new(p.Content.Number, p.Standing, null, "", null, null, null, null, [], null, null)
        : new(p.Content.Number, p.Standing, p.RevokedAt, p.RevokeReason, p.PublicName, p.Content.From, p.Content.To, p.Content.Minutes,
            [.. p.Content.Lines.Select(l => new CheckedLine(l.Day, l.Title, l.Minutes, l.Recorder, l.Evidence, p.Reversed.ContainsKey(l.Entry)) { Counts = p.CountOf(l), Disputed = p.Disputed.Contains(l.Entry) })], p.Content.Issuer, p.Content.IssuedAt) { Counts = p.Counts, Also = p.Also };
}

/// <param name="Reversed">Corrected or revoked after the certificate was issued.</param>
internal sealed record CheckedLine(DateOnly Date, string Content, long Minutes, string Recorder, string Evidence, bool Reversed)
{
    /// <summary>The minutes that count for it now; 0 when it was revoked, and while somebody looks into it.</summary>
    public long Counts { get; init; }

    /// <summary>Somebody doubts it, or it is being looked into: it is not used until that is decided.</summary>
    public bool Disputed { get; init; }
}

/// <param name="PublicKey">SubjectPublicKeyInfo as PEM.</param>
internal sealed record KeyItem(int Id, string Algorithm, string PublicKey, DateTime CreatedAt)
{
    public static KeyItem Of(SigningKey key) => new(key.KeyId, "ECDSA P-256, SHA-256, ASN.1 DER", key.PublicKey, key.CreatedAt);
}
