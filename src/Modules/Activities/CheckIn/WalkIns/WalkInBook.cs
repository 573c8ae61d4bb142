using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Hours;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn.WalkIns;

/// <summary>What became of letting somebody in.</summary>
/// <param name="Name">Of whoever was let in by their card; of whoever was put down by their phone as it was typed. Empty for everybody else: nobody learns here whose phone it is.</param>
/// <param name="Answer">in, already-on, noted, unknown, own, not-now, needs-name, needs-consent, needs-reason, too-many, refused.</param>
/// <param name="Message">The same as a sentence in the caller's language.</param>
/// <param name="Good">They are on the list now.</param>
/// <param name="InAt">When they were checked in; null where the activity does not check in by list.</param>
internal sealed record WalkInReply(Guid? VolunteerId, string Name, string Answer, string Message, bool Good, DateTime? InAt = null);

/// <summary>
/// Somebody stands at the door who has not signed up. They get a seat by the rules that hold for everybody, above the seats there are only with a reason that stays on the list, and are
/// checked in like those who are ticked there: by the word of whoever lets them in, and never by more.
/// </summary>
internal sealed class WalkInBook(SeatBook seats, GuestBook guests, SeatSpeaker speaker, StaffCheckIn staff, CheckInTermsBook terms, PersonDirectory people, Viewer viewer, IStringLocalizer L, TimeProvider clock)
{
    /// <summary>Null for a shift that is not of this activity. The caller has made sure that the viewer runs it.</summary>
    /// <remarks>By the number on a card they are let in at once; by a phone they are put down (<see cref="GuestBook"/>), whosever it is. Runs outside of any transaction: the desk of the door has its own.</remarks>
    public async Task<WalkInReply?> LetInAsync(DoorView activity, WalkInForm form, string reason, HttpContext http, CancellationToken ct)
    {
        var shiftId = form.ShiftId;
        if (activity.Shifts.FirstOrDefault(s => s.Id == shiftId) is not { } shift)
        {
            return null;
        }

        var slack = (await terms.FindAsync(activity.Id, ct))?.SlackMinutes ?? 0;
        if (clock.Now() < shift.StartsAt.AddMinutes(-slack) || clock.Now() >= shift.EndsAt)
        {
            return No("not-now", L["这一班还没到签到的时候，或者已经结束了，现在加不了人。"]);
        }

        if (StaffCheckIn.NumberIn(form.Named) is not { } number)
        {
            return await guests.AddAsync(activity, shiftId, form, reason, ct);
        }

        if (!(await people.ByNumbersAsync([number], ct)).TryGetValue(number, out var person))
        {
            return No("unknown", L["没有找到这个号码，请核对证上的号码；也可以写他的手机号。"]);
        }

        if (person == viewer.PersonId)
        {
            return No("own", L["自己不能加自己，请别的组织者来加。"]);
        }

        var move = await seats.WalkInAsync(activity.Id, shiftId, person, reason, ct);
        return move.Outcome switch
        {
            MoveOutcome.Done => await CheckInAsync(activity, shiftId, person, "in", http, ct),
            MoveOutcome.NotNow => await CheckInAsync(activity, shiftId, person, "already-on", http, ct),
            MoveOutcome.NeedsReason => No("needs-reason", L["名额满了。真要加他，请写一句为什么，会留在名单上。"]),
            MoveOutcome.Refused => No("refused", (await speaker.SayAsync(move.Answer!, ct, L["他"])).Message),
            MoveOutcome.TooMany => No("too-many", L["这一班已经多加了不少人，不能再加了。"]),
            MoveOutcome.Missing or MoveOutcome.TooLate or MoveOutcome.NeedsAgreement or MoveOutcome.HasCome or MoveOutcome.HasBegun => null, // Not answers of this step.
        };
    }

    private async Task<WalkInReply> CheckInAsync(DoorView activity, Guid shiftId, Guid person, string answer, HttpContext http, CancellationToken ct)
    {
        if (!activity.Ways.HasFlag(CheckInWays.List))
        {
            var name = (await people.FindAsync(person, ct))?.Name ?? "";
            return new(person, name, answer, L["{0}在名单上了，请按这个活动的办法签到。", name], true);
        }

        var tick = (await staff.TickAsync(activity, shiftId, ProofEnd.In, [new Tick(person)], http, ct))[0];
        return new(person, tick.Name, answer, L["{0}：{1}", tick.Name, L[tick.Message]], tick.Good, tick.InAt);
    }

    private static WalkInReply No(string answer, string message) => new(null, "", answer, message, false);
}
