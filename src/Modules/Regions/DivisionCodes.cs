namespace Weiguang.Regions;

/// <summary>
/// The statistics bureau's 12-digit division codes: province 2 digits, city 2, county 2, township 3, village 3, zeros behind.
/// A division with everything below it is a range of codes. 0 stands for the whole country.
/// </summary>
public static class DivisionCodes
{
    private const long End = 1_000_000_000_000;

    /// <summary>How many codes a division of level 0 (country) to 5 (village) spans.</summary>
    private static readonly long[] Spans = [End, 10_000_000_000, 100_000_000, 1_000_000, 1_000, 1];

    /// <summary>1 province, 2 city, 3 county, 4 township, 5 village; 0 for the whole country.</summary>
    public static int Level(long code) => code switch
    {
        0 => 0,
        _ when code % Spans[1] == 0 => 1,
        _ when code % Spans[2] == 0 => 2,
        _ when code % Spans[3] == 0 => 3,
        _ when code % Spans[4] == 0 => 4,
        _ => 5,
    };

    /// <summary>The division and everything below it: <c>code &gt;= From and code &lt; To</c>. Nothing lies in what is no division.</summary>
    public static (long From, long To) Range(long code) => code == 0 || IsValid(code) ? (code, code + Spans[Level(code)]) : (code, code);

    /// <summary>The division directly above; 0 above a province.</summary>
    public static long Parent(long code) => Above(code, Math.Max(0, Level(code) - 1));

    /// <summary>The division of a higher level that holds this one; the code itself when it is of that level or higher.</summary>
    public static long Above(long code, int level) => code - (code % Spans[level]);

    /// <summary>The division itself and every one above it, the whole country last.</summary>
    public static IEnumerable<long> AllAbove(long code) => Enumerable.Range(0, Spans.Length).Reverse().Select(level => Above(code, level)).Distinct();

    /// <summary>Whether <paramref name="code"/> is <paramref name="outer"/> or lies below it.</summary>
    public static bool Within(long code, long outer)
    {
        var (from, to) = Range(outer);
        return code >= from && code < to;
    }

    /// <summary>A number that can be a division: 12 digits.</summary>
    public static bool IsValid(long code) => code is >= End / 10 and < End;
}
