using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats.Line;
using Weiguang.Eligibility;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Activities.Seats;

/// <summary>Tells people what becomes of their seats, in the transaction that does it.</summary>
internal sealed class SeatNews(AppDbContext db, MessageBox messages, Bundle bundle, PersonDirectory people, Calendars calendars)
{


    public static string LinkTo(Guid activityId) => $"/activities/{activityId}";

    public static string CheckInAt(Guid activityId) => $"/activities/{activityId}/check-in";

    public static string RosterOf(Guid activityId) => $"/console/activities/{activityId}";

    public void Offer(SeatTurn turn, Signup signup) => Tell(
        turn, signup, ActivityMessages.Offered, MessageBox.Time(signup.HoldUntil!.Value));

    /// <summary>Where else somebody is, only they are told: on the list, where the organiser reads it, stands no reason.</summary>
    public async Task SkipAsync(SeatTurn turn, Signup signup, SeatAnswer why, CancellationToken ct)
    {
        var title = await calendars.TitleAsync(why.Other!, ct);
        Tell(turn, signup, why.Outcome == SeatOutcome.Excluded ? ActivityMessages.SkippedForExclusion : ActivityMessages.SkippedForClash, title);
    }

    public void Lapse(SeatTurn turn, Signup signup) => Tell(turn, signup, ActivityMessages.Lapsed);

    public void Remove(SeatTurn turn, Signup signup, string reason) => Tell(turn, signup, ActivityMessages.Removed, reason);

    public void Approve(SeatTurn turn, Signup signup) => Tell(turn, signup, ActivityMessages.Approved);

    public void Refuse(SeatTurn turn, Signup signup, string reason) => Tell(turn, signup, ActivityMessages.Refused, reason);

    public void CallOff(SeatTurn turn, Signup signup, string reason) => bundle.Put(
        signup.VolunteerId, ActivityMessages.CalledOff, LinkTo(turn.Host.Id), Arguments(turn, reason), SeatChange.Off, reason);

    /// <summary>To somebody who is there.</summary>
    public void Dismiss(SeatTurn turn, Guid person, string reason) => messages.Put(
        person, turn.Now < turn.Shift.StartsAt ? ActivityMessages.SentHome : ActivityMessages.EndsEarly,
        CheckInAt(turn.Host.Id), Arguments(turn, reason));

    /// <param name="was">When the shift began before.</param>
    public void Move(SeatTurn turn, Signup signup, DateTime was) => bundle.Put(
        signup.VolunteerId, ActivityMessages.Moved, LinkTo(turn.Host.Id),
        Arguments(turn, MessageBox.Span(turn.Shift.StartsAt, turn.Shift.EndsAt), MessageBox.Time(was)), SeatChange.Moved);

    /// <summary>The new time is also the time of another seat of theirs.</summary>
    public void MoveIntoClash(SeatTurn turn, Signup signup, DateTime was) => bundle.Put(
        signup.VolunteerId, ActivityMessages.MovedIntoClash, LinkTo(turn.Host.Id),
        Arguments(turn, MessageBox.Time(was)), SeatChange.Clashes);

    public void WalkIn(SeatTurn turn, Signup signup) => messages.Put(signup.VolunteerId, ActivityMessages.WalkedIn, CheckIn.WalkIns.WalkInLinks.Mine, Arguments(turn));

    /// <summary>Somebody who was added at the door was not there, as they say.</summary>
    /// <param name="to">Who added them.</param>
    /// <param name="name">As they were put down; null for the viewer's own.</param>
    public async Task SaysNotComeAsync(SeatTurn turn, Guid to, string? name, CancellationToken ct) => messages.Put(
        to, ActivityMessages.SaysNotCome, RosterOf(turn.Host.Id), name ?? await NameAsync(db.Viewer.PersonId, ct), turn.Host.Title, MessageBox.Time(turn.Shift.StartsAt));

    public void NoShow(SeatTurn turn, Signup signup) => Tell(turn, signup, ActivityMessages.NoShow);

    public void CameAfterAll(SeatTurn turn, Signup signup) => Tell(turn, signup, ActivityMessages.CameAfterAll);

    public void TooLate(SeatTurn turn, Signup signup) => Tell(turn, signup, ActivityMessages.TooLate);

    /// <summary>Members hear that a leader asked for seats for them; saved at once, for the desk itself keeps no rows in memory.</summary>
    public async Task HeldByLeadersAsync(IReadOnlyCollection<HeldSeat> held, CancellationToken ct)
    {
        if (held.Count == 0)
        {
            return;
        }

        var leaders = await people.FindAsync(held.Select(h => h.Request.By!.Value), ct);
        foreach (var (request, title, startsAt, until) in held)
        {
            messages.Put(
                request.VolunteerId, ActivityMessages.HeldByLeader, LinkTo(request.ActivityId),
                title, MessageBox.Time(startsAt), MessageBox.Time(until), leaders.GetValueOrDefault(request.By!.Value)?.Name ?? "");
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Somebody leaves shortly before the shift: the organiser hears it at once.</summary>
    public async Task LeftLateAsync(SeatTurn turn, Guid volunteer, string reason, CancellationToken ct) => messages.Put(
        turn.Host.LeadId, ActivityMessages.LeftLate, RosterOf(turn.Host.Id),
        await NameAsync(volunteer, ct), turn.Host.Title, MessageBox.Time(turn.Shift.StartsAt), reason);

    private async Task<string> NameAsync(Guid person, CancellationToken ct) => (await people.FindAsync(person, ct))?.Name ?? "";

    private void Tell(SeatTurn turn, Signup signup, MessageKind kind, params string[] more) => messages.Put(signup.VolunteerId, kind, LinkTo(turn.Host.Id), Arguments(turn, more));

    private static string[] Arguments(SeatTurn turn, params string[] more) => [turn.Host.Title, MessageBox.Time(turn.Shift.StartsAt), .. more];
}

/// <summary>A seat a leader asked for, kept until its member says yes.</summary>
internal sealed record HeldSeat(SeatRequest Request, string Title, DateTime StartsAt, DateTime Until);
