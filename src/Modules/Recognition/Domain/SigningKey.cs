using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Recognition.Domain;

/// <summary>A key pair that signs certificates (ECDSA P-256). The private half is sealed; old keys stay, so that old certificates can be checked.</summary>
internal sealed class SigningKey
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
            key.ToTable("recognition_signing_key").IsReference();
            key.HasKey(k => k.KeyId);
            key.Property(k => k.KeyId).ValueGeneratedNever();
        }
    }
}
