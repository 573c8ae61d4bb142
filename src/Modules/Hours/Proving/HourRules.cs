using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Proving;

/// <summary>The time of a shift: when it counts, and the rest within it.</summary>
/// <param name="SlackMinutes">Counts so long before the start and after the end.</param>
internal sealed record ShiftTime(DateTime StartsAt, DateTime EndsAt, int SlackMinutes = 0, int BreakMinutes = 0);

/// <summary>What counts of a presence: pure arithmetic, the same for everybody (docs/algorithms/hours.md).</summary>
internal static class HourRules
{
    /// <summary>
    /// Whole minutes between in and out, within the shift and its slack, without the rest, rounded as the place does it.
    /// The rest lies in the middle of the shift; what of it falls into the presence is taken off: all of it for who was there throughout, nothing for who
    /// came after it or left before it. So coming earlier or staying longer never counts less.
    /// </summary>
    /// <param name="hasShare">Whether a share of the shift has to be served for anything to count, where the place asks for one.</param>
    public static int Count(ShiftTime shift, DateTime inAt, DateTime outAt, RoundingRule? rounding = null, bool hasShare = true)
    {
        var slack = TimeSpan.FromMinutes(shift.SlackMinutes);
        var from = Later(inAt, shift.StartsAt - slack);
        var until = Earlier(outAt, shift.EndsAt + slack);
        var (restFrom, restUntil) = Rest(shift);
        var there = until - from - Positive(Earlier(until, restUntil) - Later(from, restFrom));
        var minutes = until <= from ? 0 : (int)(Positive(there).Ticks / TimeSpan.TicksPerMinute);
        return rounding is null ? minutes : Round(minutes, hasShare ? Length(shift) : 0, rounding);
    }

    /// <summary>The service of somebody who was there from beginning to end, without slack.</summary>
    public static int Length(ShiftTime shift) => (int)((shift.EndsAt - shift.StartsAt).Ticks / TimeSpan.TicksPerMinute) - shift.BreakMinutes;

    /// <summary>The most that can count, slack included.</summary>
    public static int Most(ShiftTime shift) => Length(shift) + (2 * shift.SlackMinutes);

    /// <summary>Whole minutes that whoever came then can have served by now, before the slack none: what has not passed yet nobody can say for true.</summary>
    public static int Passed(ShiftTime shift, DateTime inAt, DateTime now) => (int)(Positive(now - Later(inAt, shift.StartsAt.AddMinutes(-shift.SlackMinutes))).Ticks / TimeSpan.TicksPerMinute);

    private static int Round(int minutes, int length, RoundingRule rule)
    {
        if (minutes * 100L < (long)length * rule.LeastPercent)
        {
            return 0;
        }

        var left = minutes % 60;
        var step = Array.FindIndex(rule.UpTo, upTo => left <= upTo);
        return left == 0 || step < 0 ? minutes : minutes - left + rule.Counts[step];
    }

    private static (DateTime From, DateTime Until) Rest(ShiftTime shift)
    {
        var middle = shift.StartsAt + ((shift.EndsAt - shift.StartsAt) / 2);
        var half = TimeSpan.FromMinutes(shift.BreakMinutes) / 2;
        return (middle - half, middle + half);
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
