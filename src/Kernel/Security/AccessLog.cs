using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Security;

/// <summary>Shows personal data in clear to somebody other than its owner, and writes down who saw what of whom, when and why (PIPL art. 51, 54).</summary>
public sealed class AccessLog(AppDbContext db, Vault vault, TimeProvider clock)
{
    /// <param name="subjectId">The person, or the order, whose data it is.</param>
    /// <param name="reason">A short stable code such as <c>order.contact</c>.</param>
    public async Task<string> RevealAsync(Personal kind, Sealed value, Guid subjectId, string reason, CancellationToken ct)
    {
        if (value.IsEmpty)
        {
            return "";
        }

        db.Add(new AccessEntry { ReaderId = db.Viewer.PersonId, SubjectId = subjectId, What = kind, Reason = reason, At = clock.Now() });
        await db.SaveChangesAsync(ct);
        return vault.Open(kind, value);
    }
}

/// <summary>One look at one personal value. Never changed, kept at least six months (Cybersecurity Law art. 21).</summary>
public sealed class AccessEntry
{
    public required Guid SubjectId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ReaderId { get; init; }

    public required Personal What { get; init; }

    public required string Reason { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AccessEntry>
    {
        public void Configure(EntityTypeBuilder<AccessEntry> entry)
        {
            entry.ToTable("kernel_access_log").InFamily("subject", nameof(SubjectId));
            entry.HasKey(e => new { e.SubjectId, e.Id });
            entry.Property(e => e.Reason).HasMaxLength(60);
            entry.HasIndex(e => new { e.ReaderId, e.At });
        }
    }
}
