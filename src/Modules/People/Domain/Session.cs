using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.People.Domain;

internal enum SessionKind { Cookie, Bearer }

/// <summary>One sign-in on one device. Whoever holds the secret whose SHA-256 is <see cref="Id"/> is this person.</summary>
internal sealed class Session : IScoped<Session>
{
    public static Expression<Func<Session, Viewer, bool>> VisibleTo { get; } = (session, viewer) => viewer.All || session.PersonId == viewer.PersonId;

    /// <summary>SHA-256 of the secret, base64url: a stolen backup opens no session.</summary>
    public required string Id { get; init; }

    public required Guid PersonId { get; init; }

    public required SessionKind Kind { get; init; }

    /// <summary>What the device seems to be, such as "Android 手机 · 微信".</summary>
    public required string Device { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Correct to about ten minutes.</summary>
    public required DateTime LastSeenAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; private set; }

    /// <summary>A phone was taken off the owner's card since this session began: to show the card it takes a sign-in anew.</summary>
    public bool IsOffCard { get; private set; }

    /// <summary>The role grant in use; null takes the highest, <see cref="Guid.Empty"/> is a plain resident.</summary>
    public Guid? ActingGrantId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> session)
        {
            session.ToTable("people_session").InFamily("session", nameof(Id));
            session.HasKey(s => s.Id);
            session.Property(s => s.Id).HasMaxLength(43);
            session.Property(s => s.Device).HasMaxLength(60);
            session.HasIndex(s => s.PersonId);
            session.HasIndex(s => s.ExpiresAt);
        }
    }
}
