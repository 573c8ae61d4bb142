using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Page.Entering;
using Weiguang.Activities.Seats;
using Weiguang.Activities.Seats.Line;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;

namespace Weiguang.Activities.Page;

/// <summary>Takes the steps a visitor takes on the activity page, and says what became of each.</summary>
internal sealed class PageSteps(Desk<SeatRequest, SeatAnswer> desk, SeatSpeaker speaker, SeatBook book, InvitationBook invitations, AgreementBook agreements, Viewer viewer, IStringLocalizer L)
{
    public IReadOnlyList<string> AgreementOf(ActivityView activity) => agreements.TextOf(activity);

    /// <summary>The sentence for the next page; null when something has to be filled in first.</summary>
    public async Task<(string Text, Tone Tone)?> TakeAsync(ActivityView a, PageForm form, FieldErrors errors, CancellationToken ct)
    {
        if (form.ConfirmId is { } offered)
        {
            (form.Step, form.ShiftId) = (PageStep.Confirm, offered);
        }

        if (form.Step is PageStep.SignUp or PageStep.Confirm && !await AgreedAsync(a, form, errors, ct))
        {
            return null;
        }

        var reason = Words(form.Reason);
        switch (form.Step)
        {
            case PageStep.SignUp:
                return await SignUpAsync(a, form, ct);
            case PageStep.Confirm:
                return await ConfirmAsync(a.Id, form.ShiftId, ct);
            case PageStep.Pass:
                return (await book.PassAsync(a.Id, form.ShiftId, ct)).Say(L);
            case PageStep.Cancel:
                var move = await book.CancelAsync(a.Id, form.ShiftId, reason, ct);
                if (move.Outcome == MoveOutcome.NeedsReason)
                {
                    errors.Add(ReasonOf(form.ShiftId), move.Say(L).Text);
                    return null;
                }

                return move.Say(L);
            case PageStep.Decline:
                return await invitations.DeclineAsync(a.Id, ct) ? (L["好的，已经告诉组织者了。"], Tone.Good) : (L["没有等您回答的邀请：您已经回过了，或者组织者收回了。"], Tone.Wait);
            default:
                return (L["没认出您按的是哪个按钮，什么都没有改。请再按一次。"], Tone.Wait);
        }
    }

    /// <summary>The field in which one says why one leaves this shift; for <see cref="FieldErrors"/>.</summary>
    public static string ReasonOf(Guid shiftId) => $"Form.Reason-{shiftId:N}";

    public static string Words(string? typed) => ShortWords.Of(typed, SeatBook.LongestReason);

    private async Task<(string, Tone)> SignUpAsync(ActivityView a, PageForm form, CancellationToken ct)
    {
        var code = form.Code?.Trim() ?? "";
        var way = code.Length > 0 ? SignupWay.Code : a.Invited ? SignupWay.Invitation : SignupWay.Self;
        var answer = await desk.AskAsync(new SeatRequest(a.Id, form.ShiftId, viewer.PersonId, code, way), ct);
        var tone = answer.Outcome is SeatOutcome.Accepted or SeatOutcome.AlreadyIn ? Tone.Good : answer.IsIn ? Tone.Wait : Tone.Bad;
        return ((await speaker.SayAsync(answer, ct)).Message, tone);
    }

    private async Task<(string, Tone)> ConfirmAsync(Guid activityId, Guid shiftId, CancellationToken ct)
    {
        var move = await book.ConfirmAsync(activityId, shiftId, ct);
        return move.Answer is { } no ? ((await speaker.SayAsync(no, ct)).Message, Tone.Bad) : move.Say(L);
    }

    private async Task<bool> AgreedAsync(ActivityView a, PageForm form, FieldErrors errors, CancellationToken ct)
    {
        if (!a.AsksAgreement || a.Agreed || !a.MayTake)
        {
            return true; // Who cannot take a seat signs nothing: the desk says why.
        }

        if (!form.Agreed)
        {
            errors.Add("Form.Agreed", L["请先读一读协议，同意了就打个勾。"]);
            return false;
        }

        await agreements.SignAsync(a, ct);
        return true;
    }
}
