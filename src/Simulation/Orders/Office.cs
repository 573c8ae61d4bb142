using Weiguang.Orders.Domain;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Orders;

/// <summary>A station with a desk: who keeps it, what it offers, and to whom it hands on what it cannot do.</summary>
internal sealed record Office(Station Station, Villager Keeper, Office? Above, IReadOnlyList<(MenuItem Item, Service Service)> Menu)
{
    public bool IsAt(StationKind kind) => Station.Kind == kind;
}
