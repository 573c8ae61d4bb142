using Weiguang.Kernel.Time;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Projects;
using Weiguang.Simulation.Regions;
using Weiguang.Simulation.Teams;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Activities;

/// <summary>What the county does together besides the service day of every Friday: what the teams did in the past weeks, and what they have called for the next two.</summary>
internal sealed class Programme(World world, ProjectRounds rounds, ActivityCalls calls, Signups signups, Chance chance)
{
    private const int DaysAhead = 13;
    private const int FewestDays = 28;
    private const int MostDays = 42;
    private readonly ILookup<Township, Helper> _helpers = world.Helpers.ToLookup(h => h.Villager.Township);
    private readonly Dictionary<long, Township> _townships = world.Land.Townships.SelectMany(t => t.Settlements.Select(s => (s.Code, t))).ToDictionary(x => x.Code, x => x.t);

    private DateTime Today => world.Now.ToShanghai().Date;

    public IEnumerable<Gathering> Hold()
    {
        var past = Math.Clamp((world.Now - world.Start).Days, FewestDays, MostDays);
        for (var day = -past; day <= DaysAhead; day++)
        {
            var date = Today.AddDays(day);
            foreach (var gathering in Others(date).OfType<Gathering>())
            {
                yield return gathering;
            }
        }
    }

    /// <summary>More in a large county, on the day of Lei Feng and on working days.</summary>
    private IEnumerable<Gathering?> Others(DateTime date)
    {
        var usual = 0.9 + (world.Helpers.Count / 1600.0);
        for (var left = chance.Poisson(usual * Rhythm.Of(DateOnly.FromDateTime(date))); left > 0; left--)
        {
            var theme = chance.Pick([.. ThemeBook.All.Where(t => t.FitsIn(date.Month))]);
            var village = chance.Pick([.. world.Land.Settlements.Where(s => world.Offices.ContainsKey(s.Code))], s => s.Weight);
            var office = theme.At == Meeting.Town ? world.Offices[world.Land.Code] : world.Offices[village.Code];
            var starts = date.AddHours(theme.From).FromShanghai();
            var called = date.AddDays(-chance.Between(5, 11)).AddHours(chance.Between(8.0, 17.0)).FromShanghai();
            called = called > world.Now.AddHours(-20) ? world.Now.AddHours(-chance.Between(20.0, 60.0)) : called;
            var isOver = starts.AddMinutes(theme.Minutes + 40) <= world.Now;
            yield return isOver || starts > world.Now.AddHours(3) ? Fill(Called(theme, office, _townships[village.Code], starts, called), Demand()) : null;
        }
    }

    private Call Called(Theme theme, Office office, Township township, DateTime starts, DateTime called)
    {
        var crew = CrewFor(theme, office, township, called);
        return new(theme, crew, office, starts, called) { ProjectId = rounds.OpenOf(crew.TeamId, called)?.Id, Size = chance.Between(0.5, 1.2) };
    }

    private Gathering Fill(Call call, double demand)
    {
        var gathering = calls.Publish(call);
        signups.Fill(gathering, Near(call), demand);
        if (call.StartsAt < world.Now && chance.Happens(0.04))
        {
            signups.CallOff(gathering, call.StartsAt.AddHours(-chance.Between(3, 15)), chance.Pick(CallOffs));
        }

        return gathering;
    }

    /// <summary>Most fill well, one in five overflows.</summary>
    private double Demand() => chance.Happens(0.2) ? chance.Between(1.1, 1.5) : chance.Between(0.4, 1.0);

    /// <summary>The team's own people first of all, then whoever lives around.</summary>
    private List<Helper> Near(Call call)
    {
        var township = _townships.GetValueOrDefault(call.Place.Station.DivisionCode);
        var around = township is null ? world.Land.Townships.Where(t => t.IsUrban) : world.Land.Townships.OrderBy(t => t.Point.MetresTo(township.Point)).Take(2);
        return [.. (call.Crew.Band?.Members ?? []).Concat(around.SelectMany(t => _helpers[t])).Distinct()];
    }

    /// <summary>A team of the fitting kind from here or of the county; else the station itself.</summary>
    private Crew CrewFor(Theme theme, Office office, Township township, DateTime at)
    {
        var able = world.Bands.Where(b => b.Team.CreatedAt.AddDays(1) < at && (b.Team.DivisionCode == world.Land.Code || b.Team.DivisionCode == township.Code)
            && (theme.Kinds.Length == 0 || theme.Kinds.Contains(b.Team.Kind))).ToList();
        return able.Count == 0 || chance.Happens(0.12) ? new(office.Station.Name, null, office.Keeper) : CrewOf(chance.Pick(able));
    }

    public static Crew CrewOf(Band band) => new(band.Team.Name, band, band.Leader.Villager);

    private static readonly string[] CallOffs = ["下大雨，道不好走，改日再办", "村里临时有事，场地用不了", "大风降温，怕大伙冻着，先不办了"];
}
