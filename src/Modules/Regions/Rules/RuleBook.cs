using Weiguang.Kernel.Time;
using Weiguang.Regions.Domain;
using Weiguang.Regions.Rules;

namespace Weiguang.Regions;

/// <summary>A rule as it holds in a division.</summary>
/// <param name="Source">The division whose rule it is; null where no division up the tree has one.</param>
/// <param name="Seen">How often this division has changed it: who sends another number has not seen the last change.</param>
public sealed record RuleHere(RuleSheet Sheet, long Place, RuleNumbers Numbers, long? Source, int Seen)
{
    public bool IsOwn => Source == Place;
}

/// <summary>Who changed a rule, when, and what held in the division before and after.</summary>
/// <param name="IsReset">The division gave its own rule up.</param>
public sealed record RuleStep(long Division, int Sequence, RuleNumbers Before, RuleNumbers After, bool IsReset, Guid By, DateTime At);

/// <summary>
/// The rules by division of all modules: read with where they come from, changed with a trail, given back to what is inherited. Whoever counts by them reads the same rows each time, so a change
/// holds for what is counted from then on.
/// </summary>
public sealed class RuleBook(AppDbContext db, RegionDirectory regions, TimeProvider clock)
{
    private const int TrailShown = 30;

    /// <summary>Whether the viewer may see and change the rules of this division: all of it lies in their range.</summary>
    public async Task<bool> IsMineAsync(long place, CancellationToken ct) =>
        db.Viewer.IsStaff && db.Viewer.Covers(DivisionCodes.Range(place)) && (place == db.Viewer.From || (await regions.FindAsync(place, ct))?.Code == place);

    /// <summary>The rule that holds in a division, for whoever counts by it.</summary>
    public async Task<T> ForAsync<T>(RuleSheet<T> sheet, long division, CancellationToken ct) where T : class => sheet.Read(Nearest(sheet, await AboveAsync([sheet.Code], division, ct)).Numbers);

    /// <summary>For whoever counts many divisions at once.</summary>
    public async Task<DivisionRules<T>> AllAsync<T>(RuleSheet<T> sheet, CancellationToken ct) where T : class => (await AllAsync([sheet], ct))[0];

    /// <summary>The same of several sheets, in their order.</summary>
    public async Task<IReadOnlyList<DivisionRules<T>>> AllAsync<T>(IReadOnlyList<RuleSheet<T>> sheets, CancellationToken ct) where T : class
    {
        string[] codes = [.. sheets.Select(s => s.Code)];
        var rules = (await db.Set<Rule>().AsNoTracking().Where(r => codes.Contains(r.Code)).ToListAsync(ct)).ToLookup(r => r.Code);
        return [.. sheets.Select(s => new DivisionRules<T>(rules[s.Code].ToDictionary(r => r.DivisionCode, r => s.Read(s.Stored(r.Numbers))), s.Read(s.National)))];
    }

    public async Task<RuleHere> ReadAsync(RuleSheet sheet, long place, CancellationToken ct) => (await ReadAsync([sheet], place, ct))[0];

