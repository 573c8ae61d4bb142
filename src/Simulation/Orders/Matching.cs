using Weiguang.People;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Regions;

namespace Weiguang.Simulation.Orders;

/// <summary>Whom a desk thinks of: the volunteers of its township and the two nearest, judged as the app's own candidates are.</summary>
internal sealed class Matching
{
    private readonly Dictionary<Township, List<Helper>> _around = [];
    private readonly World _world;

    public Matching(World world)
    {
        _world = world;
        var byTownship = world.Helpers.ToLookup(h => h.Villager.Township);
        foreach (var township in world.Land.Townships)
        {
            var near = world.Land.Townships.OrderBy(t => t.Point.MetresTo(township.Point)).Take(township.IsUrban ? 9 : 3);
            _around.Add(township, [.. near.SelectMany(t => byTownship[t])]);
        }
    }

    /// <summary>Those who could go, best first; from the whole county when a skill is needed and the desk stands above the village.</summary>
    public List<Helper> Best(Case c, Township township, DateTime now, int take, Chance chance)
    {
        var slots = AvailabilitySlots.Bit(AvailabilitySlots.At(c.Order.Windows[0].From));
        var wide = c.Order.RequiredSkill.Length > 0 && c.Desk.Station.Kind != Weiguang.Regions.StationKind.Station;
        return [.. (wide ? _world.Helpers : _around[township])
            .Where(h => !h.IsPlayer && h.Profile.JoinedAt < now && h.Id != c.Asker.Id && !c.Order.Offers.Exists(o => o.VolunteerId == h.Id)
                && (c.Order.RequiredSkill.Length == 0 || h.Profile.Skills.Contains(c.Order.RequiredSkill)))
            .Select(h => (Helper: h, Score: Score(h, c, slots, now) + (0.12 * chance.Unit())))
            .OrderByDescending(x => x.Score).Take(take).Select(x => x.Helper)];
    }

    public static int? Metres(Helper helper, Case c) =>
        helper.Profile.Area is { } home && c.Order.Area is { } there ? (int)home.MetresTo(there) : null;

    private static double Score(Helper helper, Case c, int slots, DateTime now)
    {
        var nearness = Metres(helper, c) is { } metres ? Math.Exp(-metres / 5000.0) : helper.Profile.DivisionCode == c.Order.DivisionCode ? 0.8 : 0.2;
        var fit = c.Order.RequiredSkill.Length > 0 ? 1 : helper.Profile.Categories.Contains(c.Order.Category) ? 0.7 : 0;
        var load = helper.Accepted.Count(at => at > now.AddDays(-30));
        return (0.35 * nearness) + (0.25 * fit) + ((helper.Profile.Availability & slots) != 0 ? 0.2 : 0) + (0.1 / (1 + (load / 4.0))) + (0.1 * helper.Care);
    }
}
