using Weiguang.Kernel.Time;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions;

/// <summary>
/// The rules by division of all modules, read with where they come from. A rule holds from a day on, and what happened on a day is counted and judged by what held then, whenever somebody looks;
/// how they are changed see <see cref="RuleChanges"/>.
/// </summary>
public sealed class RuleBook(AppDbContext db, RegionDirectory regions, TimeProvider clock)
{
    private const int TrailShown = 30;

    /// <summary>Whether the viewer may see and change the rules of this division: all of it lies in their range.</summary>
    public async Task<bool> IsMineAsync(long place, CancellationToken ct) =>
        db.Viewer.IsStaff && db.Viewer.Covers(DivisionCodes.Range(place)) && (place == db.Viewer.From || (await regions.FindAsync(place, ct))?.Code == place);

    /// <summary>The rule that held in a division, for whoever counts by it.</summary>
    /// <param name="day">In China: of what is counted or judged, which is not always today.</param>
    public async Task<T> ForAsync<T>(RuleSheet<T> sheet, long division, DateOnly day, CancellationToken ct) where T : class =>
        sheet.Read(Nearest(sheet, await AboveAsync([sheet.Code], division, day, ct)).Numbers);

    /// <summary>For whoever counts many divisions or days at once.</summary>
    public async Task<RuleDays<T>> AllAsync<T>(RuleSheet<T> sheet, CancellationToken ct) where T : class => (await AllAsync([sheet], ct))[0];

    /// <summary>The same of several sheets, in their order.</summary>
    public async Task<IReadOnlyList<RuleDays<T>>> AllAsync<T>(IReadOnlyList<RuleSheet<T>> sheets, CancellationToken ct) where T : class
    {
        string[] codes = [.. sheets.Select(s => s.Code)];
        var rules = (await db.Set<Rule>().AsNoTracking().Where(r => codes.Contains(r.Code)).ToListAsync(ct)).ToLookup(r => r.Code);
        return [.. sheets.Select(s => new RuleDays<T>(
            rules[s.Code].GroupBy(r => r.DivisionCode).ToDictionary(place => place.Key, IReadOnlyList<(DateOnly, T?)> (place) => [.. place.Select(r => (r.FromDay, r.Numbers is { } numbers ? s.Read(s.Stored(numbers)) : null))]),
            s.Read(s.National)))];
    }

    /// <summary>Who proposed and who approved what holds of these rules from that day or a later one, or is to, and where.</summary>
    public async Task<IReadOnlyList<RuleHand>> HandsAsync(IReadOnlyCollection<string> codes, DateOnly since, CancellationToken ct)
    {
        var changes = await db.Set<RuleChange>().AsNoTracking().Where(c => codes.Contains(c.Code) && (c.State == RuleChangeState.Approved || c.State == RuleChangeState.Waiting) && c.FromDay >= since)
            .Select(c => new { c.DivisionCode, c.Code, By = (Guid?)c.By, c.DecidedBy, c.FromDay }).ToListAsync(ct);
        return [.. changes.SelectMany(c => new[] { c.By, c.DecidedBy }.OfType<Guid>().Select(by => new RuleHand(c.DivisionCode, c.Code, by, c.FromDay)))];
    }

    public async Task<RuleHere> ReadAsync(RuleSheet sheet, long place, CancellationToken ct) => (await ReadAsync([sheet], place, ct))[0];