    /// <summary>Several rules as they hold in a division, in the order of their sheets.</summary>
    public async Task<IReadOnlyList<RuleHere>> ReadAsync(IReadOnlyList<RuleSheet> sheets, long place, CancellationToken ct)
    {
        string[] codes = [.. sheets.Select(s => s.Code)];
        // The number first: a change that comes in between makes it stale, so that nobody writes on top of what they have not read.
        var seen = await db.Set<RuleChange>().Where(c => c.DivisionCode == place && codes.Contains(c.Code)).GroupBy(c => c.Code)
            .Select(g => new { g.Key, Last = g.Max(c => c.Sequence) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        var above = await AboveAsync(codes, place, ct);
        return [.. from sheet in sheets
                   let nearest = Nearest(sheet, above)
                   select new RuleHere(sheet, place, nearest.Numbers, nearest.Source, seen.GetValueOrDefault(sheet.Code))];
    }

    /// <summary>Changes of this rule here and in the divisions above, newest first.</summary>
    public async Task<IReadOnlyList<RuleStep>> TrailAsync(RuleSheet sheet, long place, CancellationToken ct)
    {
        var path = DivisionRules<Rule>.Above(place).ToArray();
        var changes = await db.Set<RuleChange>().AsNoTracking().Where(c => c.Code == sheet.Code && path.Contains(c.DivisionCode))
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Sequence).Take(TrailShown).ToListAsync(ct);
        return changes.ConvertAll(c => new RuleStep(c.DivisionCode, c.Sequence, sheet.Stored(c.Before), sheet.Stored(c.After), c.IsReset, c.By, c.At));
    }

    /// <summary>Somebody else has changed it meanwhile: how often by now, who last and when.</summary>
    private async Task<StepAnswer> MovedAsync(RuleHere now, CancellationToken ct)
    {
        var last = (await TrailAsync(now.Sheet, now.Place, ct)).FirstOrDefault(c => c.Division == now.Place);
        return RuleVoice.Rule.Moved with { Facts = new() { ["seen"] = now.Seen, ["by"] = last?.By, ["at"] = last?.At } };
    }

    /// <param name="numbers">Sound ones (<see cref="RuleSheet.Mistakes"/>); null to go back to what is inherited.</param>
    /// <param name="seen">See <see cref="RuleHere.Seen"/>; null when it does not matter.</param>
    public async Task<StepAnswer> ChangeAsync(RuleSheet sheet, long place, RuleNumbers? numbers, int? seen, CancellationToken ct)
    {
        if (!await IsMineAsync(place, ct))
        {
            return RuleVoice.Rule.Missing;
        }

        await using var work = await db.BeginWorkAsync(ct);
        await RuleHold.TakeAsync(db, sheet, place, ct);
        var before = await ReadAsync(sheet, place, ct);
        if (seen is not null && seen != before.Seen)
        {
            return await MovedAsync(before, ct);
        }

        if (numbers is null ? !before.IsOwn : before.IsOwn && numbers.ToString() == before.Numbers.ToString())
        {
            return RuleVoice.Rule.Done;
        }

        await PutAsync(sheet, place, numbers, ct);
        await NoteAsync(before, numbers is null, ct);
        await work.CommitAsync(ct);
        return RuleVoice.Rule.Done;
    }

    /// <summary>The rules of a division and of those above it, by code.</summary>
    private async Task<ILookup<string, Rule>> AboveAsync(string[] codes, long place, CancellationToken ct)
    {
        var path = DivisionRules<Rule>.Above(place).ToArray();
        return (await db.Set<Rule>().AsNoTracking().Where(r => codes.Contains(r.Code) && path.Contains(r.DivisionCode)).ToListAsync(ct)).ToLookup(r => r.Code);
    }

    private static (RuleNumbers Numbers, long? Source) Nearest(RuleSheet sheet, ILookup<string, Rule> above) =>
        above[sheet.Code].MaxBy(r => DivisionCodes.Level(r.DivisionCode)) is { } nearest ? (sheet.Stored(nearest.Numbers), nearest.DivisionCode) : (sheet.National, null);

    private async Task PutAsync(RuleSheet sheet, long place, RuleNumbers? numbers, CancellationToken ct)
    {
        var own = await db.Set<Rule>().SingleOrDefaultAsync(r => r.DivisionCode == place && r.Code == sheet.Code, ct);
        if (numbers is null)
        {
            db.RemoveRange(own is null ? [] : new[] { own });
        }
        else if (own is null)
        {
            db.Add(new Rule { DivisionCode = place, Code = sheet.Code, Numbers = numbers.ToString() });
        }
        else
        {
            own.Numbers = numbers.ToString();
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task NoteAsync(RuleHere before, bool isReset, CancellationToken ct)
    {
        var after = await ReadAsync(before.Sheet, before.Place, ct);
        db.Add(new RuleChange
        {
            DivisionCode = before.Place,
            Code = before.Sheet.Code,
            Sequence = before.Seen + 1,
            Before = before.Numbers.ToString(),
            After = after.Numbers.ToString(),
            IsReset = isReset,
            By = db.Viewer.PersonId,
            At = clock.Now(),
        });
        await db.SaveChangesAsync(ct);
    }
}
