using System.Globalization;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;

namespace Weiguang.Activities.Organising;

/// <summary>States, steps and choices of activities as people say them; source phrases.</summary>
internal static class ActivityWords
{
    public static string Of(ActivityStatus status) => status switch
    {
        ActivityStatus.Draft => Phrase.Of("草稿"),
        ActivityStatus.PendingReview => Phrase.Of("等审核"),
        ActivityStatus.Published => Phrase.Of("已发布"),
        ActivityStatus.Paused => Phrase.Of("暂停报名"),
        ActivityStatus.Ended => Phrase.Of("已结束，待评估"),
        ActivityStatus.Closed => Phrase.Of("已归档"),
        ActivityStatus.Cancelled => Phrase.Of("已取消"),
    };

    public static Tone ToneOf(ActivityStatus status) => status switch
    {
        ActivityStatus.PendingReview or ActivityStatus.Ended => Tone.Wait,
        ActivityStatus.Published => Tone.Go,
        ActivityStatus.Closed => Tone.Good,
        ActivityStatus.Paused or ActivityStatus.Cancelled => Tone.Bad,
        ActivityStatus.Draft => Tone.Plain,
    };

    public static string Of(ActivityAction action) => action switch
    {
        ActivityAction.Submit => Phrase.Of("提交审核"),
        ActivityAction.Approve => Phrase.Of("审核通过"),
        ActivityAction.Reject => Phrase.Of("退回修改"),
        ActivityAction.Publish => Phrase.Of("发布"),
        ActivityAction.Change => Phrase.Of("修改"),
        ActivityAction.Pause => Phrase.Of("暂停报名"),
        ActivityAction.Resume => Phrase.Of("恢复报名"),
        ActivityAction.Cancel => Phrase.Of("取消活动"),
        ActivityAction.End => Phrase.Of("结束"),
        ActivityAction.Close => Phrase.Of("评估归档"),
        ActivityAction.Withdraw => Phrase.Of("收回改动"),
    };

    public static string Of(Risk risk) => risk switch
    {
        Risk.Low => Phrase.Of("低：日常服务，自己就能发布"),
        Risk.Raised => Phrase.Of("较高：登高、冰雪、夜间、人多等，由站点或乡镇审核"),
        Risk.High => Phrase.Of("高：抢险、水上、大型机械等，须上保险，由县里审核，只招成年人"),
    };

    public static string Short(Risk risk) => risk switch
    {
        Risk.Low => Phrase.Of("低风险"),
        Risk.Raised => Phrase.Of("较高风险"),
        Risk.High => Phrase.Of("高风险"),
    };

    public static string Of(RecruitScope scope) => scope switch
    {
        RecruitScope.Public => Phrase.Of("谁都可以报名"),
        RecruitScope.Team => Phrase.Of("只招本队队员"),
        RecruitScope.Code => Phrase.Of("有报名码才能报"),
        RecruitScope.Closed => Phrase.Of("不公开，只有被邀请的人看得到"),
        RecruitScope.Backfill => Phrase.Of("补录"),
    };

    public static string Of(CheckInWays way) => way switch
    {
        CheckInWays.RotatingCode => Phrase.Of("扫现场的动态码"),
        CheckInWays.Card => Phrase.Of("扫志愿者自己的码"),
        CheckInWays.Position => Phrase.Of("手机定位"),
        _ => Phrase.Of("组织者点名"),
    };

    /// <summary>"每 2 周：周五"</summary>
    public static string Of(Recurrence rule, IStringLocalizer L)
    {
        var days = string.Join(L["、"], rule.Days.Select(d => Of(d, L)));
        var text = (rule.Frequency, rule.Interval) switch
        {
            (Frequency.Weekly, 1) => L["每周：{0}", days],
            (Frequency.Weekly, _) => L["每 {1} 周：{0}", days, rule.Interval],
            (Frequency.Monthly, 1) => L["每月：{0}", days],
            (Frequency.Monthly, _) => L["每 {1} 个月：{0}", days, rule.Interval],
        };
        return rule.Until is { } until ? L["{0}，到 {1} 为止", text.Value, DayTime.Day(until)]
            : rule.Count is { } count ? L["{0}，一共 {1} 次", text.Value, count] : text;
    }

    private static string Of(NthDay day, IStringLocalizer L)
    {
        var name = CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day.Day);
        return day.Nth switch { 0 => name, -1 => L["最后一个{0}", name], _ => L["第 {0} 个{1}", day.Nth, name] };
    }
}
