using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.Hours.Rulebook;

/// <summary>The rules of hours that a division may set: what each is there for, its numbers and the range each may have.</summary>
internal static class HourSheets
{
    private const string Module = "hours.";

    public static readonly RuleSheet<RoundingRule> Rounding = new(Module + "rounding", Phrase.Of("时长取整"), Phrase.Of("满了整小时以后，剩下的零头怎么算。三档都空着，就按实际分钟算，不取整。"),
        new("upTo1", Phrase.Of("第一档：零头不超过几分钟"), 1, 60, Phrase.Of("比如写 15：零头在 15 分钟以内归这一档。"), true), new("counts1", Phrase.Of("第一档算几分钟"), 0, 60, "", true),
        new("upTo2", Phrase.Of("第二档：零头不超过几分钟"), 1, 60, "", true), new("counts2", Phrase.Of("第二档算几分钟"), 0, 60, "", true),
        new("upTo3", Phrase.Of("第三档：零头不超过几分钟"), 1, 60, Phrase.Of("比最后一档还长的零头，按实际分钟算。"), true), new("counts3", Phrase.Of("第三档算几分钟"), 0, 60, "", true),
        new("leastPercent", Phrase.Of("至少要到这一班的百分之几才算"), 0, 90, Phrase.Of("写 0 就是来多久算多久；写 60 就是不到六成一分钟也不算。")))
    {
        National = new(new Dictionary<string, int> { ["leastPercent"] = 0 }),
        Say = RuleWords.Rounding,
        Besides = Climb,
        Read = RoundingRule.Of,
    };

    public static readonly RuleSheet<BackfillRule> Backfill = new(Module + "backfill", Phrase.Of("补录限额和公示"), Phrase.Of("事后补录的时长，每支队伍一个月最多补多少，公示多久。"),
        new("percent", Phrase.Of("最多补近三个月时长的百分之几"), 0, 100), new("leastMinutes", Phrase.Of("时长少的队伍，每月也可以补多少分钟"), 0, 60_000, Phrase.Of("1200 分钟就是 20 小时。两个数取大的。")),
        new("publicityDays", Phrase.Of("公示几个工作日"), 1, 30, Phrase.Of("公示期里谁都可以提异议，期满没有异议才入账。")))
    {
        National = new(new Dictionary<string, int> { ["percent"] = BackfillRule.National.Percent, ["leastMinutes"] = BackfillRule.National.LeastMinutes, ["publicityDays"] = BackfillRule.National.PublicityDays }),
        Say = RuleWords.Backfill,
        Read = BackfillRule.Of,
    };

    public static readonly RuleSheet<DayRule> Day = new(Module + "day", Phrase.Of("一天最多算多久"), Phrase.Of("一个人一天里的时长，活动、点单、补录都在内，加起来最多算多少分钟。跨夜的算在开始的那一天。"),
        new RuleField("mostMinutes", Phrase.Of("一个人一天最多算多少分钟"), 60, 1440, Phrase.Of("960 分钟就是 16 小时。")))
    {
        National = new(new Dictionary<string, int> { ["mostMinutes"] = DayRule.National.MostMinutes }),
        Say = RuleWords.Day,
        Read = DayRule.Of,
    };

