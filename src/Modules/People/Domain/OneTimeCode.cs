using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.People.Domain;

/// <summary>The newest code sent to a phone; a new one replaces it.</summary>
internal sealed class OneTimeCode
{
    public const int MostTries = 5;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public required string PhoneIndex { get; init; }

    /// <summary>HMAC of phone and code; the code itself is nowhere.</summary>
    public required string Fingerprint { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public int Tries { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OneTimeCode>
    {
        public void Configure(EntityTypeBuilder<OneTimeCode> code)
        {
            code.ToTable("people_code").InFamily("phone", nameof(PhoneIndex)).IsInternal("Codes on their way: the door compares them and shows none.");
            code.HasKey(c => c.PhoneIndex);
            code.Property(c => c.PhoneIndex).HasMaxLength(43);
            code.Property(c => c.Fingerprint).HasMaxLength(43);
            code.HasIndex(c => c.ExpiresAt);
        }
    }
}
