using Weiguang.Kernel.Geo;

namespace Weiguang.Regions;

/// <summary>A station as other modules see it. Everything on it is public; the phone is the station's, not a person's.</summary>
/// <param name="Position">WGS-84; null when nobody has measured it yet.</param>
public sealed record StationCard(
    Guid Id, string Name, StationKind Kind, long DivisionCode, GeoPoint? Position, string? Address, string? Phone, OpeningHours Hours)
{
    /// <summary>Whether residents can place orders here.</summary>
    public bool TakesOrders => StationKinds.WithDesk.Contains(Kind);
}

/// <summary>A station with its distance in metres from the point asked for.</summary>
public sealed record NearStation(StationCard Station, double Metres);
