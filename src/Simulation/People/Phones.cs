namespace Weiguang.Simulation.People;

/// <summary>
/// Phones of invented people. The prefix 154 has never been given to an operator (of the 1xx prefixes 142, 143, 154, 161, 164 and 194 were free in 2022),
/// so nobody can be reached by mistake; written in this order no two are alike.
/// </summary>
internal sealed class Phones(int alreadyTaken)
{
    public const string Prefix = "154";
    private const long Range = 100_000_000;
    private long _given = alreadyTaken;

    // A step without common factor with the range visits every number once.
    public string Next() => $"{Prefix}{((_given++ * 38_196_601) + 10_002_773) % Range:00000000}";
}
