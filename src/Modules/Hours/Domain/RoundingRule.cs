using Weiguang.Regions;

namespace Weiguang.Hours.Domain;

/// <summary>How a division and everything below it rounds hours. Without one nothing is rounded: actual time counts (Order 67, article 7).</summary>
internal sealed record RoundingRule
{
    public const int Steps = 3;

    /// <summary>What is left over a full hour counts as <see cref="Counts"/> at the same place when it is not longer than this, in minutes; rising. 大足: 15, 45, 60.</summary>
    public int[] UpTo { get; init; } = [];

    /// <summary>大足: 0, 30, 60.</summary>
    public int[] Counts { get; init; } = [];

    /// <summary>Counts nothing below this share of the shift, in percent; 0 for no such rule. Yunnan: 60.</summary>
    public int LeastPercent { get; init; }

    public static RoundingRule Of(RuleNumbers numbers)
    {
        var steps = Enumerable.Range(1, Steps).Where(i => numbers[$"upTo{i}"] is not null).ToArray();
        return new() { UpTo = [.. steps.Select(i => numbers[$"upTo{i}"]!.Value)], Counts = [.. steps.Select(i => numbers[$"counts{i}"]!.Value)], LeastPercent = numbers["leastPercent"] ?? 0 };
    }
}
