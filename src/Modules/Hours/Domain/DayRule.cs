using Weiguang.Regions;

namespace Weiguang.Hours.Domain;

/// <summary>The most that one person's services of one day in China may count, whatever they are of.</summary>
internal sealed record DayRule(int MostMinutes)
{
    /// <summary>Sixteen hours: whoever serves also sleeps.</summary>
    public static readonly DayRule National = new(16 * 60);

    /// <summary>Of two that hold.</summary>
    public static DayRule Stricter(DayRule one, DayRule? other) => other?.MostMinutes < one.MostMinutes ? other : one;

    public static DayRule Of(RuleNumbers numbers) => new(numbers["mostMinutes"]!.Value);
}
