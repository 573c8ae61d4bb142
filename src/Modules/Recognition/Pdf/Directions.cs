using System.Globalization;
using System.Text;

namespace Weiguang.Recognition.Pdf;

/// <summary>
/// Which way the parts of a line run: the levels of the Unicode Bidirectional Algorithm (UAX 9) in a line that runs from left to right as a whole, as every line
/// of a Chinese document does, and without embedding characters, which never come this far. 0 and 2 run to the right, 1 to the left.
/// </summary>
internal static class Directions
{
    private enum Kind { Left, Right, Number, Neutral }

    /// <param name="clusters">What a reader takes for one character each.</param>
    public static int[] Levels(IReadOnlyList<string> clusters)
    {
        var kinds = clusters.Select(KindOf).ToArray();
        JoinNumbers(clusters, kinds);
        var levels = new int[kinds.Length];
        for (var (i, strong) = (0, Kind.Left); i < kinds.Length; i++)
        {
            strong = kinds[i] is Kind.Left or Kind.Right ? kinds[i] : strong;
            levels[i] = kinds[i] == Kind.Right ? 1 : kinds[i] == Kind.Number && strong == Kind.Right ? 2 : 0;
        }

        PairBrackets(clusters, kinds, levels);
        for (var start = 0; start < kinds.Length; start++) // N1 and N2: what has no direction goes with both its neighbours, or with the line.
        {
            var end = start;
            while (end < kinds.Length && kinds[end] == Kind.Neutral)
            {
                end++;
            }

            var between = start > 0 && end < kinds.Length && levels[start - 1] > 0 && levels[end] > 0 ? 1 : 0;
            Array.Fill(levels, between, start, end - start);
            start = Math.Max(start, end - 1);
        }

        return levels;
    }

    /// <summary>The order in which pieces of these levels stand from left to right (rule L2).</summary>
    public static int[] Order(IReadOnlyList<int> levels)
    {
        var order = Enumerable.Range(0, levels.Count).ToArray();
        for (var level = levels.DefaultIfEmpty().Max(); level > 0; level--)
        {
            for (var start = 0; start < order.Length; start++)
            {
                var end = start;
                while (end < order.Length && levels[order[end]] >= level)
                {
                    end++;
                }

                Array.Reverse(order, start, end - start);
                start = Math.Max(start, end - 1);
            }
        }

        return order;
    }

    private static Kind KindOf(string cluster)
    {
        var rune = Rune.GetRuneAt(cluster, 0);
        var category = Rune.GetUnicodeCategory(rune);
        return category == UnicodeCategory.DecimalDigitNumber ? Kind.Number
            : rune.Value is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF)
                ? rune.Value is 0x60C ? Kind.Neutral : Kind.Right
            : Rune.IsLetter(rune) || category is UnicodeCategory.LetterNumber or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherNumber ? Kind.Left
            : Kind.Neutral;
    }

    /// <summary>"12.5", "2026-01-01" and "8:30" are one number each (W4).</summary>
    private static void JoinNumbers(IReadOnlyList<string> clusters, Kind[] kinds)
    {
        for (var i = 1; i < kinds.Length - 1; i++)
        {
            if (clusters[i] is "." or "," or ":" or "/" or "-" or "+" && kinds[i - 1] == Kind.Number && kinds[i + 1] == Kind.Number)
            {
                kinds[i] = Kind.Number;
            }
        }
    }

    /// <summary>A pair of brackets runs as what stands in it when the text before does too (N0).</summary>
    private static void PairBrackets(IReadOnlyList<string> clusters, Kind[] kinds, int[] levels)
    {
        var open = new Stack<int>();
        for (var i = 0; i < kinds.Length; i++)
        {
            if (clusters[i] is "(" or "[" or "（" or "《" or "「")
            {
                open.Push(i);
            }
            else if (clusters[i] is ")" or "]" or "）" or "》" or "」" && open.TryPop(out var start))
            {
                var inside = Enumerable.Range(start + 1, i - start - 1).ToList();
                var before = Enumerable.Range(0, start).LastOrDefault(k => kinds[k] is Kind.Left or Kind.Right, -1);
                if (inside.Exists(k => levels[k] > 0) && !inside.Exists(k => kinds[k] == Kind.Left) && before >= 0 && kinds[before] == Kind.Right)
                {
                    (kinds[start], kinds[i], levels[start], levels[i]) = (Kind.Right, Kind.Right, 1, 1);
                }
            }
        }
    }
}
