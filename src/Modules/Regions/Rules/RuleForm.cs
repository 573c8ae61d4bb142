using System.Globalization;
using Weiguang.Kernel.Text;

namespace Weiguang.Regions;

/// <summary>A rule as a page posts it: what was typed, by the number's name.</summary>
public sealed class RuleForm
{
    public Dictionary<string, string?>? Numbers { get; set; }

    /// <summary>The last change the page showed.</summary>
    public int Seen { get; set; }

    /// <summary>yyyy-MM-dd in China: from which day on.</summary>
    public string? From { get; set; }

    /// <summary>Which change is decided.</summary>
    public int Change { get; set; }

    public bool? Approved { get; set; }

    public string? Decision { get; set; }

    /// <summary>Null where it is empty; no day at all where it is none.</summary>
    internal DateOnly? FromDay => string.IsNullOrWhiteSpace(From) ? null : DateOnly.TryParseExact(From.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue;

    internal static RuleForm Of(RuleHere rule) => new() { Numbers = rule.Sheet.Fields.ToDictionary(f => f.Name, f => (string?)rule.Numbers.Text(f.Name)), Seen = rule.Seen };

    internal string? this[string name] => Numbers?.GetValueOrDefault(name);

    /// <summary>What was typed as numbers, and what of it is none or out of range.</summary>
    internal (RuleNumbers Numbers, IReadOnlyList<RuleMistake> Mistakes) Read(RuleSheet sheet)
    {
        var typed = sheet.Fields.Where(f => this[f.Name]?.Trim() is { Length: > 0 }).ToDictionary(f => f, f => int.TryParse(this[f.Name]!.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null);
        var numbers = new RuleNumbers(typed.Where(t => t.Value is not null).ToDictionary(t => t.Key.Name, t => t.Value!.Value));
        var unread = typed.Where(t => t.Value is null).Select(t => new RuleMistake(t.Key.Name, Phrase.Of("写 {0} 到 {1} 之间的整数。"), t.Key.Least, t.Key.Most)).ToList();
        return (numbers, [.. unread, .. sheet.Mistakes(numbers).Where(m => !unread.Exists(u => u.Field == m.Field))]);
    }
}
