namespace Weiguang.Simulation.Cheats;

/// <summary>How many honest people the tricks hide among. The same plan gives the same counts.</summary>
/// <param name="Activities">Honest activities, of some two hours each.</param>
/// <param name="People">Who comes to each.</param>
/// <param name="Visits">Honest visits to residents.</param>
/// <param name="Times">How often each trick is played, by other people on other days.</param>
public sealed record CheatPlan(int Seed, int Activities, int People, int Visits, int Times = 1)
{
    public static readonly CheatPlan Usual = new(1, 40, 12, 60);
}

/// <summary>The running product as somebody outside meets it, with its clock, and what only its operator can reach.</summary>
public sealed record CheatSite(Uri Address, IServiceProvider Services, ShownClock Clock);
