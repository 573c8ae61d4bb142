using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Outbox;

/// <summary>An event for one of its subscribers, written in the transaction of the change and taken exactly once.</summary>
internal sealed class OutboxRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Event { get; init; }

    public required string Subscriber { get; init; }

    /// <summary>Among those of one context: several happen within one tick of the clock.</summary>
    public required int Order { get; init; }

    public required string Payload { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Not before this time; moves on with each failure.</summary>
    public required DateTime DueAt { get; set; }

    public DateTime? DoneAt { get; set; }

    public int Failures { get; set; }

    public string? Error { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxRow>
    {
        public void Configure(EntityTypeBuilder<OutboxRow> row)
        {
            row.ToTable("kernel_outbox").InFamily("outbox", nameof(Id)).IsInternal("News on its way: the pump hands it to subscribers.");
            row.Property(r => r.Event).HasMaxLength(80);
            row.Property(r => r.Subscriber).HasMaxLength(80);
            row.Property(r => r.Payload).HasMaxLength(100_000).IsSealed(Personal.Note);
            row.Property(r => r.Error).HasMaxLength(2000).IsSealed(Personal.Note);
            row.HasIndex(r => new { r.DoneAt, r.DueAt });
        }
    }
}
