using System.Globalization;
using System.Text.Json;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Rulebook;

/// <summary>What a rule says, as numbers by name, whatever table it stands in; a name that is missing was left empty.</summary>
internal sealed class RuleNumbers(IReadOnlyDictionary<string, int> values)
{
    public const string On = "on";
    public const int Steps = 3;

    public IReadOnlyDictionary<string, int> Values => values;

    public int? this[string name] => values.TryGetValue(name, out var value) ? value : null;

    /// <summary>What holds where no division has said anything.</summary>
    public static RuleNumbers National(RuleKind kind) => kind switch
    {
        RuleKind.Rounding => Of(new RoundingRule { DivisionCode = 0 }),
        RuleKind.Backfill => Of(BackfillRule.National),
        RuleKind.Travel or RuleKind.Device or RuleKind.Crowd or RuleKind.Night or RuleKind.BackfillShare or RuleKind.Identical => Of(new AnomalyRule { DivisionCode = 0, Kind = AnomalyOf(kind) }),
    };

    public static AnomalyKind AnomalyOf(RuleKind kind) => Enum.Parse<AnomalyKind>(kind.ToString());

    public static RuleNumbers Of(RoundingRule rule)
    {
        var values = new Dictionary<string, int> { ["leastPercent"] = rule.LeastPercent };
        for (var i = 0; i < Math.Min(Steps, rule.UpTo.Length); i++)
        {
            (values[$"upTo{i + 1}"], values[$"counts{i + 1}"]) = (rule.UpTo[i], rule.Counts[i]);
        }

        return new(values);
    }

    public static RuleNumbers Of(BackfillRule rule) =>
        new(new Dictionary<string, int> { ["percent"] = rule.Percent, ["leastMinutes"] = rule.LeastMinutes, ["publicityDays"] = rule.PublicityDays });

    public static RuleNumbers Of(AnomalyRule rule)
    {
        var limits = Limits.Of(rule.Kind, rule.Parameters);
        var values = Limits.Defaults[rule.Kind].Keys.ToDictionary(name => name, name => (int)Math.Round(limits[name]));
        values[On] = rule.IsOn ? 1 : 0;
        return new(values);
    }

    public void WriteTo(RoundingRule rule)
    {
        var steps = Enumerable.Range(1, Steps).Where(i => values.ContainsKey($"upTo{i}")).ToArray();
        (rule.UpTo, rule.Counts, rule.LeastPercent) = ([.. steps.Select(i => values[$"upTo{i}"])], [.. steps.Select(i => values[$"counts{i}"])], values["leastPercent"]);
    }

    public void WriteTo(BackfillRule rule) => (rule.Percent, rule.LeastMinutes, rule.PublicityDays) = (values["percent"], values["leastMinutes"], values["publicityDays"]);

    public void WriteTo(AnomalyRule rule)
    {
        rule.IsOn = values[On] == 1;
        rule.Parameters = JsonSerializer.Serialize(values.Where(v => v.Key != On).OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary());
    }

    public static RuleNumbers Parse(string json) => new(JsonSerializer.Deserialize<Dictionary<string, int>>(json)!);

    /// <summary>JSON with sorted names: the same numbers are the same text.</summary>
    public override string ToString() => JsonSerializer.Serialize(values.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary());

    /// <summary>A number as a form shows it.</summary>
    public string Text(string name) => this[name]?.ToString(CultureInfo.InvariantCulture) ?? "";
}
