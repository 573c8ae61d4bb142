using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.People.Domain;

namespace Weiguang.People.Office;

/// <summary>One list taken away, as the log shows it.</summary>
internal sealed record ExportRow(ExportEntry Entry)
{
    public string Reader { get; init; } = "";
}

/// <summary>The lists that staff of the viewer's range took away as files.</summary>
internal sealed class ExportLogList(AppDbContext db, PersonDirectory people, IStringLocalizer phrases) : IListing<ExportEntry, ExportRow>
{
    public string Title => Phrase.Of("谁导出过什么表格");

    public IReadOnlyList<ListColumn<ExportRow>> Columns =>
    [
        new("at", Phrase.Of("时间"), e => e.Entry.At) { Order = "at" },
        new("reader", Phrase.Of("谁导出的"), e => e.Reader) { Personal = Personal.Name, Href = e => $"/console/people/{e.Entry.ReaderId}" },
        new("list", Phrase.Of("什么表格"), e => phrases[e.Entry.List].Value),
        new("filters", Phrase.Of("筛选"), Narrowed) { Personal = Personal.Note },
        new("rows", Phrase.Of("行数"), e => e.Entry.Rows) { IsNumber = true, Order = "rows" },
        new("masked", Phrase.Of("遮住了没有"), e => phrases[Masked(e.Entry)].Value) { Tone = e => IsWhole(e.Entry) ? Tone.Wait : Tone.Plain },
        new("reason", Phrase.Of("原因"), e => e.Entry.Reason) { Personal = Personal.Note },
    ];

    public IReadOnlyList<ListFilter<ExportEntry>> Filters =>
    [
        ListFilters.Choice<ExportEntry>("masked", Phrase.Of("遮住了没有"), [("true", Phrase.Of("遮住了")), ("false", Phrase.Of("没遮住"))], (entries, word) => word == "true" ? entries.Where(e => e.IsMasked) : entries.Where(e => e.Reason != "")),
    ];

    public IReadOnlyList<ListOrder<ExportEntry>> Orders =>
        [new("at", Phrase.Of("时间"), SortKey.Down((ExportEntry e) => e.At)), new("rows", Phrase.Of("行数"), SortKey.Down((ExportEntry e) => e.Rows))];

    public Expression<Func<ExportEntry, Guid>> Id => e => e.Id;

    public Expression<Func<ExportEntry, ExportRow>> Row => e => new ExportRow(e);

    public async Task<IQueryable<ExportEntry>> ScopeAsync(CancellationToken ct)
    {
        // As with looks: people and log live in different families, and whose role was revoked still answers for what they took.
        var staff = await db.Set<RoleGrant>().Where(g => g.Role != Role.Resident && g.Role != Role.Volunteer).Select(g => g.PersonId).Distinct().ToListAsync(ct);
        return db.Set<ExportEntry>().Where(e => staff.Contains(e.ReaderId));
    }

    public async Task<IReadOnlyList<ExportRow>> CompleteAsync(IReadOnlyList<ExportRow> rows, ListQuery query, CancellationToken ct)
    {
        var names = await people.FindAsync(rows.Select(e => e.Entry.ReaderId), ct);
        return [.. rows.Select(e => e with { Reader = names.GetValueOrDefault(e.Entry.ReaderId)?.Name ?? "" })];
    }

    private string Narrowed(ExportRow row) => row.Entry.ReadFilters() is { Count: > 0 } filters
        ? string.Join(phrases["；"], filters.Select(f => phrases["{0}：{1}", phrases[f.Words].Value, phrases[f.Value].Value].Value))
        : phrases["全部"];

    private static bool IsWhole(ExportEntry entry) => entry.Reason.Length > 0;

    private static string Masked(ExportEntry entry) => (entry.IsMasked, IsWhole(entry)) switch
    {
        (true, _) => Phrase.Of("遮住了"),
        (false, true) => Phrase.Of("没遮住"),
        (false, false) => Phrase.Of("没有要遮的"),
    };
}
