using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Security;

/// <summary>Why somebody looks at personal data, in the words of the log. Modules register theirs as services.</summary>
/// <param name="Code">Short and stable, such as <c>order.contact</c>.</param>
/// <param name="Words">Source phrase of the reason.</param>
/// <param name="ForStaff">Address of what it was about, for staff, with {0} for its id; null when there is none.</param>
/// <param name="ForOwner">The same for the person whose data it is.</param>
public sealed record AccessReason(string Code, string Words, string? ForStaff = null, string? ForOwner = null);

/// <summary>Shows personal data in clear to somebody other than its owner, and writes down who saw what of whom, when and why (PIPL art. 51, 54).</summary>
public sealed class AccessLog(AppDbContext db, Vault vault, TimeProvider clock)
{
    /// <summary>Opens one value that was asked for; each time leaves an entry.</summary>
    /// <param name="subjectId">The person whose data it is.</param>
    /// <param name="reason">The code of an <see cref="AccessReason"/>.</param>
    /// <param name="about">The order or activity it is for; null when for none.</param>
    public async Task<string> RevealAsync(Personal kind, Sealed value, Guid subjectId, string reason, Guid? about, CancellationToken ct)
    {
        if (value.IsEmpty)
        {
            return "";
        }

        await WriteAsync(Guid.CreateVersion7(), kind, subjectId, reason, about, ct);
        return vault.Open(kind, value);
    }

    /// <summary>
    /// Writes down that the viewer sees what stands on a page or in an answer. A page is opened again with every change of what it shows: one entry for
    /// each reader, matter, kind and day (in China) says all there is to say.
    /// </summary>
    public Task SeenAsync(Personal kind, Guid subjectId, string reason, Guid about, CancellationToken ct) => SeenAsync(kind, reason, [(subjectId, about)], ct);

    /// <summary>The same for all that one page shows; who sees their own leaves nothing.</summary>
    /// <param name="seen">Whose it is, and the order or activity it is for.</param>
    public async Task SeenAsync(Personal kind, string reason, IReadOnlyCollection<(Guid Subject, Guid About)> seen, CancellationToken ct)
    {
        var entries = seen.Where(s => db.Viewer.IsSignedIn && s.Subject != db.Viewer.PersonId).ToDictionary(s => OnceOf(kind, reason, s.About), s => s);
        if (entries.Count == 0)
        {
            return;
        }

        var (subjects, ids) = (entries.Values.Select(s => s.Subject).Distinct().ToList(), entries.Keys.ToList());
        var known = await db.Set<AccessEntry>().AsNoTracking().Where(e => subjects.Contains(e.SubjectId) && ids.Contains(e.Id)).Select(e => e.Id).ToListAsync(ct);
        foreach (var (id, (subject, about)) in entries.Where(e => !known.Contains(e.Key)))
        {
            await WriteAsync(id, kind, subject, reason, about, ct);
        }
    }

    private Guid OnceOf(Personal kind, string reason, Guid about) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{db.Viewer.PersonId:N} {about:N} {kind} {reason} {clock.Today():yyyyMMdd}")).AsSpan(0, 16));

    /// <summary>Writes down that the viewer takes a list away, before they have it.</summary>
    /// <param name="list">Source phrase of what is listed.</param>
    /// <param name="reason">Why it is taken whole; empty when nothing in it is opened.</param>
    public async Task ExportedAsync(string list, IReadOnlyList<ExportFilter> filters, int rows, bool isMasked, string reason, CancellationToken ct)
    {
        var said = JsonSerializer.Serialize(filters, JsonSerializerOptions.Default);
        db.Add(new ExportEntry { ReaderId = db.Viewer.PersonId, At = clock.Now(), List = list, Filters = said, Rows = rows, IsMasked = isMasked, Reason = reason });
        await db.SaveChangesAsync(ct);
    }

    // By hand: a page that reads must not save what a refused step left in the tracker. Of two at once the second changes nothing.
    private async Task WriteAsync(Guid id, Personal kind, Guid subjectId, string reason, Guid? about, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var (reader, what, now) = (db.Viewer.PersonId, kind.ToString(), clock.Now());
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO kernel_access_log (subject_id, id, reader_id, what, reason, about, at) VALUES ({subjectId}, {id}, {reader}, {what}, {reason}, {about ?? Guid.Empty}, {now}) ON CONFLICT DO NOTHING", ct);
        await work.CommitAsync(ct);
    }
}

/// <summary>One look at personal data. Never changed, kept at least six months (Cybersecurity Law art. 21).</summary>
public sealed class AccessEntry
{
    public required Guid SubjectId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ReaderId { get; init; }

    public required Personal What { get; init; }

    public required string Reason { get; init; }

    /// <summary>The order or activity it was looked at for; empty when for none.</summary>
    public Guid About { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<AccessEntry>
    {
        public void Configure(EntityTypeBuilder<AccessEntry> entry)
        {
            entry.ToTable("kernel_access_log").InFamily("subject", nameof(SubjectId)).IsInternal("Looks at personal data: read by one list, which shows people their own and supervisors their staff's.");
            entry.HasKey(e => new { e.SubjectId, e.Id });
            entry.Property(e => e.Reason).HasMaxLength(60);
            entry.HasIndex(e => new { e.ReaderId, e.At });
            entry.HasIndex(e => new { e.SubjectId, e.At });
            entry.HasIndex(e => new { e.At, e.Id }); // The order of its list: an export asks for it again and again.
        }
    }
}
