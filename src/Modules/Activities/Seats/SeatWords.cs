using Microsoft.Extensions.Localization;
using Weiguang.Activities.Seats.Line;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Seats;

/// <summary>What the desk says, as a sentence for the person who asked.</summary>
internal static class SeatWords
{
    /// <param name="other">Title of the activity it clashes with, is excluded by or is close to.</param>
    /// <param name="unmet">The conditions in words.</param>
    public static string Say(this SeatAnswer answer, IStringLocalizer L, string other, IReadOnlyList<string> unmet) => answer.Outcome switch
    {
        SeatOutcome.Accepted when answer.Other is { } near => L["报上了。提醒您：“{0}”和这一班离得很近，两头跑请留好路上的时间。", other + " " + DayTime.Of(near.StartsAt)],
        SeatOutcome.Accepted => L["报上了，到时候见！"],
        SeatOutcome.Waiting => L["名额满了，您排在第 {0} 位。有人退出就按顺序轮到您，会发消息告诉您。", answer.Place],
        SeatOutcome.Pending => L["名额给您留着。您最近有几次报了名没有来，要等组织者点头。"],
        SeatOutcome.Held => L["名额留着了，等本人确认。"],
        SeatOutcome.AlreadyIn => L["您已经报过这一班了。"],
        SeatOutcome.AlreadyWaiting => L["您已经在候补名单里了。"],
        SeatOutcome.Full => L["名额满了，候补也满了。看看别的活动吧。"],
        SeatOutcome.NotOpenYet => L["还没开始报名，{0} 开放。", DayTime.Of(answer.OpensAt!.Value)],
        SeatOutcome.Closed => L["这一班不再接受报名了。"],
        SeatOutcome.UnderReview => L["这个活动的改动正在审核，报名先停一停，审核完再来报。报上的名额都还在。"],
        SeatOutcome.Paused => L["组织者先停了报名，恢复了再来报。报上的名额都还在。"],
        SeatOutcome.Clash => L["和您已经答应的“{0}”时间冲突。", other + " " + DayTime.Of(answer.Other!.StartsAt)],
        SeatOutcome.Excluded => L["您已经参加了“{0}”，这两个项目不能同时参加。", other],
        SeatOutcome.NotEligible => L["还差一点，暂时不能报名：{0}。", string.Join(L["；"], unmet)],
        SeatOutcome.TakenOff => L["组织者把您从这一班的名单里划掉了。还想来，请先和组织者说一声。"],
        SeatOutcome.Missing => L["没有找到"],
    };

    /// <summary>The same about somebody else, for the leader who asked on their behalf; it names nothing else that they promised.</summary>
    public static string SayOf(this SeatAnswer answer, IStringLocalizer L, string name, IReadOnlyList<string> unmet) => answer.Outcome switch
    {
        SeatOutcome.AlreadyIn => L["{0}已经报过这一班。", name],
        SeatOutcome.AlreadyWaiting => L["{0}已经在候补名单里。", name],
        SeatOutcome.Full => L["名额满了，{0}没报上。", name],
        SeatOutcome.Clash => L["{0}那时候已经答应了别的事。", name],
        SeatOutcome.Excluded => L["{0}参加了别的项目，和这个不能同时参加。", name],
        SeatOutcome.NotEligible => L["{0}的条件还不够：{1}。", name, string.Join(L["；"], unmet)],
        SeatOutcome.TakenOff => L["组织者把{0}从这一班划掉了，要先和组织者说一声。", name],
        SeatOutcome.Accepted or SeatOutcome.Waiting or SeatOutcome.Pending or SeatOutcome.Held or SeatOutcome.NotOpenYet or SeatOutcome.Closed or SeatOutcome.UnderReview or SeatOutcome.Paused or SeatOutcome.Missing =>
            (answer with { Other = null }).Say(L, "", unmet),
    };

    /// <summary>Of the refusals, the stable end of the problem type; title for the catalogue.</summary>
    public static (string Type, string Title) Refusal(SeatOutcome outcome) => outcome switch
    {
        SeatOutcome.Full => ("signup-full", Phrase.Of("名额满了")),
        SeatOutcome.NotOpenYet => ("signup-not-open", Phrase.Of("还没开始报名")),
        SeatOutcome.UnderReview => ("signup-under-review", Phrase.Of("改动正在审核，报名先停一停")),
        SeatOutcome.Paused => ("signup-paused", Phrase.Of("报名先停一停")),
        SeatOutcome.Clash => ("signup-clash", Phrase.Of("时间冲突")),
        SeatOutcome.Excluded => ("signup-excluded", Phrase.Of("和另一个项目不能同时参加")),
        SeatOutcome.NotEligible => ("signup-not-eligible", Phrase.Of("条件还不符合")),
        SeatOutcome.Accepted or SeatOutcome.Waiting or SeatOutcome.Pending or SeatOutcome.Held or SeatOutcome.AlreadyIn
            or SeatOutcome.AlreadyWaiting or SeatOutcome.Closed or SeatOutcome.TakenOff or SeatOutcome.Missing => ("signup-closed", Phrase.Of("不再接受报名")),
    };
}