    /// <summary>Several rules as they hold in a division today, in the order of their sheets.</summary>
    public async Task<IReadOnlyList<RuleHere>> ReadAsync(IReadOnlyList<RuleSheet> sheets, long place, CancellationToken ct)
    {
        var today = clock.Today();
        string[] codes = [.. sheets.Select(s => s.Code)];
        // The number first: a change that comes in between makes it stale, so that nobody writes on top of what they have not read.
        var seen = await db.Set<RuleChange>().Where(c => c.DivisionCode == place && codes.Contains(c.Code)).GroupBy(c => c.Code)
            .Select(g => new { g.Key, Last = g.Max(c => c.Sequence) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        var ahead = (await db.Set<RuleChange>().AsNoTracking().Where(c => c.DivisionCode == place && codes.Contains(c.Code)
            && (c.State == RuleChangeState.Waiting || (c.State == RuleChangeState.Approved && c.FromDay > today))).ToListAsync(ct)).ToLookup(c => c.Code);
        var above = await AboveAsync(codes, place, today, ct);
        return [.. from sheet in sheets
                   let nearest = Nearest(sheet, above)
                   select new RuleHere(sheet, place, nearest.Numbers, nearest.Source, seen.GetValueOrDefault(sheet.Code))
                   {
                       Waiting = ahead[sheet.Code].Where(c => c.State == RuleChangeState.Waiting).Select(c => StepOf(sheet, c)).SingleOrDefault(),
                       // Of two that were approved for one day the later one holds.
                       Coming = [.. ahead[sheet.Code].Where(c => c.State == RuleChangeState.Approved).GroupBy(c => c.FromDay).OrderBy(g => g.Key).Select(g => StepOf(sheet, g.MaxBy(c => c.Sequence)!))],
                   }];
    }

    /// <summary>Changes of this rule here and in the divisions above, newest first.</summary>
    public async Task<IReadOnlyList<RuleStep>> TrailAsync(RuleSheet sheet, long place, CancellationToken ct)
    {
        var path = DivisionRules<Rule>.Above(place).ToArray();
        var changes = await db.Set<RuleChange>().AsNoTracking().Where(c => c.Code == sheet.Code && path.Contains(c.DivisionCode))
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Sequence).Take(TrailShown).ToListAsync(ct);
        return changes.ConvertAll(c => StepOf(sheet, c));
    }

    /// <summary>Changes of these rules that wait for somebody above, wherever they lie.</summary>
    public IQueryable<WaitingRule> Waiting(IReadOnlyCollection<string> codes) => db.Set<RuleChange>().AsNoTracking().Where(c => codes.Contains(c.Code) && c.State == RuleChangeState.Waiting)
        .Select(c => new WaitingRule { Id = c.Id, DivisionCode = c.DivisionCode, Code = c.Code, By = c.By, At = c.At });

    private static RuleStep StepOf(RuleSheet sheet, RuleChange c) => new(c.DivisionCode, c.Sequence, sheet.Stored(c.Before), sheet.Stored(c.After), c.IsReset, c.By, c.At)
    {
        FromDay = c.FromDay,
        State = c.State,
        DecidedBy = c.DecidedBy,
        DecidedAt = c.DecidedAt,
        Decision = c.Decision,
    };

    /// <summary>The rules of a division and of those above it as they held on a day, by code.</summary>
    private async Task<ILookup<string, Rule>> AboveAsync(string[] codes, long place, DateOnly day, CancellationToken ct)
    {
        var path = DivisionRules<Rule>.Above(place).ToArray();
        var held = await db.Set<Rule>().AsNoTracking().Where(r => codes.Contains(r.Code) && path.Contains(r.DivisionCode) && r.FromDay <= day).ToListAsync(ct);
        return held.GroupBy(r => (r.Code, r.DivisionCode)).Select(g => g.MaxBy(r => r.FromDay)!).Where(r => r.Numbers is not null).ToLookup(r => r.Code);
    }

    /// <summary>What a division above has, without its own: what holds where it gives that up.</summary>
    internal async Task<RuleNumbers> InheritedAsync(RuleSheet sheet, long place, DateOnly day, CancellationToken ct) =>
        place == 0 ? sheet.National : Nearest(sheet, await AboveAsync([sheet.Code], DivisionCodes.Parent(place), day, ct)).Numbers;

    private static (RuleNumbers Numbers, long? Source) Nearest(RuleSheet sheet, ILookup<string, Rule> above) =>
        above[sheet.Code].MaxBy(r => DivisionCodes.Level(r.DivisionCode)) is { } nearest ? (sheet.Stored(nearest.Numbers!), nearest.DivisionCode) : (sheet.National, null);
}
