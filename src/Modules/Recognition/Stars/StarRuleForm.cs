using System.ComponentModel.DataAnnotations;
using Weiguang.Kernel.Text;
using Weiguang.Recognition.Domain;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars;

/// <summary>A rule as programs read and send it.</summary>
internal sealed class StarRuleForm
{
    /// <summary>Credit hours of the five levels, rising.</summary>
    [MaxLength(StarRule.Levels)]
    public int[]? Hours { get; set; }

    /// <summary>Working days.</summary>
    public int PublicityDays { get; set; } = StarRule.National.PublicityDays;

    /// <summary>Months after a no until the star may be proposed again.</summary>
    public int WaitMonths { get; set; } = StarRule.National.WaitMonths;

    /// <summary>The number of changes that was read; with it a change of what somebody else has changed meanwhile is refused. Left out, the last one wins, also of two at the same instant.</summary>
    public int? Seen { get; set; }

    /// <summary>From which day in China on it is meant to hold; left out, from tomorrow, which is the earliest.</summary>
    public DateOnly? From { get; set; }

    public static StarRuleForm Of(RuleHere rule)
    {
        var read = StarRule.Sheet.Read(rule.Numbers);
        return new() { Hours = read.Hours, PublicityDays = read.PublicityDays, WaitMonths = read.WaitMonths, Seen = rule.Seen };
    }

    /// <summary>As the rule book takes it, or what is wrong with it.</summary>
    public (RuleNumbers? Numbers, IReadOnlyList<RuleMistake> Mistakes) Read()
    {
        if (Hours is not { Length: StarRule.Levels } hours)
        {
            return (null, [new("hours", Phrase.Of("五个星级的小时数要一级比一级多。"))]);
        }

        var numbers = new StarRule(hours, PublicityDays, WaitMonths).Numbers;
        var mistakes = StarRule.Sheet.Mistakes(numbers).Select(m => m with { Field = m.Field.StartsWith("hours", StringComparison.Ordinal) ? "hours" : m.Field }).ToList();
        return (mistakes.Count == 0 ? numbers : null, mistakes);
    }
}
