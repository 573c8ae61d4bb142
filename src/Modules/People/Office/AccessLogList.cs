using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.People.Domain;

namespace Weiguang.People.Office;

/// <summary>One look at personal data, as the log shows it.</summary>
internal sealed record AccessRow(DateTime At, Guid Id, string Reader, string Subject, Personal What, string Reason);

/// <summary>The looks taken by the staff of the viewer's own range, newest first.</summary>
internal sealed class AccessLogList(AppDbContext db, PersonDirectory people)
{
    private const int Size = 50;

    public async Task<Page<AccessRow>> ReadAsync(string? cursor, CancellationToken ct)
    {
        // In two steps, because people and log live in different families. Whose role was revoked still answers for what they saw.
        var staff = await db.Set<RoleGrant>().Select(g => g.PersonId).Distinct().ToListAsync(ct);
        var entries = db.Set<AccessEntry>().AsNoTracking().Where(e => staff.Contains(e.ReaderId));
        if (Cursor.Read(cursor) is var (at, id))
        {
            entries = entries.Where(e => e.At < at || (e.At == at && e.Id.CompareTo(id) < 0));
        }

        var found = await entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Size + 1).ToListAsync(ct);
        var names = await people.FindAsync(found.SelectMany(e => new[] { e.ReaderId, e.SubjectId }), ct);
        return Pages.Cut(found, Size, e => Cursor.Of(e.At, e.Id)).Select(e => new AccessRow(
            e.At, e.Id, Name(e.ReaderId), Name(e.SubjectId), e.What, e.Reason));

        // What is no person is an order or the like: its own number says which.
        string Name(Guid person) => names.TryGetValue(person, out var card) ? card.Name : $"{person:N}"[..8];
    }
}
