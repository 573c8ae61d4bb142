namespace Weiguang.People;

/// <summary>Ranges of 12-digit division codes as roles use them.</summary>
internal static class Divisions
{
    private const long PastEnd = 1_000_000_000_000;

    /// <summary>The half-open range of a division with everything below it; 0 is the whole country.</summary>
    public static (long From, long To) RangeOf(long code) => code switch
    {
        0 => (0, PastEnd),
        _ when code % 10_000_000_000 == 0 => (code, code + 10_000_000_000),
        _ when code % 100_000_000 == 0 => (code, code + 100_000_000),
        _ when code % 1_000_000 == 0 => (code, code + 1_000_000),
        _ when code % 1_000 == 0 => (code, code + 1_000),
        _ => (code, code + 1),
    };

    public static bool Covers(long outer, long inner)
    {
        var (from, to) = RangeOf(outer);
        return inner >= from && inner < to;
    }
}
