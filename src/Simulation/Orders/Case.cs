using Weiguang.Hours.Domain;
using Weiguang.Kernel.Geo;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.Hours;
using Weiguang.Simulation.People;

namespace Weiguang.Simulation.Orders;

/// <summary>What somebody wants, from the menu or in their own words.</summary>
/// <param name="No">Why the station cannot do it; empty when it can.</param>
internal sealed record Wish(string Title, string Category, int Minutes, string Skill, Guid? MenuItemId, string Notes, string No = "")
{
    public bool IsDangerous { get; init; }
}

/// <summary>An order with what its people know and the database does not.</summary>
internal sealed class Case(Order order, Villager asker, Wish wish, GeoPoint point, Office desk)
{
    public Order Order => order;

    public Villager Asker => asker;

    public Wish Wish => wish;

    public GeoPoint Point => point;

    /// <summary>Where the order lies; moves up when handed on.</summary>
    public Office Desk { get; set; } = desk;

    /// <summary>How often it was sent out.</summary>
    public int Rounds { get; set; }

    public Helper? Helper { get; set; }

    public bool WasLate { get; set; }

    public FollowUp? FollowUp { get; set; }

    /// <summary>The visit as the hours have it, once it is confirmed.</summary>
    public Watched? Visit { get; set; }

    public ServiceRecord? Record => Visit?.Records[0];

    public IEnumerable<object> Papers => Visit is { } visit ? [.. visit.Stays, .. visit.Proofs, .. visit.Records, .. visit.Papers] : [];
}
