using Weiguang.Orders.Domain;
using Weiguang.Regions.Domain;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Regions;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Orders;

/// <summary>The desks of the county: its centre, an office in every township, a station in every village; each with somebody who keeps it and a menu.</summary>
internal sealed class Offices(Landscape land, Sites sites, Census census, DateTime since, Chance chance)
{
    public Dictionary<long, Office> Open()
    {
        var offices = new Dictionary<long, Office>();
        var town = land.Townships.FirstOrDefault(t => t.IsUrban && t.Settlements.Count > 0) ?? land.Townships.First(t => t.Settlements.Count > 0);
        var centre = Staffed(sites.Centre(), town.Settlements[0], null, Offered.Centre);
        offices.Add(land.Code, centre);
        foreach (var township in land.Townships.Where(t => t.Settlements.Count > 0))
        {
            var office = Staffed(sites.TownshipOffice(township), township.Settlements[0], centre, Offered.Township);
            offices.Add(township.Code, office);
            foreach (var home in township.Settlements)
            {
                offices.Add(home.Code, Staffed(sites.VillageStation(township, home), home, office, Offered.Village));
            }
        }

        return offices;
    }

    private Office Staffed(Station station, Settlement home, Office? above, Offered level)
    {
        var menu = ServiceBook.All.Where(s => s.At.HasFlag(level) && (s.Season != Season.Winter || land.IsNorthern) && chance.Happens(Share(level)))
            .Select(s => (Item(station.Id, s), s)).ToList();
        return new(station, census.Employee(home), above, menu);
    }

    /// <summary>Villages offer what they have people for, the county everything.</summary>
    private static double Share(Offered level) => level switch { Offered.Village => 0.6, Offered.Township => 0.85, _ => 1 };

    private MenuItem Item(Guid stationId, Service service) => new()
    {
        StationId = stationId,
        Id = chance.Id(since),
        Title = service.Title,
        Category = service.Category,
        Description = service.Description,
        DurationMinutes = service.Minutes,
        RequiredSkill = service.Skill,
        IsDangerous = service.IsDangerous,
        Cover = service.IsDangerous ? "人保财险 PEAC2201" : "",
        CoveredUntil = service.IsDangerous ? DateOnly.FromDateTime(since.AddYears(3)) : null,
    };
}
