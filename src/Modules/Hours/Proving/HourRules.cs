using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Proving;

/// <summary>The agreed time of a service: when it counts, and the rest within it.</summary>
/// <param name="OverMinutes">Counts so long after the end: a visit lies somewhere in its window and may end after it. A shift counts to its end.</param>
/// <param name="Since">From when on it was agreed so; what was agreed first holds for all that was before.</param>
internal sealed record ShiftTime(DateTime StartsAt, DateTime EndsAt, int OverMinutes = 0, int BreakMinutes = 0, DateTime Since = default)
{
    public Span Window => new(StartsAt, EndsAt.AddMinutes(OverMinutes));
}

/// <summary>What counts of a presence: pure arithmetic, the same for everybody (docs/algorithms/hours.md).</summary>
internal static class HourRules
{
    /// <summary>
    /// Whole minutes between in and out, within the agreed time, without the rest, rounded as the place does it.
    /// The rest lies in the middle of the shift; what of it falls into the presence is taken off: all of it for who was there throughout, nothing for who
    /// came after it or left before it. So coming earlier or staying longer never counts less.
    /// </summary>
    /// <param name="hasShare">Whether a share of the shift has to be served for anything to count, where the place asks for one.</param>
    public static int Count(ShiftTime shift, DateTime inAt, DateTime outAt, RoundingRule? rounding = null, bool hasShare = true) => Count([shift], [new Span(inAt, outAt)], rounding, hasShare);

    /// <summary>
    /// The same of several pieces, by what was agreed when. Each moment counts by what was in force then, and as far as everything that was agreed later still lets it: what is agreed afterwards takes away,
    /// and adds nothing. Of the rests those count that were agreed at or after the time they lie in, and of several the longest.
    /// </summary>
    /// <param name="agreed">In the order in which it was.</param>
    public static int Count(IReadOnlyList<ShiftTime> agreed, IReadOnlyList<Span> there, RoundingRule? rounding = null, bool hasShare = true)
    {
        var pieces = Counting(agreed, there).ToList();
        var rest = agreed.Select((time, index) => pieces.Where(p => p.Index <= index).Sum(p => p.Piece.Within(Rest(time)).Length.Ticks)).Max();
        var minutes = (int)((pieces.Sum(p => p.Piece.Length.Ticks) - rest) / TimeSpan.TicksPerMinute);
        return rounding is null ? minutes : Round(minutes, hasShare ? agreed.Skip(pieces.Select(p => p.Index).FirstOrDefault()).Max(Length) : 0, rounding);
    }

    /// <summary>The service of somebody who was there from beginning to end.</summary>
    public static int Length(ShiftTime shift) => (int)((shift.EndsAt - shift.StartsAt).Ticks / TimeSpan.TicksPerMinute) - shift.BreakMinutes;

    /// <summary>The most that can count.</summary>
    public static int Most(ShiftTime shift) => Length(shift) + shift.OverMinutes;

    /// <summary>Whole minutes that whoever came then can have served by now, before the door opened none: what has not passed yet nobody can say for true.</summary>
    public static int Passed(DateTime opensAt, DateTime inAt, DateTime now) => Span.MinutesOf([new Span(inAt, now).Within(new(opensAt, DateTime.MaxValue))]);

    /// <summary>What of these pieces counts, each with the place of what was in force then.</summary>
    private static IEnumerable<(Span Piece, int Index)> Counting(IReadOnlyList<ShiftTime> agreed, IReadOnlyList<Span> there)
    {
        for (var i = 0; i < agreed.Count; i++)
        {
            var inForce = new Span(i == 0 ? DateTime.MinValue : agreed[i].Since, i + 1 < agreed.Count ? agreed[i + 1].Since : DateTime.MaxValue);
            var window = agreed.Skip(i).Aggregate(inForce, (span, later) => span.Within(later.Window));
            foreach (var piece in there.Select(t => t.Within(window)).Where(p => p.Length > TimeSpan.Zero))
            {
                yield return (piece, i);
            }
        }
    }

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
