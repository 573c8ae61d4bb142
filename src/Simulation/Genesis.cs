using Weiguang.Kernel.Security;
using Weiguang.Regions.Domain;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Regions;
using Weiguang.Simulation.Teams;

namespace Weiguang.Simulation;

/// <summary>Makes the world of a plan, each part from its own branch of chance.</summary>
internal sealed class Genesis(SimulationPlan plan, Landscape land, Phones phones, Vault vault, DateTime now, Chance chance)
{
    /// <summary>Volunteers of the players' village have been there for longer than a year, in days before the first simulated one.</summary>
    private const int OldHand = 450;
    private readonly DateTime _start = now.AddDays(-plan.Days);

    public World Make()
    {
        var census = new Census(land, phones, vault, _start, chance.Branch("census"));
        var since = _start.AddDays(-500);
        var sites = new Sites(land, since, chance.Branch("sites"));
        var offices = new Offices(land, sites, census, since, chance.Branch("offices")).Open();
        List<Station> sights = [.. sites.Others()];

        var helpers = new Helpers(land, census, vault, _start, now, chance.Branch("helpers"));
        var village = DemoVillage();
        var player = helpers.Enrol(census.Person(village, 46, isWoman: false, census.Since(1000, OldHand)), zeal: 1);
        List<Helper> others = [.. Enumerable.Range(1, plan.Volunteers - 1).Select(i => i < 9 ? helpers.Enrol(census.Candidate(village, census.Since(1100, OldHand))) : helpers.Join(census.Somewhere()))];
        List<Villager> residents = [.. Enumerable.Range(0, Math.Max(160, plan.Volunteers * 6 / 10)).Select(i => census.Resident(i < 24 ? village : census.Somewhere()))];
        var bands = new Bands(land, others, _start, chance.Branch("bands")).Found();
        var players = new Players(village, census.OldWoman(village), player, TeamFor(player, bands), offices[village.Code], offices[land.Code].Keeper, census.Employee(village));
        return new(land, offices, sights, residents, [player, .. others], bands, players, _start, now);
    }

    /// <summary>A village named like its township, where one is: the easiest to find on the map.</summary>
    private Settlement DemoVillage()
    {
        var rural = land.Townships.Where(t => t is { IsUrban: false, Settlements.Count: > 0 }).DefaultIfEmpty(land.Townships.First(t => t.Settlements.Count > 0)).ToList();
        return rural.SelectMany(t => t.Settlements.Where(s => s.Name[..^1] == t.Name[..^1])).FirstOrDefault() ?? rural[0].Settlements[0];
    }

    /// <summary>The helping team of the volunteer's township, where there is one; the volunteer is in it.</summary>
    private static Band TeamFor(Helper player, List<Band> bands)
    {
        var near = bands.Find(b => b.Team.DivisionCode == player.Villager.Township.Code) ?? bands[^1];
        var joined = near.Rows.Max(r => r.JoinedAt > player.Profile.JoinedAt ? r.JoinedAt : player.Profile.JoinedAt).AddDays(2);
        var with = near with { Members = [.. near.Members, player], Rows = [.. near.Rows, near.Team.Admit(player.Id, Weiguang.Teams.Domain.TeamRole.Member, joined)] };
        bands[bands.IndexOf(near)] = with;
        return with;
    }
}
