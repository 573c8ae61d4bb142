using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;

namespace Weiguang.Activities.Seats;

/// <summary>What became of a move, as a sentence for the person who made it, and as a problem for a program.</summary>
internal static class MoveWords
{
    /// <summary>A sentence for the next page; a refusal is <see cref="SeatSpeaker"/>'s to say.</summary>
    public static (string Text, Tone Tone) Say(this SeatMove move, IStringLocalizer L) => move.Outcome switch
    {
        MoveOutcome.Done => (Done(move.Status, L), Tone.Good),
        MoveOutcome.TooLate => (L["来晚了一步，留的时间过了，名额让给了别人。"], Tone.Wait),
        MoveOutcome.TooMany => (L["这一班已经多加了不少人，不能再加了。"], Tone.Bad),
        MoveOutcome.HasCome => (L["您已经签到了，要提前走请点签退。"], Tone.Wait),
        MoveOutcome.HasBegun => (L["这一班已经开始了，来不了请给组织者说一声。"], Tone.Wait),
        MoveOutcome.NeedsReason => (L["离开始不远了，请写一句原因，组织者好安排。"], Tone.Bad),
        MoveOutcome.NeedsAgreement => (L["请先同意志愿服务协议。"], Tone.Bad),
        MoveOutcome.NotNow or MoveOutcome.Refused when move.Status is { } status => (L["这次报名现在是“{0}”，刚才那一步办不了。", L[status.Words()]], Tone.Wait),
        MoveOutcome.Missing or MoveOutcome.NotNow or MoveOutcome.Refused => (L["没有找到这次报名，可能已经不在名单里了。"], Tone.Wait),
    };

    public static Problem Problem(this SeatMove move) => move.Outcome switch
    {
        MoveOutcome.Missing => Problems.NotFound(),
        MoveOutcome.NeedsReason => Problems.Invalid("reason", Phrase.Of("离开始不远了，请写一句原因，组织者好安排。")),
        MoveOutcome.TooMany => Conflict("signup-too-many", Phrase.Of("这一班已经多加了不少人，不能再加了。")),
        MoveOutcome.HasCome => Conflict("signup-has-come", Phrase.Of("您已经签到了，要提前走请点签退。")),
        MoveOutcome.HasBegun => Conflict("signup-has-begun", Phrase.Of("这一班已经开始了，来不了请给组织者说一声。")),
        MoveOutcome.TooLate => Conflict("signup-too-late", Phrase.Of("留的时间过了")),
        MoveOutcome.NeedsAgreement => Conflict("signup-needs-agreement", Phrase.Of("请先同意志愿服务协议。")),
        MoveOutcome.Done or MoveOutcome.NotNow or MoveOutcome.Refused => new Problem(409, "signup-not-now", Phrase.Of("现在不能这样做")) { Facts = { ["state"] = move.Status } },
    };

    private static string Done(SignupStatus? status, IStringLocalizer L) => status switch
    {
        SignupStatus.Accepted => L["说定了，到时候见！"],
        SignupStatus.Pending => L["名额给您留着。您最近有几次报了名没有来，要等组织者点头。"],
        SignupStatus.Cancelled => L["退出了，谢谢您告诉我们。"],
        SignupStatus.Passed => L["好的，名额让给下一位了。"],
        SignupStatus.Waiting or SignupStatus.Offered or SignupStatus.Lapsed or SignupStatus.Removed or SignupStatus.NoShow => L["办好了。"],
    };

    private static Problem Conflict(string type, string title) => new(409, type, title);
}
