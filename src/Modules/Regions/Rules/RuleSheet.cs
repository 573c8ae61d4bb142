using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;

namespace Weiguang.Regions;

/// <summary>One number of a rule.</summary>
/// <param name="Label">Source phrase of the question.</param>
/// <param name="Hint">Source phrase of what it means; empty when the label says it.</param>
public sealed record RuleField(string Name, string Label, int Least, int Most, string Hint = "", bool Optional = false)
{
    /// <summary>Source phrases of the two answers of a question that is asked with yes, 1, or no, 0; null for a number that is typed.</summary>
    public (string Yes, string No)? Choice { get; init; }
}

/// <summary>What is wrong with a number.</summary>
/// <param name="Message">Source phrase.</param>
public sealed record RuleMistake(string Field, string Message, params object[] Arguments);

/// <summary>
/// A kind of rule that divisions set for themselves and everything below them: how it is asked for, what it says in words, and what holds where nobody has said anything.
/// The <see cref="RuleBook"/> keeps them all.
/// </summary>
/// <param name="code">As rows keep it, beginning with its module, such as "hours.night".</param>
/// <param name="title">Source phrase.</param>
/// <param name="lead">Source phrase: what the rule is there for.</param>
public abstract class RuleSheet(string code, string title, string lead, params RuleField[] fields)
{
    public string Code => code;

    public string Title => title;

    public string Lead => lead;

    public IReadOnlyList<RuleField> Fields => fields;

    public required RuleNumbers National { get; init; }

    /// <summary>What such numbers say, in sentences.</summary>
    public required Func<IStringLocalizer, RuleNumbers, IReadOnlyList<string>> Say { get; init; }

    /// <summary>What numbers may be wrong with that are each in their range.</summary>
    public Func<RuleNumbers, IReadOnlyList<RuleMistake>> Besides { get; init; } = _ => [];

    /// <summary>A stored rule with what it says nothing of yet: a number that was asked for only later is the national one. What may be left empty stays empty.</summary>
    internal RuleNumbers Stored(string json)
    {
        var numbers = RuleNumbers.Parse(json);
        var late = fields.Where(f => !f.Optional && numbers[f.Name] is null).Select(f => KeyValuePair.Create(f.Name, National.Values[f.Name]));
        return new(numbers.Values.Concat(late).ToDictionary());
    }

    public IReadOnlyList<RuleMistake> Mistakes(RuleNumbers numbers)
    {
        var wrong = fields.Where(f => numbers[f.Name] is { } value ? value < f.Least || value > f.Most : !f.Optional)
            .Select(f => new RuleMistake(f.Name, Phrase.Of("写 {0} 到 {1} 之间的整数。"), f.Least, f.Most)).ToList();
        return wrong.Count > 0 ? wrong : Besides(numbers);
    }
}

/// <summary>A kind of rule with the type that its module counts by.</summary>
public sealed class RuleSheet<T>(string code, string title, string lead, params RuleField[] fields) : RuleSheet(code, title, lead, fields) where T : class
{
    public required Func<RuleNumbers, T> Read { get; init; }
}
