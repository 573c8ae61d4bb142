using System.Globalization;
using System.Text.Json;

namespace Weiguang.Regions;

/// <summary>What a rule says, as numbers by name, whatever it is about; a name that is missing was left empty.</summary>
public sealed class RuleNumbers(IReadOnlyDictionary<string, int> values)
{
    public IReadOnlyDictionary<string, int> Values => values;

    public int? this[string name] => values.TryGetValue(name, out var value) ? value : null;

    public static RuleNumbers Parse(string json) => new(JsonSerializer.Deserialize<Dictionary<string, int>>(json)!);

    /// <summary>JSON with sorted names: the same numbers are the same text.</summary>
    public override string ToString() => JsonSerializer.Serialize(values.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary());

    /// <summary>A number as a form shows it.</summary>
    public string Text(string name) => this[name]?.ToString(CultureInfo.InvariantCulture) ?? "";
}
