namespace Weiguang.Simulation;

/// <summary>What to invent: a county with this many volunteers and the orders of this many past days. The same plan at the same moment gives the same county.</summary>
/// <param name="Division">12-digit code of a county whose villages are known.</param>
public sealed record SimulationPlan(long Division, int Volunteers, int Days, int Seed)
{
    public const int FewestVolunteers = 50;
    public const int FewestDays = 7;

    /// <summary>The county of the first start: 洮南市 with few people, ready in seconds.</summary>
    public static readonly SimulationPlan Small = new(220881000000, 400, 30, 1);
}