    public static readonly IReadOnlyDictionary<AnomalyKind, RuleSheet<AnomalyRule>> Watches = new Dictionary<AnomalyKind, RuleSheet<AnomalyRule>>
    {
        [AnomalyKind.Travel] = Watch(AnomalyKind.Travel, "travel", Phrase.Of("同一个人刚离开一处，没多久又在很远的另一处签到。"),
            new("kmh", Phrase.Of("要超过每小时多少公里才赶得到，就查"), 60, 1000, Phrase.Of("汽车一般不超过 120，高铁 300。")), new("km", Phrase.Of("两处至少相隔几公里才查"), 1, 500)),
        [AnomalyKind.Device] = Watch(AnomalyKind.Device, "device", Phrase.Of("一部手机在同一班给好几个人签到。站点的签到机和工作人员扫码不算。"), new RuleField("people", Phrase.Of("满几个人就查"), 2, 500)),
        [AnomalyKind.Crowd] = Watch(AnomalyKind.Crowd, "crowd", Phrase.Of("组织者一个一个点名时，几分钟里勾的人比走进门的还快。整张名单一次勾完的不算。"), new("people", Phrase.Of("满几个人就查"), 5, 1000), new("minutes", Phrase.Of("在几分钟之内"), 1, 60)),
        [AnomalyKind.Night] = Watch(AnomalyKind.Night, "night", Phrase.Of("时长跨过凌晨，多半是忘了签退或者是编的。"), new RuleField("hour", Phrase.Of("跨过凌晨几点就查"), 0, 6)),
        [AnomalyKind.BackfillShare] = Watch(AnomalyKind.BackfillShare, "backfill-share", Phrase.Of("一个月的时长里，补录的占了一大块：按队伍、按组织者、按地方、按审核的人各算一遍。"),
            new("percent", Phrase.Of("补录占到百分之几就查"), 1, 100), new("minutes", Phrase.Of("补录不到多少分钟的不查"), 60, 60_000, Phrase.Of("300 分钟就是 5 小时。"))),
        [AnomalyKind.Identical] = Watch(AnomalyKind.Identical, "identical", Phrase.Of("好几个人各自签到却同一秒来、同一秒走，或者一个接一个勾得像钟一样准，像是程序填的。整张名单一次勾完的不算。"), new RuleField("people", Phrase.Of("满几个人就查"), 2, 500)),
        [AnomalyKind.Position] = Watch(AnomalyKind.Position, "position", Phrase.Of("定位正在标点中心、误差零到一米、来去分毫不动、和别人一模一样：一样说明不了什么，几样凑在一起就查。"),
            new("points", Phrase.Of("凑满几分就查"), 1, 10, Phrase.Of("在中心 2 分，误差零到一米 2 分，和好几个人一模一样 2 分；来去不动、同一网络、同一手机各 1 分。")), new("people", Phrase.Of("几个人一样才算一样"), 2, 100)),
        [AnomalyKind.Pair] = Watch(AnomalyKind.Pair, "pair", Phrase.Of("点单的和上门的总是同样两个人，两边都几乎没有别人。"),
            new("days", Phrase.Of("半个月里满几天就查"), 2, 14, Phrase.Of("回回同一个钟点、同样长的，少一天就查。")), new("percent", Phrase.Of("占两边各自的百分之几"), 1, 100),
            new("hours", Phrase.Of("两边同一个网络、都没有别人的，一次满几个小时就查"), 1, 24, Phrase.Of("接连两天的也查；每星期去一次的不查。"))),
        [AnomalyKind.Kiosk] = Watch(AnomalyKind.Kiosk, "kiosk", Phrase.Of("没网时扫的签到，签到机自己的记录缺了一截、记了两样、时间被动过，或者和联网的时间对不上。"), new RuleField("people", Phrase.Of("满几个人就查"), 1, 500)),
        [AnomalyKind.Ring] = Watch(AnomalyKind.Ring, "ring", Phrase.Of("自己给自己上门，或者几个人轮着给对方上门，转成一圈。"), new RuleField("days", Phrase.Of("看多少天里的"), 7, 60)),
        [AnomalyKind.Forwarded] = Watch(AnomalyKind.Forwarded, "forwarded", Phrase.Of("签到码离开屏幕以后才扫、问门口的数字答不上、好几个人扫的是同一张：像是一个人拍下来转发的。"),
            new RuleField("points", Phrase.Of("凑满几分就查"), 1, 12, Phrase.Of("一张码好几个人扫，都扫得晚 3 分，多半答不上数字 2 分，来和走各算一次；自己扫得晚、自己答不上，各 1 分。"))),
        [AnomalyKind.Face] = FaceSheet.Of(Module + "face"),
    };

    public static readonly IReadOnlyList<RuleSheet> All = [Rounding, Day, Backfill, .. Enum.GetValues<AnomalyKind>().Select(kind => Watches[kind])];

    /// <summary>As it stands in addresses.</summary>
    public static string Slug(this RuleSheet sheet) => sheet.Code[Module.Length..];

    public static RuleSheet? Find(string slug) => All.FirstOrDefault(s => s.Slug() == slug);

    private static RuleSheet<AnomalyRule> Watch(AnomalyKind kind, string slug, string lead, params RuleField[] fields) =>
        new(Module + slug, kind.Phrase(), lead, [new(AnomalyRule.On, Phrase.Of("要不要查"), 0, 1) { Choice = (Phrase.Of("查"), Phrase.Of("不查")) }, .. fields])
        {
            National = new(Limits.Defaults[kind].Append(new(AnomalyRule.On, 1)).ToDictionary()),
            Say = (L, numbers) => RuleWords.Watch(L, kind, numbers),
            Read = AnomalyRule.Of,
        };

    /// <summary>Rounding never counts less for staying longer, nor more than was left over.</summary>
    private static List<RuleMistake> Climb(RuleNumbers numbers)
    {
        var (upTo, counts) = (0, 0);
        for (var i = 1; i <= RoundingRule.Steps; i++)
        {
            var (limit, minutes) = (numbers[$"upTo{i}"], numbers[$"counts{i}"]);
            if (limit is null != minutes is null)
            {
                return [new(limit is null ? $"upTo{i}" : $"counts{i}", Phrase.Of("一档的两个数要么都写，要么都空着。"))];
            }

            if (limit <= upTo || minutes < counts)
            {
                return [new(limit <= upTo ? $"upTo{i}" : $"counts{i}", Phrase.Of("后一档要比前一档多：待得久的不能反而算得少。"))];
            }

            if (minutes > limit)
            {
                return [new($"counts{i}", Phrase.Of("算的分钟不能比这一档的零头还多。"))];
            }

            (upTo, counts) = (limit ?? upTo, minutes ?? counts);
        }

        return [];
    }
}
