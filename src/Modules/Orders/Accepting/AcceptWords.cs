using System.Globalization;
using Microsoft.Extensions.Localization;
using Weiguang.Eligibility;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Orders.Accepting;

internal static class AcceptWords
{
    /// <summary>The kind answer, as a source phrase that names nothing.</summary>
    public static string Words(this AcceptOutcome outcome) => outcome switch
    {
        AcceptOutcome.Accepted => Phrase.Of("接单成功，谢谢您！"),
        AcceptOutcome.AlreadyYours => Phrase.Of("这一单已经是您的了"),
        AcceptOutcome.TakenByAnother => Phrase.Of("谢谢您！已有别的志愿者先接了这一单"),
        AcceptOutcome.NoLongerOpen => Phrase.Of("这一单现在不能接了"),
        AcceptOutcome.NotAskedOf => Phrase.Of("这一单没有派给您"),
        AcceptOutcome.Clash => Phrase.Of("这个时间您已经答应了别的事"),
        AcceptOutcome.NotEligible => Phrase.Of("还差一点，暂时不能接这一单"),
        AcceptOutcome.NoSuchWindow => Phrase.Of("请从给出的时间里选一个"),
        AcceptOutcome.Missing => Phrase.Of("没有找到"),
    };

    /// <summary>The stable name of the answer in problem types.</summary>
    public static string Slug(AcceptOutcome outcome) => outcome switch
    {
        AcceptOutcome.TakenByAnother => "taken",
        AcceptOutcome.NotAskedOf => "not-offered",
        AcceptOutcome.Clash => "clash",
        AcceptOutcome.NotEligible => "not-eligible",
        AcceptOutcome.Accepted or AcceptOutcome.AlreadyYours or AcceptOutcome.NoLongerOpen or AcceptOutcome.NoSuchWindow
            or AcceptOutcome.Missing => "not-open",
    };
}

/// <summary>Puts an answer of the desk into words, with what it names.</summary>
internal sealed class AcceptSpeaker(Calendars calendars, IStringLocalizer L)
{
    public async Task<string> SayAsync(AcceptAnswer answer, CancellationToken ct) => answer switch
    {
        { Other: { } other } => L["这个时间您已经答应了“{0}”。请换一个时间，或者先把那边退掉。", $"{await calendars.TitleAsync(other, ct)} {DayTime.Of(other.StartsAt)}"],
        { Unmet.Count: > 0 } => L["还差一点，暂时不能接这一单：{0}。", EligibilityWords.All(L, answer.Unmet)],
        _ => L[answer.Outcome.Words()],
    };
}
