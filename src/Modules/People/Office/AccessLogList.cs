using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People.Domain;

namespace Weiguang.People.Office;

/// <summary>One look at personal data, as the log shows it: who, whose, what, why, and where to read on.</summary>
internal sealed record AccessRow(DateTime At, Guid Id, Guid ReaderId, Guid SubjectId, Personal What, string Code, Guid About)
{
    public string Reader { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>Source phrase.</summary>
    public string Reason { get; init; } = "";

    /// <summary>To what it was about, as this reader of the log may open it; null when there is nothing to open.</summary>
    public string? Link { get; init; }
}

/// <summary>Reads the log of looks at personal data, newest first: the staff's of the viewer's range and those at its people, or those at the viewer's own data.</summary>
internal sealed class AccessLogList(AppDbContext db, PersonDirectory people, IEnumerable<AccessReason> reasons, IStringLocalizer phrases) : IListing<AccessEntry, AccessRow>
{
    /// <summary>Why staff look at somebody's number on their page.</summary>
    public static readonly IReadOnlyList<AccessReason> OfficeReasons =
    [
        new("people.contact", Phrase.Of("要打电话联系")), new("people.check", Phrase.Of("核对登记的资料")), new("people.emergency", Phrase.Of("有急事")),
    ];

    private readonly Dictionary<string, AccessReason> _reasons = reasons.ToDictionary(r => r.Code);

    public string Title => Phrase.Of("谁看过谁的资料");

    public IReadOnlyList<ListColumn<AccessRow>> Columns =>
    [
        new("at", Phrase.Of("时间"), e => e.At) { Order = "at" },
        new("reader", Phrase.Of("谁看的"), e => e.Reader) { Personal = Personal.Name },
        new("subject", Phrase.Of("看了谁的"), e => e.Subject) { Personal = Personal.Name, Href = e => $"/console/people/{e.SubjectId}" },
        new("what", Phrase.Of("看了什么"), e => phrases[Words(e.What)].Value),
        new("reason", Phrase.Of("原因"), e => phrases[e.Reason].Value) { Href = e => e.Link },
    ];

    public IReadOnlyList<ListFilter<AccessEntry>> Filters =>
    [
        ListFilters.Choice<AccessEntry>("reason", Phrase.Of("原因"), [.. _reasons.Values.Select(r => (r.Code, r.Words))], (entries, code) => entries.Where(e => e.Reason == code)),
    ];

    public IReadOnlyList<ListOrder<AccessEntry>> Orders => [new("at", Phrase.Of("时间"), SortKey.Down((AccessEntry e) => e.At))];

    public Expression<Func<AccessEntry, Guid>> Id => e => e.Id;

    public Expression<Func<AccessEntry, AccessRow>> Row => e => new AccessRow(e.At, e.Id, e.ReaderId, e.SubjectId, e.What, e.Reason, e.About);

    public async Task<IQueryable<AccessEntry>> ScopeAsync(CancellationToken ct)
    {
        // Staff in two steps, because people and log live in different families; people are too many for that, and are asked for by the key that leads both. Whose role was revoked still answers for what they saw.
        var staff = await db.Set<RoleGrant>().Where(g => g.Role != Role.Resident && g.Role != Role.Volunteer).Select(g => g.PersonId).Distinct().ToListAsync(ct);
        return db.Set<AccessEntry>().Where(e => staff.Contains(e.ReaderId) || db.Set<Person>().Any(p => p.Id == e.SubjectId));
    }

    public Task<IReadOnlyList<AccessRow>> CompleteAsync(IReadOnlyList<AccessRow> rows, ListQuery query, CancellationToken ct) => CompleteAsync(rows, r => r.ForStaff, ct);

    /// <summary>Who looked at the viewer's own data (PIPL art. 44, 45).</summary>
    public async Task<Page<AccessRow>> ReadOwnAsync(string? cursor, CancellationToken ct)
    {
        var entries = db.Set<AccessEntry>().Where(e => e.SubjectId == db.Viewer.PersonId);
        if (Cursor.Read(cursor) is var (at, id))
        {
            entries = entries.Where(e => e.At < at || (e.At == at && e.Id.CompareTo(id) < 0));
        }

        const int Size = 50;
        var found = await entries.AsNoTracking().OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Size + 1).Select(Row).ToListAsync(ct);
        var page = Pages.Cut(found, Size, e => Cursor.Of(e.At, e.Id));
        return page with { Items = await CompleteAsync(page.Items, r => r.ForOwner, ct) };
    }

    private async Task<IReadOnlyList<AccessRow>> CompleteAsync(IReadOnlyList<AccessRow> rows, Func<AccessReason, string?> link, CancellationToken ct)
    {
        var names = await people.FindAsync(rows.SelectMany(e => new[] { e.ReaderId, e.SubjectId }), ct);
        return [.. rows.Select(e => Told(e, names, link))];
    }

    private AccessRow Told(AccessRow entry, IReadOnlyDictionary<Guid, PersonCard> names, Func<AccessReason, string?> link)
    {
        var reason = _reasons.GetValueOrDefault(entry.Code) ?? new(entry.Code, Phrase.Of("没有写明"));
        var address = entry.About == Guid.Empty ? null : link(reason) is { } form ? string.Format(System.Globalization.CultureInfo.InvariantCulture, form, entry.About) : null;
        return entry with { Reader = Name(entry.ReaderId), Subject = Name(entry.SubjectId), Reason = reason.Words, Link = address };

        string Name(Guid person) => names.GetValueOrDefault(person)?.Name ?? "";
    }

    public static string Words(Personal kind) => kind switch
    {
        Personal.Phone => Phrase.Of("手机号"),
        Personal.IdNumber => Phrase.Of("身份证号"),
        Personal.Name => Phrase.Of("姓名"),
        Personal.Address => Phrase.Of("姓名、详细地址和单上写的话"),
        Personal.Position => Phrase.Of("位置"),
        Personal.BirthDate => Phrase.Of("生日"),
        Personal.Note => Phrase.Of("单上写的话"),
        Personal.Key => Phrase.Of("密钥"),
        Personal.Face => Phrase.Of("人脸特征"),
    };
}
