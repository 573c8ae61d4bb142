using Weiguang.Kernel.Text;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition.Stars;

/// <summary>A rule as it is posted, by a page or a program.</summary>
internal sealed class StarRuleForm
{
    /// <summary>Credit hours of the five levels, rising.</summary>
    public int[]? Hours { get; set; }

    /// <summary>Working days.</summary>
    public int PublicityDays { get; set; } = StarRule.National.PublicityDays;

    /// <summary>Months after a no until the star may be proposed again.</summary>
    public int WaitMonths { get; set; } = StarRule.National.WaitMonths;

    /// <summary>The rule as it was read, in one line; with it a change of what somebody else has changed meanwhile is refused.</summary>
    public string? Seen { get; set; }

    public static StarRuleForm Of(StarRule rule) => new() { Hours = rule.Hours, PublicityDays = rule.PublicityDays, WaitMonths = rule.WaitMonths, Seen = rule.ToString() };

    /// <summary>The first thing wrong: field and source phrase.</summary>
    public (string Field, string Phrase)? Mistake() =>
        PublicityDays is < 1 or > 30 ? (nameof(PublicityDays), Phrase.Of("公示写 1 到 30 个工作日。"))
        : WaitMonths is < 0 or > 36 ? (nameof(WaitMonths), Phrase.Of("写 0 到 36 个月。"))
        : StarRule.IsSound(Hours ?? [], PublicityDays, WaitMonths) ? null
        : (nameof(Hours), Phrase.Of("五个星级的小时数要一级比一级多。"));
}
