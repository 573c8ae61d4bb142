using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Geo;

namespace Weiguang.Regions.Domain;

/// <summary>What is said about a station, checked.</summary>
/// <param name="Phone">The station's own service phone; public.</param>
internal sealed record StationFacts(
    string Name, StationKind Kind, long DivisionCode, string? Address, GeoPoint? Position, OpeningHours Hours, string? Phone, bool Active = true);

/// <summary>A station (阵地): where residents come, and whose desk takes their orders. Public as a whole.</summary>
internal sealed class Station
{
    private Station() { }

    public Guid Id { get; private init; }

    public string Name { get; private set; } = "";

    public StationKind Kind { get; private set; }

    public long DivisionCode { get; private set; }

    public string? Address { get; private set; }

    /// <summary>WGS-84 degrees; both or none.</summary>
    public double? Lat { get; private set; }

    public double? Lon { get; private set; }

    /// <summary>In the notation of <see cref="OpeningHours"/>.</summary>
    public string Hours { get; private set; } = "";

    public string? Phone { get; private set; }

    /// <summary>A closed station keeps its history but is no longer shown or asked.</summary>
    public bool Active { get; private set; }

    public DateTime ChangedAt { get; private set; }

    public int Version { get; private set; }

    /// <param name="id">Given by whoever must know it beforehand, such as the simulator.</param>
    public static Station Found(StationFacts facts, DateTime now, Guid? id = null)
    {
        var station = new Station { Id = id ?? Guid.CreateVersion7() };
        station.Change(facts, now);
        return station;
    }

    /// <summary>Says whether anything is different now.</summary>
    public bool Change(StationFacts facts, DateTime now)
    {
        if (Version > 0 && facts with { Hours = OpeningHours.Unknown } == Facts() with { Hours = OpeningHours.Unknown } && facts.Hours.Text == Hours)
        {
            return false;
        }

        (Name, Kind, DivisionCode, Address, Phone, Active) = (facts.Name, facts.Kind, facts.DivisionCode, facts.Address, facts.Phone, facts.Active);
        (Lat, Lon, Hours, ChangedAt) = (facts.Position?.Lat, facts.Position?.Lon, facts.Hours.Text, now);
        Version++;
        return true;
    }

    public StationFacts Facts() => new(Name, Kind, DivisionCode, Address, Position(), OpeningHours.Parse(Hours) ?? OpeningHours.Unknown, Phone, Active);

    public StationCard Card() => new(Id, Name, Kind, DivisionCode, Position(), Address, Phone, OpeningHours.Parse(Hours) ?? OpeningHours.Unknown);

    private GeoPoint? Position() => Lat is { } lat && Lon is { } lon ? new(lat, lon) : null;

    internal sealed class Mapping : IEntityTypeConfiguration<Station>
    {
        public void Configure(EntityTypeBuilder<Station> station)
        {
            station.ToTable("regions_station").IsReference();
            station.Property(s => s.Name).HasMaxLength(100);
            station.Property(s => s.Address).HasMaxLength(200);
            station.Property(s => s.Phone).HasMaxLength(30);
            station.Property(s => s.Version).IsConcurrencyToken();
            station.HasIndex(s => s.DivisionCode);
            station.HasIndex(s => new { s.Lat, s.Lon });
        }
    }
}
