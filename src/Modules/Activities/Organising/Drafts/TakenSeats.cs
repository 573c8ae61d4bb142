using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>Finds the people whose time a change takes or moves: nobody loses it by a number taken out of a field, so whoever saves is asked before.</summary>
internal sealed class TakenSeats(AppDbContext db)
{
    /// <summary>Shifts people are in that this change calls off or moves, the first of them first.</summary>
    /// <param name="drafts">What each activity is to be; none of them is refused.</param>
    public async Task<IReadOnlyList<TouchedShift>> TouchedAsync(IReadOnlyList<(Activity Activity, ActivityDraft Draft)> drafts, CancellationToken ct)
    {
        var asked = drafts.SelectMany(d => d.Draft.Shifts).Where(s => s.Id is not null).ToDictionary(s => s.Id!.Value, s => (s.StartsAt!.Value.UtcDateTime, s.EndsAt!.Value.UtcDateTime));
        var ids = drafts.Select(d => d.Activity.Id).ToList();
        var shifts = await db.Set<Shift>().AsNoTracking().Where(s => ids.Contains(s.ActivityId) && s.CancelledAt == null).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(ct);
        shifts.RemoveAll(s => asked.TryGetValue(s.Id, out var kept) && kept == (s.StartsAt, s.EndsAt));
        if (shifts.Count == 0)
        {
            return [];
        }

        var people = await db.Set<Signup>().Where(s => ids.Contains(s.ActivityId)).Where(SignupKinds.On)
            .GroupBy(s => s.ShiftId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. shifts.Where(s => people.ContainsKey(s.Id)).Select(s => new TouchedShift(s.Id, s.StartsAt, s.EndsAt, people[s.Id], asked.TryGetValue(s.Id, out var to) ? to : null))];
    }
}

/// <param name="People">Who have a seat or wait for one.</param>
/// <param name="To">When it is to be instead; null when it is called off.</param>
internal sealed record TouchedShift(Guid Id, DateTime StartsAt, DateTime EndsAt, int People, (DateTime StartsAt, DateTime EndsAt)? To);
