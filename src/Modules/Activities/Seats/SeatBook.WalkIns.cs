using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Seats;

/// <summary>What people who were added at the door say of it themselves.</summary>
internal sealed partial class SeatBook
{
    /// <summary>Whoever has the phone says that they were there: they get the seat whose room was kept for them, also when the shift is over. The rules of sign-up hold for them as for everybody.</summary>
    /// <param name="phoneIndex">Of the viewer's own phone.</param>
    /// <param name="guest">Who put them down, and when they were there.</param>
    public async Task<(SeatMove Move, Guest? Guest)> ClaimAsync(Guid activityId, Guid guestId, string phoneIndex, CancellationToken ct)
    {
        var guest = await OwnGuestAsync(activityId, guestId, phoneIndex, ct);
        if (guest is null or { State: GuestState.NotCome })
        {
            return (SeatMove.Missing, null);
        }

        var move = await StepAsync(activityId, guest.ShiftId, async turn =>
        {
            var me = db.Viewer.PersonId;
            var known = await line.Signups(turn).SingleOrDefaultAsync(s => s.VolunteerId == me, ct);
            await db.Entry(guest).ReloadAsync(ct); // Held by its shift from here on.
            if (guest.State == GuestState.NotCome)
            {
                return SeatMove.Missing;
            }

            if (known is not { Status: SignupStatus.Accepted or SignupStatus.NoShow })
            {
                if (await confirming.ClaimRefusalAsync(turn, me, ct) is { } answer)
                {
                    return new(MoveOutcome.Refused, Answer: answer);
                }

                var signup = known ?? db.Add(await NewAsync(turn.Shift, me, ct)).Entity;
                turn.LetIn(signup, isNew: known is null, guest.ById, guest.Reason);
            }

            guest.Answer(GuestState.Came, me);
            return SeatMove.Done(SignupStatus.Accepted);
        }, ct);
        return (move, guest);
    }

    /// <summary>Whoever has the phone says that they were not there: what was put down counts for nothing, and whoever put it down hears of it.</summary>
    public async Task<SeatMove> DisclaimAsync(Guid activityId, Guid guestId, string phoneIndex, CancellationToken ct)
    {
        if (await OwnGuestAsync(activityId, guestId, phoneIndex, ct) is not { State: GuestState.Open } guest)
        {
            return SeatMove.Missing;
        }

        return await StepAsync(activityId, guest.ShiftId, async turn =>
        {
            await db.Entry(guest).ReloadAsync(ct);
            if (guest.State != GuestState.Open)
            {
                return SeatMove.NotNow();
            }

            guest.Answer(GuestState.NotCome, db.Viewer.PersonId);
            await news.SaysNotComeAsync(turn, guest.ById, guest.Name, ct);
            return SeatMove.Done();
        }, ct);
    }

    /// <summary>Somebody who was put on the list at the door says that they were not there: their seat is gone, nothing counts, and staff from outside are asked how it came about.</summary>
    public Task<SeatMove> DenyAsync(Guid activityId, Guid shiftId, string reason, CancellationToken ct) => OwnAsync(activityId, shiftId, async (turn, mine) =>
    {
        if (mine is not { Way: SignupWay.WalkIn, Status: SignupStatus.Accepted or SignupStatus.NoShow, ByPersonId: { } by })
        {
            return SeatMove.NotNow(mine.Status);
        }

        turn.Become(mine, SignupStatus.Cancelled, reason: reason);
        if (await engagements.OfAsync([activityId], shiftId, ct) is [var engagement])
        {
            await hours.DenyAsync(engagement, mine.VolunteerId, reason, ct);
        }

        await news.SaysNotComeAsync(turn, by, null, ct);
        return SeatMove.Done(mine.Status);
    }, ct);

    private Task<Guest?> OwnGuestAsync(Guid activityId, Guid guestId, string phoneIndex, CancellationToken ct) =>
        db.Set<Guest>().IgnoreQueryFilters().SingleOrDefaultAsync(g => g.ActivityId == activityId && g.Id == guestId && g.PhoneIndex == phoneIndex, ct);
}
