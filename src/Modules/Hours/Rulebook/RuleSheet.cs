using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Rulebook;

/// <summary>One number of a rule.</summary>
/// <param name="Label">Source phrase of the question.</param>
/// <param name="Hint">Source phrase of what it means; empty when the label says it.</param>
internal sealed record RuleField(string Name, string Label, int Least, int Most, string Hint = "", bool Optional = false);

/// <summary>What is wrong with a number.</summary>
/// <param name="Message">Source phrase.</param>
internal sealed record RuleMistake(string Field, string Message, params object[] Arguments);

/// <summary>How a rule is asked for: what it is there for, its numbers and the range each may have.</summary>
/// <param name="Lead">Source phrase.</param>
internal sealed record RuleSheet(RuleKind Kind, string Lead, params RuleField[] Fields)
{
    public static readonly IReadOnlyList<RuleSheet> All =
    [
        new(RuleKind.Rounding, Phrase.Of("满了整小时以后，剩下的零头怎么算。三档都空着，就按实际分钟算，不取整。"),
            new("upTo1", Phrase.Of("第一档：零头不超过几分钟"), 1, 60, Phrase.Of("比如写 15：零头在 15 分钟以内归这一档。"), true), new("counts1", Phrase.Of("第一档算几分钟"), 0, 60, "", true),
            new("upTo2", Phrase.Of("第二档：零头不超过几分钟"), 1, 60, "", true), new("counts2", Phrase.Of("第二档算几分钟"), 0, 60, "", true),
            new("upTo3", Phrase.Of("第三档：零头不超过几分钟"), 1, 60, Phrase.Of("比最后一档还长的零头，按实际分钟算。"), true), new("counts3", Phrase.Of("第三档算几分钟"), 0, 60, "", true),
            new("leastPercent", Phrase.Of("至少要到这一班的百分之几才算"), 0, 90, Phrase.Of("写 0 就是来多久算多久；写 60 就是不到六成一分钟也不算。"))),
        new(RuleKind.Backfill, Phrase.Of("事后补录的时长，每支队伍一个月最多补多少，公示多久。"),
            new("percent", Phrase.Of("最多补近三个月时长的百分之几"), 0, 100), new("leastMinutes", Phrase.Of("时长少的队伍，每月也可以补多少分钟"), 0, 60_000, Phrase.Of("1200 分钟就是 20 小时。两个数取大的。")),
            new("publicityDays", Phrase.Of("公示几个工作日"), 1, 30, Phrase.Of("公示期里谁都可以提异议，期满没有异议才入账。"))),
        Watch(RuleKind.Travel, Phrase.Of("同一个人刚离开一处，没多久又在很远的另一处签到。"),
            new("kmh", Phrase.Of("要超过每小时多少公里才赶得到，就查"), 60, 1000, Phrase.Of("汽车一般不超过 120，高铁 300。")), new("km", Phrase.Of("两处至少相隔几公里才查"), 1, 500)),
        Watch(RuleKind.Device, Phrase.Of("一部手机在同一班给好几个人签到。站点的签到机和工作人员扫码不算。"), new RuleField("people", Phrase.Of("满几个人就查"), 2, 500)),
        Watch(RuleKind.Crowd, Phrase.Of("组织者点名时，几分钟里勾的人比走进门的还快。"), new("people", Phrase.Of("满几个人就查"), 5, 1000), new("minutes", Phrase.Of("在几分钟之内"), 1, 60)),
        Watch(RuleKind.Night, Phrase.Of("时长跨过凌晨，多半是忘了签退或者是编的。"), new RuleField("hour", Phrase.Of("跨过凌晨几点就查"), 0, 6)),
        Watch(RuleKind.BackfillShare, Phrase.Of("一支队伍一个月的时长里，补录的占了一大块。"),
            new("percent", Phrase.Of("补录占到百分之几就查"), 1, 100), new("minutes", Phrase.Of("补录不到多少分钟的不查"), 60, 60_000, Phrase.Of("1200 分钟就是 20 小时。"))),
        Watch(RuleKind.Identical, Phrase.Of("好几个人同一秒签到、同一秒签退，像是一起填的。"), new RuleField("people", Phrase.Of("满几个人就查"), 2, 500)),
    ];

    public bool IsWatch => Fields[0].Name == RuleNumbers.On;

    public static RuleSheet Of(RuleKind kind) => All.Single(s => s.Kind == kind);

    /// <summary>As it stands in addresses: kebab case.</summary>
    public string Slug => SlugOf(Kind);

    public static RuleSheet? Find(string slug) => All.FirstOrDefault(s => s.Slug == slug);

    public static string SlugOf(RuleKind kind) => kind == RuleKind.BackfillShare ? "backfill-share" : kind.ToString().ToLowerInvariant();

    /// <summary>Everything wrong with these numbers; each is in its range, and rounding never counts less for staying longer.</summary>
    public IReadOnlyList<RuleMistake> Mistakes(RuleNumbers numbers)
    {
        var wrong = Fields.Where(f => numbers[f.Name] is { } value ? value < f.Least || value > f.Most : !f.Optional)
            .Select(f => new RuleMistake(f.Name, Phrase.Of("写 {0} 到 {1} 之间的整数。"), f.Least, f.Most)).ToList();
        return wrong.Count > 0 || Kind != RuleKind.Rounding ? wrong : Climb(numbers);
    }

    private static List<RuleMistake> Climb(RuleNumbers numbers)
    {
        var (upTo, counts) = (0, 0);
        for (var i = 1; i <= RuleNumbers.Steps; i++)
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

    private static RuleSheet Watch(RuleKind kind, string lead, params RuleField[] fields) => new(kind, lead, [new(RuleNumbers.On, Phrase.Of("要不要查"), 0, 1), .. fields]);
}
