using Microsoft.Extensions.Localization;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Regions;

namespace Weiguang.Hours.Rulebook;

/// <summary>What a rule says, in sentences.</summary>
internal static class RuleWords
{
    public static IReadOnlyList<string> Backfill(IStringLocalizer L, RuleNumbers numbers) =>
        [L["每队每月最多补录近三个月时长的 {0}%，至少可以补 {1} 分钟。", numbers["percent"]!, numbers["leastMinutes"]!], L["公示 {0} 个工作日。", numbers["publicityDays"]!]];

    public static IReadOnlyList<string> Day(IStringLocalizer L, RuleNumbers numbers) => [L["一个人一天最多算 {0} 分钟。", numbers["mostMinutes"]!]];

    public static IReadOnlyList<string> Watch(IStringLocalizer L, AnomalyKind kind, RuleNumbers numbers) => kind switch
    {
        AnomalyKind.Face when numbers[AnomalyRule.On] == 0 => [L["不用人脸。"]],
        _ when numbers[AnomalyRule.On] == 0 => [L["不查。"]],
        AnomalyKind.Travel => [L["两处相隔 {0} 公里以上，要超过每小时 {1} 公里才赶得到的，查。", numbers["km"]!, numbers["kmh"]!]],
        AnomalyKind.Device => [L["一部手机给 {0} 个人以上签到，查。", numbers["people"]!]],
        AnomalyKind.Crowd => [L["{0} 分钟里一个一个点名勾了 {1} 人以上，查。", numbers["minutes"]!, numbers["people"]!]],
        AnomalyKind.Night => [L["时长跨过凌晨 {0} 点，查。", numbers["hour"]!]],
        AnomalyKind.BackfillShare => [L["一个月补录占到 {0}% 又满 {1} 分钟，查。", numbers["percent"]!, numbers["minutes"]!]],
        AnomalyKind.Identical => [L["{0} 个人以上同一秒来、同一秒走，或者一个接一个像钟一样准，查。", numbers["people"]!]],
        AnomalyKind.Position => [L["定位可疑的地方凑满 {0} 分，查；{1} 个人以上一样才算一样。", numbers["points"]!, numbers["people"]!]],
        AnomalyKind.Pair => [L["半个月里同样两个人满 {0} 天，又占两边各自的 {1}% 以上，查。", numbers["days"]!, numbers["percent"]!], L["两边同一个网络、都没有别人的，一次满 {0} 个小时或者接连两天，查。", numbers["hours"]!]],
        AnomalyKind.Kiosk => [L["签到只凭一台签到机，它的记录断了或者时间对不上，满 {0} 个人，查。", numbers["people"]!]],
        AnomalyKind.Ring => [L["{0} 天里上门转成一圈，查。", numbers["days"]!]],
        AnomalyKind.Forwarded => [L["扫的码像是转发的，凑满 {0} 分，查。", numbers["points"]!]],
        AnomalyKind.Face => [L["愿意的人签到后可以拍脸比对，相差不到 {0} 算同一个人；人脸特征最多留 {1} 个月。", $"0.{numbers["hundredths"]:00}", numbers["months"]!]],
    };

    public static IReadOnlyList<string> Rounding(IStringLocalizer L, RuleNumbers numbers)
    {
        var said = Enumerable.Range(1, RoundingRule.Steps).Where(i => numbers[$"upTo{i}"] is not null)
            .Select(i => L["零头不超过 {0} 分钟的，算 {1} 分钟。", numbers[$"upTo{i}"]!, numbers[$"counts{i}"]!].Value).ToList();
        if (said.Count == 0)
        {
            said.Add(L["不取整，按实际分钟算。"]);
        }

        if (numbers["leastPercent"] > 0)
        {
            said.Add(L["不到这一班 {0}% 的不算。", numbers["leastPercent"]!]);
        }

        return said;
    }
}
