using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Cases.Inbox;

/// <summary>Everything that waits for the viewer's office, of all kinds in one list, what is due first on top.</summary>
internal sealed class CaseInbox(
    AppDbContext db, IEnumerable<CaseKind> kinds, Referee referee, WorkCalendar calendar, IStringLocalizer L, TimeProvider clock)
{
    private const int PageSize = 30;

    private readonly DueDays _due = new(calendar);

    /// <summary>How many of each kind wait that the viewer may decide at all; kinds of which nothing waits are left out.</summary>
    public async Task<IReadOnlyList<KindCount>> CountsAsync(CaseFilter filter, CancellationToken ct)
    {
        List<KindCount> counts = [];
        foreach (var kind in Kinds)
        {
            if (await Waiting(kind, filter).CountAsync(ct) is > 0 and var count)
            {
                counts.Add(new(kind, count));
            }
        }

        return counts;
    }

    /// <summary>How much of all kinds waits.</summary>
    /// <param name="most">Where counting ends.</param>
    public Task<int> CountAsync(int most, CancellationToken ct) => Kinds.Select(k => Waiting(k, new()).Select(c => c.Id)).Aggregate((IQueryable<Guid>?)null, (all, own) => all?.Concat(own) ?? own) is { } waiting
        ? waiting.OrderBy(_ => 1).Take(most).CountAsync(ct) : Task.FromResult(0);

    /// <param name="cursor">See <see cref="CasePlace"/>.</param>
    public async Task<Page<CaseLine>> ListAsync(CaseFilter filter, string? cursor, CancellationToken ct)
    {
        var all = Kinds;
        var place = CasePlace.Read(cursor, all);
        List<(CaseKind Kind, OpenCase Case, DateTime Due)> first = [];
        foreach (var kind in all.Where(k => filter.Kind is null || k.Code == filter.Kind))
        {
            var rest = Rest(kind, Waiting(kind, filter), place);
            var rows = await rest.OrderBy(c => c.At).ThenBy(c => c.Id).Take(PageSize + 1).ToListAsync(ct);
            first.AddRange(rows.Select(c => (kind, c, _due.Of(kind, c.At))));
        }

        // Each kind brings its first; what is first of all is among them. Order by due, kind, time and id: the same as CasePlace tells.
        var page = first.Index().OrderBy(x => x.Item.Due).ThenBy(x => x.Item.Kind.Code, StringComparer.Ordinal).ThenBy(x => x.Index).Select(x => x.Item).Take(PageSize + 1).ToList();
        var cut = Pages.Cut(page, PageSize, last => CasePlace.Of(last.Kind, last.Case));
        return new(await LinesAsync(cut.Items, ct), cut.Next);
    }

    private IQueryable<OpenCase> Rest(CaseKind kind, IQueryable<OpenCase> cases, CasePlace? place)
    {
        if (place is not { } after)
        {
            return cases;
        }

        var order = string.CompareOrdinal(kind.Code, after.Kind.Code);
        return order == 0
            ? cases.Where(c => c.At > after.At || (c.At == after.At && c.Id > after.Id))
            : _due.After(kind, cases, _due.Of(after.Kind, after.At), same: order > 0);
    }

    private IQueryable<OpenCase> Waiting(CaseKind kind, CaseFilter filter)
    {
        var cases = kind.Open().CoveredBy(db.Viewer, c => c.DivisionCode);
        if (filter.Place is { } place)
        {
            var (first, end) = DivisionCodes.Range(place);
            cases = cases.Where(c => c.DivisionCode >= first && c.DivisionCode < end);
        }

        return filter.Late ? _due.Before(kind, cases, clock.Now()) : cases;
    }

    private IReadOnlyList<CaseKind> Kinds => [.. kinds.Where(k => db.Viewer.May(k.Permission)).OrderBy(k => k.Code, StringComparer.Ordinal)];

    private async Task<List<CaseLine>> LinesAsync(IReadOnlyList<(CaseKind Kind, OpenCase Case, DateTime Due)> page, CancellationToken ct)
    {
        var words = new Dictionary<(string, Guid), CaseWords>();
        foreach (var own in page.GroupBy(x => x.Kind))
        {
            foreach (var (id, said) in await own.Key.WordsAsync([.. own.Select(x => x.Case)], ct))
            {
                words[(own.Key.Code, id)] = said;
            }
        }

        // What was decided between the two looks has no words any more.
        var shown = page.Where(x => words.ContainsKey((x.Kind.Code, x.Case.Id))).ToList();
        var may = await referee.MayDecideAsync([.. shown.Select(x => words[(x.Kind.Code, x.Case.Id)].Matter)], ct);
        var now = clock.Now();
        return [.. shown.Select((x, i) => Line(x.Kind, x.Case, x.Due, x.Due < now, words[(x.Kind.Code, x.Case.Id)], may[i]))];
    }

    private CaseLine Line(CaseKind kind, OpenCase row, DateTime due, bool late, CaseWords words, bool may) =>
        new(kind.Code, L[kind.What], row.SourceId, row.Id, words.Title, words.From, row.DivisionCode, due, late, may, words.Href);
}
