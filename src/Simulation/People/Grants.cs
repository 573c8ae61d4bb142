using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Teams.Domain;

namespace Weiguang.Simulation.People;

/// <summary>Who holds which role: the administrator everything, the keeper of the centre the county, every other keeper their division, leaders their team.</summary>
internal sealed class Grants(World world, Chance chance)
{
    public IEnumerable<RoleGrant> All()
    {
        var (admin, coordinator) = (world.Players.Admin, world.Players.Coordinator);
        yield return Grant(admin, Role.Admin, 0, null, Guid.Empty);
        yield return Grant(coordinator, Role.Coordinator, world.Land.Code, null, admin.Id);
        foreach (var office in world.Offices.Values.Where(o => o.Keeper != coordinator))
        {
            yield return Grant(office.Keeper, Role.Station, office.Station.DivisionCode, null, coordinator.Id);
        }

        foreach (var helper in world.Helpers)
        {
            yield return Grant(helper.Villager, Role.Volunteer, helper.Villager.Home.Code, null, Guid.Empty, helper.Profile.JoinedAt);
        }

        foreach (var band in world.Bands)
        {
            yield return Grant(band.Leader.Villager, Role.TeamLeader, band.Team.DivisionCode, band.Team.Id, coordinator.Id, band.Team.CreatedAt);
            foreach (var deputy in band.Members.Zip(band.Rows).Where(m => band == world.Players.Team && m.Second.Role == TeamRole.Deputy))
            {
                yield return Grant(deputy.First.Villager, Role.TeamLeader, band.Team.DivisionCode, band.Team.Id, band.Leader.Id, deputy.Second.JoinedAt);
            }
        }
    }

    private RoleGrant Grant(Villager who, Role role, long division, Guid? team, Guid by, DateTime? at = null)
    {
        var time = at ?? who.Person.CreatedAt.AddHours(1);
        return RoleGrant.Grant(who.Id, role, division, team, by, time, chance.Id(time));
    }
}
