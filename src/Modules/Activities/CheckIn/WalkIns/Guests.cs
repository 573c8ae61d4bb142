using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;

namespace Weiguang.Activities.CheckIn.WalkIns;

/// <summary>People at the door who have not said yet that they were there: they take room, and hold no seat.</summary>
internal static class Guests
{
    /// <summary>So many at least can be let in at the door above the seats, and a fifth of them where that is more.</summary>
    private const int MostAbove = 5;

    /// <summary>Whether one more may be let in at the door; null when nothing stands against it. The shift is held.</summary>
    public static async Task<MoveOutcome?> RefusalAsync(AppDbContext db, Shift shift, string reason, CancellationToken ct)
    {
        var free = shift.Free - await db.Set<Guest>().IgnoreQueryFilters().CountAsync(g => g.ActivityId == shift.ActivityId && g.ShiftId == shift.Id && g.State == GuestState.Open, ct);
        return reason.Length == 0 && free <= 0 ? MoveOutcome.NeedsReason : -free >= Math.Max(MostAbove, shift.Capacity / 5) ? MoveOutcome.TooMany : null;
    }
}
