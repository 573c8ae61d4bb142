using Weiguang.People;

namespace Weiguang.Simulation.Cheats.Stages;

/// <summary>Where plays take place: a village with its station, and the address under which everybody on its wireless network is seen.</summary>
internal sealed record Place(long Code, double Lat, double Lon, Guid StationId, string Network)
{
    /// <summary>What a phone says that stands so many metres north of the middle.</summary>
    public Spot Off(double metres, double accuracy) => new(Lat + (metres / 111_320), Lon, accuracy);
}

/// <summary>A position as a phone gives it.</summary>
internal sealed record Spot(double Lat, double Lon, double Accuracy);

/// <summary>Somebody with an account, a phone and a network.</summary>
internal sealed record Somebody(Guid Id, string Number, Place Home)
{
    /// <summary>What the phone's browser is known by.</summary>
    public required string Device { get; init; }

    /// <summary>The address their phone is seen under.</summary>
    public required string Network { get; init; }

    /// <summary>The role they act in; null for the highest.</summary>
    public Role? Acting { get; init; }
}

/// <summary>A team with its leader and deputy.</summary>
internal sealed record Crew(Guid Id, Place Home, Somebody Lead, Somebody Deputy);
