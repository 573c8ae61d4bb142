using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Kernel.Security;

/// <summary>A data key, itself encrypted under the master key. New values use the newest version; old versions stay to read old values.</summary>
internal sealed class DataKey
{
    public required string Purpose { get; init; }

    public required int Version { get; init; }

    /// <summary>Nonce, tag and ciphertext of the 32-byte key, base64.</summary>
    public required string Wrapped { get; set; }

    public required DateTime CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DataKey>
    {
        public void Configure(EntityTypeBuilder<DataKey> key)
        {
            key.ToTable("kernel_data_key").IsReference();
            key.HasKey(k => new { k.Purpose, k.Version });
            key.Property(k => k.Purpose).HasMaxLength(20);
        }
    }
}
