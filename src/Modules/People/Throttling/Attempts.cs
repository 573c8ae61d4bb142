using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.People.Throttling;

/// <summary>When something was tried with one phone or address. The key is a blind index, so no phone and no address stands here.</summary>
internal sealed class Attempts
{
    public required string Key { get; init; }

    /// <summary>UTC ticks, oldest first.</summary>
    public required long[] Times { get; init; }

    /// <summary>One more with each change: whoever has read another one does not write.</summary>
    public int Version { get; init; }

    /// <summary>After this the row says nothing any more.</summary>
    public required DateTime ExpiresAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Attempts>
    {
        public void Configure(EntityTypeBuilder<Attempts> attempts)
        {
            attempts.ToTable("people_attempts").InFamily("attempts", nameof(Key)).IsInternal("Counts of tries, for the throttle; they name nobody.");
            attempts.HasKey(a => a.Key);
            attempts.Property(a => a.Key).HasMaxLength(43);
            attempts.HasIndex(a => a.ExpiresAt);
        }
    }
}
