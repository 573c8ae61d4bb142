using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Outbox;

/// <summary>News for a module further up or aside, written in the transaction that made it and handled exactly once.</summary>
internal sealed class OutboxRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Topic { get; init; }

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
            row.ToTable("kernel_outbox").InFamily("outbox", nameof(Id));
            row.Property(r => r.Topic).HasMaxLength(80);
            row.Property(r => r.Payload).HasMaxLength(100_000).IsSealed(Personal.Note);
            row.Property(r => r.Error).HasMaxLength(2000).IsSealed(Personal.Note);
            row.HasIndex(r => new { r.DoneAt, r.DueAt });
        }
    }
}
