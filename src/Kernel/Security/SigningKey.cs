using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Kernel.Security;

/// <summary>A key pair that signs what the house gives out: certificates and anchors (ECDSA P-256). The private half is sealed; old keys stay, so that what they signed can be checked.</summary>
public sealed class SigningKey
{
    /// <summary>1, 2, 3 …; the highest signs.</summary>
    public required int KeyId { get; init; }

    /// <summary>SubjectPublicKeyInfo as PEM.</summary>
    public required string PublicKey { get; init; }

    /// <summary>PKCS#8 in base64, sealed.</summary>
    public required Sealed PrivateKey { get; init; }

    public required DateTime CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SigningKey>
    {
        public void Configure(EntityTypeBuilder<SigningKey> key)
        {
            key.ToTable("kernel_signing_key").IsReference();
            key.HasKey(k => k.KeyId);
            key.Property(k => k.KeyId).ValueGeneratedNever();
        }
    }
}
