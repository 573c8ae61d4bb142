using Weiguang.Activities.Domain;
using Weiguang.People;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>Finds the people whose time or hope a change takes or moves: nobody loses it by a number taken out of a field, so whoever saves is asked before.</summary>
internal sealed class TakenSeats(AppDbContext db, PersonDirectory people)
{
    private const int MostRows = 500;
    private const int MostNames = 8;

    /// <summary>Shifts people are in that this change calls off, moves, or leaves with fewer seats than were given, the first of them first.</summary>
    /// <param name="drafts">What each activity is to be; none of them is refused.</param>
    public async Task<IReadOnlyList<TouchedShift>> TouchedAsync(IReadOnlyList<(Activity Activity, ActivityDraft Draft)> drafts, CancellationToken ct)
    {
        var asked = drafts.SelectMany(d => d.Draft.Shifts).Where(s => s.Id is not null).ToDictionary(s => s.Id!.Value);
        var ids = drafts.Select(d => d.Activity.Id).ToList();
        var shifts = await db.Set<Shift>().AsNoTracking().Where(s => ids.Contains(s.ActivityId) && s.CancelledAt == null).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(ct);
        shifts.RemoveAll(s => asked.TryGetValue(s.Id, out var kept) && TimeOf(kept) == (s.StartsAt, s.EndsAt) && !IsCut(s, kept.Capacity));
        if (shifts.Count == 0)
        {
            return [];
        }

        var touched = shifts.ConvertAll(s => s.Id);
        var on = db.Set<Signup>().Where(s => ids.Contains(s.ActivityId) && touched.Contains(s.ShiftId)).Where(SignupKinds.On);
        var counts = await on.GroupBy(s => s.ShiftId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var first = (await on.OrderBy(s => s.StartsAt).ThenBy(s => s.ShiftId).ThenBy(s => s.Place).Take(MostRows).Select(s => new { s.ShiftId, s.VolunteerId }).ToListAsync(ct)).ToLookup(s => s.ShiftId, s => s.VolunteerId);
        var names = await people.FindAsync(first.SelectMany(g => g.Take(MostNames)), ct);
        return [.. from shift in shifts
                   where counts.ContainsKey(shift.Id)
                   let kept = asked.GetValueOrDefault(shift.Id)
                   let moves = kept is not null && TimeOf(kept) != (shift.StartsAt, shift.EndsAt)
                   select new TouchedShift(shift.Id, shift.StartsAt, shift.EndsAt, counts[shift.Id], moves ? TimeOf(kept) : null, kept is null || moves ? null : kept.Capacity)
                   {
                       Names = [.. first[shift.Id].Take(MostNames).Select(p => names.GetValueOrDefault(p)?.Name).OfType<string>()],
                   }];
    }

    private static bool IsCut(Shift shift, int capacity) => capacity < shift.Capacity && (capacity < shift.Taken || shift.Waiting > 0);

    private static (DateTime, DateTime) TimeOf(ShiftDraft shift) => (shift.StartsAt!.Value.UtcDateTime, shift.EndsAt!.Value.UtcDateTime);
}

/// <param name="People">Who have a seat or wait for one.</param>
/// <param name="To">When it is to be instead; null when it stays or is called off.</param>
/// <param name="Seats">How few it is to have where it is only cut.</param>
internal sealed record TouchedShift(Guid Id, DateTime StartsAt, DateTime EndsAt, int People, (DateTime StartsAt, DateTime EndsAt)? To, int? Seats)
{
    /// <summary>The first of them.</summary>
    public required IReadOnlyList<string> Names { get; init; }
}
