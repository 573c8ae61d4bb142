using Weiguang.Activities.Domain;

namespace Weiguang.Simulation.Words;

/// <summary>Where one meets for it: at a village's station, or in the middle of the county town.</summary>
internal enum Meeting { Village, Town }

/// <summary>What one does in an activity, for how many.</summary>
/// <param name="Skill">Code of the skill it needs; empty when anybody can do it.</param>
internal sealed record Duty(string Name, string Words, int Seats, string Skill = "");

/// <summary>Something villages do together again and again, as they would write it on the notice board.</summary>
/// <param name="Kinds">Kinds of teams that do it; none means any, or the station itself.</param>
/// <param name="From">When it begins, in hours of the day.</param>
internal sealed record Theme(
    string Title, string Category, string[] Kinds, double From, int Minutes, Meeting At, string Description, Duty[] Duties)
{
    public string[] For { get; init; } = ["09"];

    public string[] Given { get; init; } = ["08", "05"];

    public Risk Risk { get; init; }

    public string RiskNotice { get; init; } = "";

    /// <summary>What one brings along; empty for nothing.</summary>
    public string Bring { get; init; } = "";

    /// <summary>Months in which it is done; none means all year round.</summary>
    public int[] Months { get; init; } = [];

    public bool FitsIn(int month) => Months.Length == 0 || Months.Contains(month);
}
