namespace Weiguang.Simulation.Words;

/// <summary>From which level of station a service is offered.</summary>
[Flags]
internal enum Offered { Village = 1, Township = 2, Centre = 4, Everywhere = 7 }

/// <summary>When it is asked for.</summary>
internal enum Season { Always, Winter, Autumn }

/// <summary>A standing service as stations offer it, with the words people add when they order it.</summary>
/// <param name="Category">Code of the national service categories.</param>
/// <param name="Skill">Code of the skill that who serves must have; empty when anybody may.</param>
/// <param name="Weight">How often it is asked for.</param>
internal sealed record Service(string Title, string Category, int Minutes, string Skill, double Weight, Offered At, Season Season, string Description, string[] Notes)
{
    /// <summary>For grown-ups, and insured.</summary>
    public bool IsDangerous { get; init; }

    /// <summary>In the menus of the north all year round; asked for in its months.</summary>
    public double WeightIn(int month, bool isNorthern) => Season switch
    {
        Season.Winter => isNorthern && month is 11 or 12 or 1 or 2 or 3 ? Weight : 0,
        Season.Autumn => month is 9 or 10 ? Weight : 0,
        Season.Always => Weight,
    };
}
