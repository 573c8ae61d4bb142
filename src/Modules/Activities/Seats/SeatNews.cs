using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.Kernel.Text;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Activities.Seats;

/// <summary>Tells people what becomes of their seats, in the transaction that does it.</summary>
internal sealed class SeatNews(AppDbContext db, MessageBox messages, Bundle bundle, PersonDirectory people, Calendars calendars)
{
    public static readonly string HeldByLeader = Phrase.Of("{3}替您报了“{0}”（{1}），名额留到{2}。来不来由您定，请点开回个话。");

    private static readonly string SkipClash = Phrase.Of("“{0}”（{1}）轮到您了，可您同一时间已经答应了“{2}”，名额就先给了下一位。要是改主意了，可以再来排队。");
    private static readonly string SkipExcluded = Phrase.Of("“{0}”（{1}）轮到您了，可您已经参加了“{2}”，这两个项目不能同时参加，名额就先给了下一位。");

    public static string LinkTo(Guid activityId) => $"/activities/{activityId}";

    public static string RosterOf(Guid activityId) => $"/console/activities/{activityId}";

    public void Offer(SeatTurn turn, Signup signup) => Tell(
        turn, signup, Phrase.Of("“{0}”（{1}）有名额了，给您留到{2}。来的话请点“我来”，来不了请点“让给下一位”。"), MessageBox.Time(signup.HoldUntil!.Value));

    /// <summary>Answers the title of what stands against it.</summary>
    public async Task<string> SkipAsync(SeatTurn turn, Signup signup, SeatAnswer why, CancellationToken ct)
    {
        var title = await calendars.TitleAsync(why.Other!, ct);
        Tell(turn, signup, why.Outcome == SeatOutcome.Excluded ? SkipExcluded : SkipClash, title);
        return title;
    }

    public void Lapse(SeatTurn turn, Signup signup) => Tell(turn, signup, Phrase.Of("“{0}”（{1}）给您留的名额过了时间，让给别人了。还想来，可以再报一次。"));

    public void Remove(SeatTurn turn, Signup signup, string reason) => Tell(turn, signup, Phrase.Of("组织者把您从“{0}”（{1}）的名单里划掉了。原因：{2}"), reason);

    public void Approve(SeatTurn turn, Signup signup) => Tell(turn, signup, Phrase.Of("组织者同意了，“{0}”（{1}）等您来。"));

    public void Refuse(SeatTurn turn, Signup signup, string reason) => Tell(turn, signup, Phrase.Of("“{0}”（{1}）组织者这次没有同意您参加。原因：{2}"), reason);

    public void CallOff(SeatTurn turn, Signup signup, string reason) => bundle.Put(
        signup.VolunteerId, Phrase.Of("“{0}”（{1}）取消了，不用去了。原因：{2}"), LinkTo(turn.Host.Id), Arguments(turn, reason), SeatChange.Off, reason);

    /// <summary>To somebody who is there.</summary>
    public void Dismiss(SeatTurn turn, Guid person, string reason) => messages.Put(
        person, turn.Now < turn.Shift.StartsAt ? Phrase.Of("“{0}”（{1}）取消了，您已经到了，可以回去了。走的时候请签退。原因：{2}") : Phrase.Of("“{0}”（{1}）提前结束了。您在场的时间照算，走的时候请签退。原因：{2}"),
        LinkTo(turn.Host.Id), Arguments(turn, reason));

    /// <param name="was">When the shift began before.</param>
    public void Move(SeatTurn turn, Signup signup, DateTime was) => bundle.Put(
        signup.VolunteerId, Phrase.Of("“{0}”{3}那一班改时间了：现在是{1}到{2}。这个时间来不了，请早点退出，好让别人补上。"), LinkTo(turn.Host.Id),
        Arguments(turn, MessageBox.Time(turn.Shift.EndsAt), MessageBox.Time(was)), SeatChange.Moved);

    /// <summary>The new time is also the time of another seat of theirs.</summary>
    public void MoveIntoClash(SeatTurn turn, Signup signup, DateTime was) => bundle.Put(
        signup.VolunteerId, Phrase.Of("“{0}”{2}那一班改到了{1}，和您答应的另一件事时间冲突了。请看看去哪一个，另一个退出。"), LinkTo(turn.Host.Id),
        Arguments(turn, MessageBox.Time(was)), SeatChange.Clashes);

    public void NoShow(SeatTurn turn, Signup signup) => Tell(turn, signup, Phrase.Of("“{0}”（{1}）您报了名，没有签到。下次来不了，请提前退出，好让别人补上。"));

    public void CameAfterAll(SeatTurn turn, Signup signup) => Tell(turn, signup, Phrase.Of("“{0}”（{1}）签到机晚些时候传来了您的签到，不算没来。"));

    public void TooLate(SeatTurn turn, Signup signup) => Tell(turn, signup, Phrase.Of("“{0}”（{1}）这次没能排上，谢谢您愿意来。"));

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
                request.VolunteerId, HeldByLeader, LinkTo(request.ActivityId),
                title, MessageBox.Time(startsAt), MessageBox.Time(until), leaders.GetValueOrDefault(request.By!.Value)?.Name ?? "");
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Somebody leaves shortly before the shift: the organiser hears it at once.</summary>
    public async Task LeftLateAsync(SeatTurn turn, Guid volunteer, string reason, CancellationToken ct) => messages.Put(
        turn.Host.LeadId, Phrase.Of("{0}临时来不了“{1}”（{2}）。原因：{3}"), RosterOf(turn.Host.Id),
        await NameAsync(volunteer, ct), turn.Host.Title, MessageBox.Time(turn.Shift.StartsAt), reason);

    private async Task<string> NameAsync(Guid person, CancellationToken ct) => (await people.FindAsync(person, ct))?.Name ?? "";

    private void Tell(SeatTurn turn, Signup signup, string phrase, params string[] more) => messages.Put(signup.VolunteerId, phrase, LinkTo(turn.Host.Id), Arguments(turn, more));

    private static string[] Arguments(SeatTurn turn, params string[] more) => [turn.Host.Title, MessageBox.Time(turn.Shift.StartsAt), .. more];
}

/// <summary>A seat a leader asked for, kept until its member says yes.</summary>
internal sealed record HeldSeat(SeatRequest Request, string Title, DateTime StartsAt, DateTime Until);
