using Weiguang.Activities.Domain;

namespace Weiguang.Bench.Cases;

/// <summary>Speed counts only when the result is right: nobody oversold, nobody twice, every place of the waiting list exact.</summary>
internal static class Truth
{
    public static async Task CheckAsync(AppDbContext db, Shift shift, int people)
    {
        var rows = await db.Set<Signup>().AsNoTracking().Where(s => s.ActivityId == shift.ActivityId && s.ShiftId == shift.Id).Select(s => new { s.VolunteerId, s.Status, s.Place }).ToListAsync();
        var seats = rows.Count(r => r.Status == SignupStatus.Accepted);
        Demand(rows.Count == people, $"{rows.Count} sign-ups of {people} people");
        Demand(rows.DistinctBy(r => r.VolunteerId).Count() == people, "somebody signed up twice");
        Demand(seats == Math.Min(people, shift.Capacity) && seats == shift.Taken, $"{seats} seats taken, {shift.Taken} counted, {shift.Capacity} there");
        Demand(rows.Count - seats == shift.Waiting, "the waiting are miscounted");
        Demand(rows.Select(r => r.Place).Order().SequenceEqual(Enumerable.Range(1, people)), "places have gaps");
        Demand(rows.Where(r => r.Status == SignupStatus.Accepted).All(r => r.Place <= shift.Capacity), "somebody overtook");
    }

    public static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"WRONG: {otherwise}.");
        }
    }
}
