using Weiguang.Kernel.Time;
using Weiguang.Regions.Domain;

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

public enum RuleAnswer
{
    Done,

    /// <summary>No such division in the viewer's range.</summary>
    Missing,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Changed,
}

/// <summary>
/// The rules by division of all modules: read with where they come from, changed with a trail, given back to what is inherited. Whoever counts by them reads the same rows each time, so a change
/// holds for what is counted from then on.
/// </summary>
public sealed class RuleBook(AppDbContext db, RegionDirectory regions, TimeProvider clock)
{
    private const int TrailShown = 30;

    /// <summary>Whether the viewer may see and change the rules of this division: all of it lies in their range.</summary>
    public async Task<bool> IsMineAsync(long place, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(place);
        return db.Viewer.IsStaff && from >= db.Viewer.From && to <= db.Viewer.To && (place == db.Viewer.From || await regions.FindAsync(place, ct) is not null);
    }

    /// <summary>The rule that holds in a division.</summary>
    public async Task<T> ForAsync<T>(RuleSheet<T> sheet, long division, CancellationToken ct) where T : class => sheet.Read((await ReadAsync(sheet, division, ct)).Numbers);

    /// <summary>For whoever counts many divisions at once.</summary>
    public async Task<DivisionRules<T>> AllAsync<T>(RuleSheet<T> sheet, CancellationToken ct) where T : class =>
        new((await db.Set<Rule>().AsNoTracking().Where(r => r.Code == sheet.Code).ToListAsync(ct)).ToDictionary(r => r.DivisionCode, r => sheet.Read(RuleNumbers.Parse(r.Numbers))), sheet.Read(sheet.National));

    public async Task<RuleHere> ReadAsync(RuleSheet sheet, long place, CancellationToken ct)
    {
        // The number first: a change that comes in between makes it stale, so that nobody writes on top of what they have not read.
        var seen = await db.Set<RuleChange>().Where(c => c.DivisionCode == place && c.Code == sheet.Code).MaxAsync(c => (int?)c.Sequence, ct) ?? 0;
        var path = DivisionRules<Rule>.Above(place).ToArray();
        var rules = await db.Set<Rule>().AsNoTracking().Where(r => r.Code == sheet.Code && path.Contains(r.DivisionCode)).ToListAsync(ct);
        var nearest = rules.MaxBy(r => DivisionCodes.Level(r.DivisionCode));
        return new(sheet, place, nearest is null ? sheet.National : RuleNumbers.Parse(nearest.Numbers), nearest?.DivisionCode, seen);
    }

    /// <summary>Changes of this rule here and in the divisions above, newest first.</summary>
    public async Task<IReadOnlyList<RuleStep>> TrailAsync(RuleSheet sheet, long place, CancellationToken ct)
    {
        var path = DivisionRules<Rule>.Above(place).ToArray();
        var changes = await db.Set<RuleChange>().AsNoTracking().Where(c => c.Code == sheet.Code && path.Contains(c.DivisionCode))
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Sequence).Take(TrailShown).ToListAsync(ct);
        return changes.ConvertAll(c => new RuleStep(c.DivisionCode, c.Sequence, RuleNumbers.Parse(c.Before), RuleNumbers.Parse(c.After), c.IsReset, c.By, c.At));
    }

    /// <param name="numbers">Sound ones (<see cref="RuleSheet.Mistakes"/>); null to go back to what is inherited.</param>
    /// <param name="seen">See <see cref="RuleHere.Seen"/>; null when it does not matter.</param>
    public async Task<RuleAnswer> ChangeAsync(RuleSheet sheet, long place, RuleNumbers? numbers, int? seen, CancellationToken ct)
    {
        if (!await IsMineAsync(place, ct))
        {
            return RuleAnswer.Missing;
        }

        await using var work = await db.BeginWorkAsync(ct);
        var before = await ReadAsync(sheet, place, ct);
        if (seen is not null && seen != before.Seen)
        {
            return RuleAnswer.Changed;
        }

        if (numbers is null ? !before.IsOwn : before.IsOwn && numbers.ToString() == before.Numbers.ToString())
        {
            return RuleAnswer.Done;
        }

        try
        {
            await PutAsync(sheet, place, numbers, ct);
            await NoteAsync(before, numbers is null, ct);
            await work.CommitAsync(ct);
            return RuleAnswer.Done;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || db.IsUniqueViolation(e))
        {
            return RuleAnswer.Changed; // Somebody was first: to add the rule, to take it away, or with this number of the story.
        }
    }

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
