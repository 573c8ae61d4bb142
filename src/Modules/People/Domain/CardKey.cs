using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.People.Domain;

/// <summary>The public half of a key that a volunteer's phone made and cannot give away: what it signs is shown by that phone, now.</summary>
internal sealed class CardKey : IScoped<CardKey>
{
    public static Expression<Func<CardKey, Viewer, bool>> VisibleTo { get; } = (key, viewer) => viewer.All || key.PersonId == viewer.PersonId;

    public required Guid PersonId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>A point of P-256 without compression, base64url.</summary>
    public required string PublicKey { get; init; }

    /// <summary>What the phone seems to be, such as "Android · WeChat".</summary>
    public required string Device { get; init; }

    public required DateTime CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CardKey>
    {
        public void Configure(EntityTypeBuilder<CardKey> key)
        {
            key.ToTable("people_card_key").InFamily("person", nameof(PersonId));
            key.HasKey(k => new { k.PersonId, k.Id });
            key.HasOne<Person>().WithMany().HasForeignKey(k => k.PersonId);
            key.Property(k => k.Id).ValueGeneratedNever();
            key.Property(k => k.PublicKey).HasMaxLength(PhoneKey.Length);
            key.Property(k => k.Device).HasMaxLength(60);
            key.HasIndex(k => new { k.PersonId, k.PublicKey }).IsUnique();
        }
    }
}

/// <summary>Whose a key is, from when it was first registered and for good: one phone proves nobody but its owner, however many accounts it is signed in to.</summary>
internal sealed class CardKeyEntry
{
    public required string PublicKey { get; init; }

    public required Guid PersonId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CardKeyEntry>
    {
        public void Configure(EntityTypeBuilder<CardKeyEntry> entry)
        {
            entry.ToTable("people_card_key_owner").InFamily("card-key", nameof(PublicKey)).IsInternal("Leads from a key to a person, who has a rule.");
            entry.HasKey(e => e.PublicKey);
            entry.Property(e => e.PublicKey).HasMaxLength(PhoneKey.Length);
        }
    }
}
