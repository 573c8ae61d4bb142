using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Hours.Rulebook;

/// <summary>A rule as it holds in a division.</summary>
/// <param name="Source">The division whose rule it is; null where no division up the tree has one.</param>
/// <param name="Seen">How often this division has changed it: who sends another number has not seen the last change.</param>
internal sealed record RuleHere(RuleKind Kind, long Place, RuleNumbers Numbers, long? Source, int Seen)
{
    public bool IsOwn => Source == Place;
}

internal enum RuleAnswer
{
    Done,

    /// <summary>No such division in the viewer's range.</summary>
    Missing,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Changed,
}

/// <summary>The rules of hours of a division: read with where they come from, changed with a trail. The hours and the sweep read the same rows each time, so a change holds for what is counted from then on.</summary>
internal sealed class RuleBook(AppDbContext db, RegionDirectory regions, TimeProvider clock)
{
    private const int TrailShown = 30;

    /// <summary>Whether the viewer may see and change the rules of this division: all of it lies in their range.</summary>
    public async Task<bool> IsMineAsync(long place, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(place);
        return db.Viewer.IsStaff && from >= db.Viewer.From && to <= db.Viewer.To && (place == db.Viewer.From || await regions.FindAsync(place, ct) is not null);
    }

    public async Task<IReadOnlyList<RuleHere>> ReadAsync(long place, CancellationToken ct)
    {
        var all = new List<RuleHere>();
        foreach (var sheet in RuleSheet.All)
        {
            all.Add(await ReadAsync(place, sheet.Kind, ct));
        }

        return all;
    }

    public async Task<RuleHere> ReadAsync(long place, RuleKind kind, CancellationToken ct)
    {
        // The number first: a change that comes in between makes it stale, so that nobody writes on top of what they have not read.
        var seen = await db.Set<RuleChange>().Where(c => c.DivisionCode == place && c.Rule == kind).MaxAsync(c => (int?)c.Sequence, ct) ?? 0;
        var rules = await RuleShelf.AllAsync(db, kind, ct);
        var source = Above(place).Cast<long?>().FirstOrDefault(code => rules.ContainsKey(code!.Value));
        return new(kind, place, source is { } own ? rules[own] : RuleNumbers.National(kind), source, seen);
    }

    /// <summary>Changes of this rule here and in the divisions above, newest first.</summary>
    public Task<List<RuleChange>> TrailAsync(long place, RuleKind kind, CancellationToken ct)
    {
        var path = Above(place).ToArray();
        return db.Set<RuleChange>().AsNoTracking().Where(c => c.Rule == kind && path.Contains(c.DivisionCode)).OrderByDescending(c => c.At).ThenByDescending(c => c.Sequence).Take(TrailShown).ToListAsync(ct);
    }

    /// <param name="numbers">Sound ones (<see cref="RuleSheet.Mistakes"/>); null to go back to what is inherited.</param>
    /// <param name="seen">See <see cref="RuleHere.Seen"/>; null when it does not matter.</param>
    public async Task<RuleAnswer> ChangeAsync(long place, RuleKind kind, RuleNumbers? numbers, int? seen, CancellationToken ct)
    {
        if (!await IsMineAsync(place, ct))
        {
            return RuleAnswer.Missing;
        }

        await using var work = await db.BeginWorkAsync(ct);
        var before = await ReadAsync(place, kind, ct);
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
            await RuleShelf.PutAsync(db, kind, place, numbers, ct);
            await db.SaveChangesAsync(ct);
            await NoteAsync(before, numbers is null, ct);
            await work.CommitAsync(ct);
            return RuleAnswer.Done;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || db.IsUniqueViolation(e))
        {
            return RuleAnswer.Changed; // Somebody was first: to add the rule, to take it away, or with this number of the story.
        }
    }

    private async Task NoteAsync(RuleHere before, bool isReset, CancellationToken ct)
    {
        var after = await ReadAsync(before.Place, before.Kind, ct);
        db.Add(new RuleChange
        {
            DivisionCode = before.Place,
            Rule = before.Kind,
            Sequence = before.Seen + 1,
            Before = before.Numbers.ToString(),
            After = after.Numbers.ToString(),
            IsReset = isReset,
            By = db.Viewer.PersonId,
            At = clock.Now(),
        });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The division itself, then those above it, to the country.</summary>
    private static IEnumerable<long> Above(long place)
    {
        for (; place != 0; place = DivisionCodes.Parent(place))
        {
            yield return place;
        }

        yield return 0;
    }
}
