using Weiguang.Activities.Domain;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Seats;

/// <summary>
/// Who waits for a shift, in the order they came. Whatever frees a seat calls <see cref="OfferAsync"/>, which holds it for the next in line;
/// what it leaves undone, the patrol does a moment later. docs/algorithms/seats.md.
/// </summary>
internal sealed class WaitingLine(AppDbContext db, SeatNews news, ActivityRules rules)
{
    private const int AtOnce = 100;

    /// <summary>Offers every free seat to the next who can take it; the shift is locked.</summary>
    /// <remarks>Whoever has promised to be elsewhere at that time, or takes part in a project that excludes this one, leaves the line and is told why.</remarks>
    public async Task OfferAsync(SeatTurn turn, CancellationToken ct)
    {
        var shift = turn.Shift;
        if (turn.Host.Status != ActivityStatus.Published || shift.CancelledAt is not null || shift.StartsAt <= turn.Now || shift.Free <= 0 || shift.Waiting == 0)
        {
            return;
        }

        await db.SaveChangesAsync(ct); // The query below has to see who has just left the line.
        var next = await Signups(turn).Where(s => s.Status == SignupStatus.Waiting).OrderBy(s => s.Place).Take(AtOnce).ToListAsync(ct);
        var held = await TryHoldAsync(next, ct);
        var promises = (await PromisesAsync(held, turn.Now, ct)).ToLookup(p => p.VolunteerId, p => p.Promise);
        foreach (var signup in next.TakeWhile(s => held.Contains(s.VolunteerId)))
        {
            if (shift.Free <= 0)
            {
                return;
            }

            if (turn.Calendar(promises[signup.VolunteerId]) is { } other)
            {
                turn.Become(signup, SignupStatus.Passed, reason: await news.SkipAsync(turn, signup, other, ct));
                continue;
            }

            turn.Become(signup, SignupStatus.Offered, holdUntil: HoldUntil(shift.StartsAt, turn.Now));
            news.Offer(turn, signup);
        }
    }

    /// <summary>Two hours from now, ten minutes on the day itself, never past the start.</summary>
    public DateTime HoldUntil(DateTime startsAt, DateTime now)
    {
        var isToday = startsAt.ToShanghai().Date == now.ToShanghai().Date;
        var until = now.AddMinutes(isToday ? rules.HoldMinutesOnTheDay : rules.HoldMinutes);
        return until < startsAt ? until : startsAt;
    }

    /// <summary>All who have anything to do with the shift, past the viewer's scope: whoever leaves does not see who comes next.</summary>
    public IQueryable<Signup> Signups(SeatTurn turn) =>
        db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == turn.Shift.ActivityId && s.ShiftId == turn.Shift.Id);

    /// <summary>Waits until nobody else decides about this volunteer's calendar, then reads what stands in it.</summary>
    public async Task<IReadOnlyList<Promise>> HoldAsync(Guid volunteer, DateTime now, CancellationToken ct)
    {
        await using var hold = db.SqlCommand(HoldSql.Of(db)).With("hold", SeatDesk.HoldOf(volunteer));
        await hold.ExecuteNonQueryAsync(ct);
        return [.. (await PromisesAsync([volunteer], now, ct)).Select(p => p.Promise)];
    }

    /// <summary>Seats not over yet, of those given.</summary>
    public async Task<IReadOnlyList<(Guid VolunteerId, Promise Promise)>> PromisesAsync(IReadOnlyCollection<Guid> volunteers, DateTime now, CancellationToken ct)
    {
        var rows = await db.Set<Signup>().IgnoreQueryFilters().AsNoTracking()
            .Where(s => volunteers.Contains(s.VolunteerId) && s.EndsAt > now).Where(SignupKinds.Seated)
            .Select(s => new { s.VolunteerId, s.ActivityId, s.ShiftId, s.Status, s.StartsAt, s.EndsAt, s.ProjectId }).ToListAsync(ct);
        return rows.ConvertAll(s => (s.VolunteerId, new Promise(s.ActivityId, s.ShiftId, s.Status, s.StartsAt, s.EndsAt, s.ProjectId)));
    }

    public static Promise? Clash(IEnumerable<Promise> promises, Shift shift) =>
        promises.FirstOrDefault(p => p.ShiftId != shift.Id && p.StartsAt < shift.EndsAt && shift.StartsAt < p.EndsAt);

    private async Task<HashSet<Guid>> TryHoldAsync(List<Signup> signups, CancellationToken ct)
    {
        var volunteers = signups.Select(s => s.VolunteerId).ToArray();
        await using var hold = db.SqlCommand(TryHoldSql.Of(db)).WithRows(db, "rows", ("volunteers", volunteers), ("holds", Array.ConvertAll(volunteers, SeatDesk.HoldOf)));
        await using var rows = await hold.ExecuteReaderAsync(ct);
        var held = new HashSet<Guid>(volunteers.Length);
        while (await rows.ReadAsync(ct))
        {
            held.Add(rows.GetGuid(0));
        }

        return held;
    }

    private static readonly SiblingText HoldSql = new(typeof(WaitingLine), "Hold");
    private static readonly SiblingText TryHoldSql = new(typeof(WaitingLine), "TryHold");
}
