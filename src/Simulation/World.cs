using Weiguang.Hours;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Regions;
using Weiguang.Simulation.Teams;

namespace Weiguang.Simulation;

/// <summary>Everything there is before the first order: the land, its desks, its people and teams, from the first simulated moment to now.</summary>
internal sealed record World(
    Landscape Land, IReadOnlyDictionary<long, Office> Offices, IReadOnlyList<Station> Sights, IReadOnlyList<Villager> Residents, IReadOnlyList<Helper> Helpers,
    IReadOnlyList<Band> Bands, Players Players, DateTime Start, DateTime Now)
{
    public IEnumerable<Villager> Everybody => Residents.Concat(Helpers.Select(h => h.Villager)).Concat(Offices.Values.Select(o => o.Keeper))
        .Append(Players.Resident).Append(Players.Admin);

    /// <summary>Whether somebody runs what they serve in: nobody but who is in charge and the leader of its team does both.</summary>
    public bool IsOfBody(Engagement engagement, Guid person) => engagement.LeadId == person || (engagement.TeamId is { } team && Bands.Any(b => b.Team.Id == team && b.Leader.Id == person));

    /// <summary>Keepers of the offices over a division, the nearest first.</summary>
    public IEnumerable<Villager> KeepersOver(long division) => DivisionCodes.AllAbove(division).Where(Offices.ContainsKey).Select(code => Offices[code].Keeper);
}

/// <summary>Who plays the roles of the demo. The coordinator keeps the county's centre, the station's role is the desk of the village they all live in.</summary>
internal sealed record Players(Settlement Village, Villager Resident, Helper Volunteer, Band Team, Office Desk, Villager Coordinator, Villager Admin);
