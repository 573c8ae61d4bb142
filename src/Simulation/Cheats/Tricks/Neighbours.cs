using Weiguang.Simulation.Cheats.Plays;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Tricks;

/// <summary>Honest people beside a trick.</summary>
internal static class Neighbours
{
    /// <summary>So many with seats, who are counted among the honest.</summary>
    public static async Task<Somebody[]> OfAsync(Outing outing, int count)
    {
        var people = await outing.SeatedAsync(count);
        outing.Play.Stage.Trusts(outing.Id, people);
        return people;
    }
}
