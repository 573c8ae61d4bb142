using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;
using Weiguang.Recognition.Stars;
using Weiguang.Regions;

namespace Weiguang.Recognition.Domain;

/// <summary>How stars are earned in a division and everything below it, unless a division nearer has a rule of its own.</summary>
/// <param name="Hours">Credit hours of the five levels, rising.</param>
/// <param name="PublicityDays">Working days of publicity.</param>
/// <param name="WaitMonths">How many months after a no the star may be proposed again.</param>
internal sealed record StarRule(int[] Hours, int PublicityDays, int WaitMonths)
{
    public const int Levels = 5;

    private const int MostHours = 100_000;

    /// <summary>The dictionary star_level: 100, 300, 600, 1000, 1500 hours (民函〔2012〕340号).</summary>
    public static readonly StarRule National = new([100, 300, 600, 1000, 1500], 3, 12);

    public static readonly RuleSheet<StarRule> Sheet = new("recognition.stars", Phrase.Of("星级规则"), Phrase.Of("每个星级要多少小时，公示多久，没评上的多久以后可以再评。"),
        new("hours1", Phrase.Of("一星级要多少小时"), 1, MostHours), new("hours2", Phrase.Of("二星级要多少小时"), 1, MostHours), new("hours3", Phrase.Of("三星级要多少小时"), 1, MostHours),
        new("hours4", Phrase.Of("四星级要多少小时"), 1, MostHours), new("hours5", Phrase.Of("五星级要多少小时"), 1, MostHours),
        new("publicityDays", Phrase.Of("公示几个工作日"), 1, 30), new("waitMonths", Phrase.Of("没评上的，几个月后可以再评"), 0, 36))
    {
        National = National.Numbers,
        Say = Words,
        Besides = numbers => NotRising(Of(numbers).Hours),
        Read = Of,
    };

    public RuleNumbers Numbers => new(Hours.Select((hours, i) => ($"hours{i + 1}", hours)).Append(("publicityDays", PublicityDays)).Append(("waitMonths", WaitMonths)).ToDictionary(n => n.Item1, n => n.Item2));

    /// <summary>Minutes that a level needs.</summary>
    public long MinutesOf(int level) => Hours[level - 1] * 60L;

    /// <summary>The highest level that so many minutes reach; 0 below the first.</summary>
    public int LevelAt(long minutes) => Hours.Count(hours => minutes >= hours * 60L);

    /// <summary>The division level that may certify a star: county for 1 and 2, city for 3 and 4, province for 5.</summary>
    public static int CertifierOf(int level) => level switch { <= 2 => 3, <= 4 => 2, _ => 1 };

    private static StarRule Of(RuleNumbers numbers) =>
        new([.. Enumerable.Range(1, Levels).Select(level => numbers[$"hours{level}"]!.Value)], numbers["publicityDays"]!.Value, numbers["waitMonths"]!.Value);

    /// <summary>Told at each level that is not more than the one below it.</summary>
    private static List<RuleMistake> NotRising(int[] hours) =>
        [.. Enumerable.Range(1, hours.Length - 1).Where(i => hours[i] <= hours[i - 1]).Select(i => new RuleMistake($"hours{i + 1}", Phrase.Of("五个星级的小时数要一级比一级多。")))];

    private static IReadOnlyList<string> Words(IStringLocalizer L, RuleNumbers numbers)
    {
        var rule = Of(numbers);
        return
        [
            .. rule.Hours.Select((hours, i) => L["{0}要 {1} 小时。", L[StarWords.Of(i + 1)], hours].Value),
            L["公示 {0} 个工作日。", rule.PublicityDays], L["没评上的，{0} 个月后可以再评。", rule.WaitMonths],
        ];
    }
}
