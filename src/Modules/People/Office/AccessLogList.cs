using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People.Domain;

namespace Weiguang.People.Office;

/// <summary>One look at personal data, as the log shows it: who, whose, what, why, and where to read on.</summary>
/// <param name="What">Source phrase.</param>
/// <param name="Reason">Source phrase.</param>
/// <param name="Link">To what it was about, as this reader of the log may open it; null when there is nothing to open.</param>
internal sealed record AccessRow(DateTime At, Guid Id, string Reader, Guid SubjectId, string Subject, string What, string Reason, string? Link);

/// <summary>Reads the log of looks at personal data, newest first: the staff's of the viewer's range, or those at the viewer's own data.</summary>
internal sealed class AccessLogList(AppDbContext db, PersonDirectory people, IEnumerable<AccessReason> reasons)
{
    private const int Size = 50;

    /// <summary>Why staff look at somebody's number on their page.</summary>
    public static readonly IReadOnlyList<AccessReason> OfficeReasons =
    [
        new("people.contact", Phrase.Of("要打电话联系")), new("people.check", Phrase.Of("核对登记的资料")), new("people.emergency", Phrase.Of("有急事")),
    ];

    private readonly Dictionary<string, AccessReason> _reasons = reasons.ToDictionary(r => r.Code);

    public async Task<Page<AccessRow>> ReadAsync(string? cursor, CancellationToken ct)
    {
        // In two steps, because people and log live in different families. Whose role was revoked still answers for what they saw.
        var staff = await db.Set<RoleGrant>().Where(g => g.Role != Role.Resident && g.Role != Role.Volunteer).Select(g => g.PersonId).Distinct().ToListAsync(ct);
        return await ReadAsync(db.Set<AccessEntry>().Where(e => staff.Contains(e.ReaderId)), cursor, r => r.ForStaff, ct);
    }

    /// <summary>Who looked at the viewer's own data (PIPL art. 44, 45).</summary>
    public Task<Page<AccessRow>> ReadOwnAsync(string? cursor, CancellationToken ct) =>
        ReadAsync(db.Set<AccessEntry>().Where(e => e.SubjectId == db.Viewer.PersonId), cursor, r => r.ForOwner, ct);

    private async Task<Page<AccessRow>> ReadAsync(IQueryable<AccessEntry> entries, string? cursor, Func<AccessReason, string?> link, CancellationToken ct)
    {
        if (Cursor.Read(cursor) is var (at, id))
        {
            entries = entries.Where(e => e.At < at || (e.At == at && e.Id.CompareTo(id) < 0));
        }

        var found = await entries.AsNoTracking().OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Size + 1).ToListAsync(ct);
        var names = await people.FindAsync(found.SelectMany(e => new[] { e.ReaderId, e.SubjectId }), ct);
        return Pages.Cut(found, Size, e => Cursor.Of(e.At, e.Id)).Select(e => Row(e, names, link));
    }

    private AccessRow Row(AccessEntry entry, IReadOnlyDictionary<Guid, PersonCard> names, Func<AccessReason, string?> link)
    {
        var reason = _reasons.GetValueOrDefault(entry.Reason) ?? new(entry.Reason, Phrase.Of("没有写明"));
        var address = entry.About == Guid.Empty ? null : link(reason) is { } form ? string.Format(System.Globalization.CultureInfo.InvariantCulture, form, entry.About) : null;
        return new(entry.At, entry.Id, Name(entry.ReaderId), entry.SubjectId, Name(entry.SubjectId), Words(entry.What), reason.Words, address);

        string Name(Guid person) => names.GetValueOrDefault(person)?.Name ?? "";
    }

    private static string Words(Personal kind) => kind switch
    {
        Personal.Phone => Phrase.Of("手机号"),
        Personal.IdNumber => Phrase.Of("身份证号"),
        Personal.Name => Phrase.Of("姓名"),
        Personal.Address => Phrase.Of("姓名、详细地址和单上写的话"),
        Personal.Position => Phrase.Of("位置"),
        Personal.BirthDate => Phrase.Of("生日"),
        Personal.Note or Personal.Key => Phrase.Of("单上写的话"),
    };
}
