using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Seats.Line;

/// <summary>
/// Who waits for a shift, in the order they came. Whatever frees a seat calls <see cref="OfferAsync"/>, which holds it for the next in line;
/// what it leaves undone, the patrol does a moment later. docs/algorithms/seats.md.
/// </summary>
internal sealed class WaitingLine(AppDbContext db, Calendars calendars, SeatNews news, ActivitySettings settings)
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
        var held = await calendars.TryHoldAsync([.. next.Select(s => s.VolunteerId)], ct);
        var promised = await CalendarsAsync(held, turn.Now, ct);
        foreach (var signup in next.TakeWhile(s => held.Contains(s.VolunteerId)))
        {
            if (shift.Free <= 0)
            {
                return;
            }

            if (turn.Against(promised[signup.VolunteerId]) is { } other)
            {
                turn.Become(signup, SignupStatus.Passed);
                await news.SkipAsync(turn, signup, other, ct);
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
        var until = now.AddMinutes(isToday ? settings.HoldMinutesOnTheDay : settings.HoldMinutes);
        return until < startsAt ? until : startsAt;
    }

    /// <summary>All who have anything to do with the shift, past the viewer's scope: whoever leaves does not see who comes next.</summary>
    public IQueryable<Signup> Signups(SeatTurn turn) =>
        db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == turn.Shift.ActivityId && s.ShiftId == turn.Shift.Id);

    /// <summary>Waits until nobody else decides about this volunteer's calendar, then reads what stands in it.</summary>
    public async Task<Calendar> HoldAsync(Guid volunteer, DateTime now, CancellationToken ct)
    {
        await calendars.HoldAsync([volunteer], ct);
        return (await CalendarsAsync([volunteer], now, ct))[volunteer];
    }

    /// <summary>Of those given, what is not over yet.</summary>
    public async Task<IReadOnlyDictionary<Guid, Calendar>> CalendarsAsync(IReadOnlyCollection<Guid> volunteers, DateTime now, CancellationToken ct)
    {
        var seats = (await db.Set<Signup>().IgnoreQueryFilters().AsNoTracking()
            .Where(s => volunteers.Contains(s.VolunteerId) && s.EndsAt > now).Where(SignupKinds.Seated)
            .Select(s => new OwnSeat(s.VolunteerId, s.ActivityId, s.ShiftId, s.Status, s.StartsAt, s.EndsAt, s.ProjectId)).ToListAsync(ct)).ToLookup(s => s.VolunteerId);
        var elsewhere = await calendars.OfAsync(volunteers, now, ct, but: SeatPromises.Kind);
        return volunteers.Distinct().ToDictionary(v => v, v => new Calendar([.. seats[v]], [.. elsewhere[v]]));
    }
}
