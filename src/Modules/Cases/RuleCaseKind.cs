using Microsoft.Extensions.Localization;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Cases;

/// <summary>Changes of rules by division that wait for somebody a level up (<see cref="RuleChanges"/>). A module that has rules registers its own.</summary>
/// <param name="sheets">Its rules.</param>
public abstract class RuleCaseKind(string code, string what, string permission, IReadOnlyCollection<RuleSheet> sheets, RuleBook book, PersonDirectory people, RegionDirectory regions, IStringLocalizer L)
    : CaseKind(code, what, permission, days: 5)
{
    public override IQueryable<OpenCase> Open() => Waiting.Select(w => new OpenCase { SourceId = w.Id, Id = w.Id, DivisionCode = w.DivisionCode, At = w.At });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await Waiting.Where(w => ids.Contains(w.Id)).ToListAsync(ct);
        var names = await people.FindAsync(found.Select(w => w.By), ct);
        var places = await regions.NamesAsync(found.Select(w => w.DivisionCode), ct);
        return found.ToDictionary(w => w.Id, w => Words(w, names.GetValueOrDefault(w.By)?.Name ?? "", RuleNames.NameOf(L, w.DivisionCode, places)));
    }

    /// <summary>Where in the console it is decided.</summary>
    protected abstract string HrefOf(RuleSheet sheet, long place);

    private IQueryable<WaitingRule> Waiting => book.Waiting([.. sheets.Select(s => s.Code)]);

    private CaseWords Words(WaitingRule waiting, string by, string place)
    {
        var sheet = sheets.First(s => s.Code == waiting.Code);
        return new(L[sheet.Title], $"{place} · {by}", HrefOf(sheet, waiting.DivisionCode), new(Permission, waiting.DivisionCode, null, [waiting.By]) { Lowest = RuleChanges.LowestDecider(waiting.DivisionCode) });
    }
}
