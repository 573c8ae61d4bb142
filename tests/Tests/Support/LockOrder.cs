using System.Text.RegularExpressions;
using Weiguang.Tests.Architecture;

namespace Weiguang.Tests.Support;

/// <summary>The order of locks as it is written down: the rows of the table in docs/algorithms/locks.md.</summary>
internal static partial class LockOrder
{
    /// <summary>Stands for people who are held by number.</summary>
    public const string People = "advisory";

    public static IReadOnlyDictionary<string, int> Ranks { get; } = Read();

    /// <summary>Kinds that are held with nothing after them.</summary>
    public static IReadOnlySet<string> Apart { get; } = Tables().Matches(Text().Split('\n').Single(line => line.StartsWith("Apart from it", StringComparison.Ordinal))).Select(m => m.Groups[1].Value).ToHashSet();

    private static Dictionary<string, int> Read() => Rows().Matches(Text()).ToDictionary(
        row => Tables().Match(row.Groups[2].Value) is { Success: true } table ? table.Groups[1].Value : People, row => int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    private static string Text() => File.ReadAllText(Path.Combine(SourceTests.Root, "docs/algorithms/locks.md"));

    [GeneratedRegex(@"^\| (\d+) \|[^|]*\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Tables();
}
