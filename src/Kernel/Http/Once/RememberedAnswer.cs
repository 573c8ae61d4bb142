using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Http;

/// <summary>The first answer to an Idempotency-Key, kept a few days so that its person can repeat the request and get it again.</summary>
internal sealed class RememberedAnswer
{
    public required Guid PersonId { get; init; }

    public required string Key { get; init; }

    /// <summary>A keyed fingerprint of method, path and body: the same key with another request is a mistake of the caller.</summary>
    public required string RequestHash { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Zero until the request is settled.</summary>
    public int Status { get; set; }

    public string ContentType { get; set; } = "";

    public string Location { get; set; } = "";

    /// <summary>Base64 of the bytes; nothing where the answer held a secret.</summary>
    public Sealed Body { get; set; } = Sealed.Nothing;

    /// <summary>The answer held a secret that is told once and kept nowhere.</summary>
    public bool ToldOnce { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RememberedAnswer>
    {
        public void Configure(EntityTypeBuilder<RememberedAnswer> answer)
        {
            answer.ToTable("kernel_remembered_answer").InFamily("person", nameof(PersonId)).IsInternal("Answers by key, given again to who got them first.");
            answer.HasKey(a => new { a.PersonId, a.Key });
            answer.Property(a => a.Key).HasMaxLength(100);
            answer.Property(a => a.RequestHash).HasMaxLength(43);
            answer.Property(a => a.Body).HasMaxLength(8_000_000);
            answer.HasIndex(a => a.At);
        }
    }
}
