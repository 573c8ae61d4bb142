using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Regions;

namespace Weiguang.Hours.Anomalies;

/// <summary>A case as the query brings it, and then in words.</summary>
internal sealed record AnomalyRow(AnomalyCase Case)
{
    public AnomalyLine Line { get; init; } = default!;
}

/// <summary>Cases of doubtful hours in the viewer's range, newest first: those with a verdict, unless others are asked for.</summary>
internal sealed class AnomalyList(AppDbContext db, AnomalyReader reader, RegionDirectory regions, IStringLocalizer phrases) : IListing<AnomalyCase, AnomalyRow>
{
    private static readonly (string Key, string Words, AnomalyState[] States)[] States =
    [
        ("decided", Phrase.Of("有了结论的"), [AnomalyState.Cleared, AnomalyState.Upheld]),
        ("cleared", AnomalyState.Cleared.Phrase(), [AnomalyState.Cleared]),
        ("upheld", AnomalyState.Upheld.Phrase(), [AnomalyState.Upheld]),
        ("open", Phrase.Of("还没有结论的"), [AnomalyState.Open, AnomalyState.Held]),
        ("held", AnomalyState.Held.Phrase(), [AnomalyState.Held]),
        ("all", Phrase.Of("全部"), Enum.GetValues<AnomalyState>()),
    ];

    public string Title => Phrase.Of("异常核查");

    public IReadOnlyList<ListColumn<AnomalyRow>> Columns =>
    [
        new("kind", Phrase.Of("哪里不对"), r => phrases[r.Case.Kind.Phrase()].Value),
        new("state", Phrase.Of("状态"), r => phrases[r.Case.State.Phrase()].Value) { Tone = r => AnomalyTones.Of(r.Case.State) },
        new("evidence", Phrase.Of("证据"), r => r.Line.Evidence) { Personal = Personal.Note },
        new("title", Phrase.Of("活动或者单"), r => r.Case.Title) { Personal = Personal.Note },
        new("organiser", Phrase.Of("由谁组织"), r => r.Case.Organiser),
        new("people", Phrase.Of("几个人"), r => r.Case.VolunteerIds.Length) { IsNumber = true },
        new("names", Phrase.Of("都有谁"), r => Names(r, Mask.Name)) { Personal = Personal.Name, Whole = r => Names(r, name => name) },
        new("at", Phrase.Of("什么时候发现的"), r => r.Case.At),
        new("decision", Phrase.Of("核查的结果"), r => r.Case.Decision) { Personal = Personal.Note },
        new("by", Phrase.Of("谁核查的"), r => r.Line.DecidedBy) { Personal = Personal.Name },
        new("decided", Phrase.Of("什么时候定的"), r => r.Case.DecidedAt),
    ];

    public IReadOnlyList<ListFilter<AnomalyCase>> Filters =>
    [
        ListFilters.Text<AnomalyCase>("q", Phrase.Of("活动名称或组织者"), (cases, text) => cases.Where(c => c.Title.Contains(text) || c.Organiser.Contains(text))),
        ListFilters.Choice<AnomalyCase>("state", Phrase.Of("状态"), [.. States.Select(s => (s.Key, s.Words))], In) with { Standing = States[0].Key },
        ListFilters.Word<AnomalyCase, AnomalyKind>("kind", Phrase.Of("哪里不对"), kind => kind.Phrase(), (cases, kind) => cases.Where(c => c.Kind == kind)),
        PlaceFilter.Of<AnomalyCase>(regions, c => c.DivisionCode),
    ];

    public IReadOnlyList<ListOrder<AnomalyCase>> Orders =>
    [
        new("at", Phrase.Of("什么时候发现的"), SortKey.Down((AnomalyCase c) => c.At)),
        new("organiser", Phrase.Of("由谁组织"), SortKey.Up((AnomalyCase c) => c.Organiser)),
    ];

    public int PageSize => 30;

    public Expression<Func<AnomalyCase, Guid>> Id => c => c.Id;

    public Expression<Func<AnomalyCase, AnomalyRow>> Row => c => new AnomalyRow(c);

    public Task<IQueryable<AnomalyCase>> ScopeAsync(CancellationToken ct) => Task.FromResult<IQueryable<AnomalyCase>>(db.Set<AnomalyCase>());

    public async Task<IReadOnlyList<AnomalyRow>> CompleteAsync(IReadOnlyList<AnomalyRow> rows, ListQuery query, CancellationToken ct)
    {
        var lines = await reader.LinesAsync([.. rows.Select(r => r.Case)], ct);
        return [.. rows.Zip(lines, (row, line) => row with { Line = line })];
    }

    private static IQueryable<AnomalyCase> In(IQueryable<AnomalyCase> cases, string key)
    {
        var states = States.First(s => s.Key == key).States;
        return cases.Where(c => states.Contains(c.State));
    }

    private string Names(AnomalyRow row, Func<string, string> shown) => string.Join(phrases["、"], row.Line.Names.Select(shown)) is var first && row.Line.People > row.Line.Names.Count ? phrases["{0}等 {1} 人", first, row.Line.People] : first;
}
