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
    public static int Count(ShiftTime shift, DateTime inAt, DateTime outAt, RoundingRule? rounding = null, bool hasShare = true) => Count(shift, [Within(shift, inAt, outAt)], rounding, hasShare);

    /// <summary>The same of pieces that lie within the shift and its slack.</summary>
    public static int Count(ShiftTime shift, IReadOnlyList<Span> there, RoundingRule? rounding = null, bool hasShare = true)
    {
        var rest = Rest(shift);
        var minutes = (int)(there.Sum(piece => piece.Length.Ticks - piece.Within(rest).Length.Ticks) / TimeSpan.TicksPerMinute);
        return rounding is null ? minutes : Round(minutes, hasShare ? Length(shift) : 0, rounding);
    }

    /// <summary>What of a presence lies within the shift and its slack.</summary>
    public static Span Within(ShiftTime shift, DateTime inAt, DateTime outAt)
    {
        var slack = TimeSpan.FromMinutes(shift.SlackMinutes);
        return new Span(inAt, outAt).Within(new(shift.StartsAt - slack, shift.EndsAt + slack));
    }

    /// <summary>The service of somebody who was there from beginning to end, without slack.</summary>
    public static int Length(ShiftTime shift) => (int)((shift.EndsAt - shift.StartsAt).Ticks / TimeSpan.TicksPerMinute) - shift.BreakMinutes;

    /// <summary>The most that can count, slack included.</summary>
    public static int Most(ShiftTime shift) => Length(shift) + (2 * shift.SlackMinutes);

    /// <summary>Whole minutes that whoever came then can have served by now, before the slack none: what has not passed yet nobody can say for true.</summary>
    public static int Passed(ShiftTime shift, DateTime inAt, DateTime now) => Span.MinutesOf([new Span(inAt, now).Within(new(shift.StartsAt.AddMinutes(-shift.SlackMinutes), DateTime.MaxValue))]);

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

    private static Span Rest(ShiftTime shift)
    {
        var middle = shift.StartsAt + ((shift.EndsAt - shift.StartsAt) / 2);
        var half = TimeSpan.FromMinutes(shift.BreakMinutes) / 2;
        return new(middle - half, middle + half);
    }
}
