using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Geo;

namespace Weiguang.Regions.Domain;

/// <summary>A station (阵地): where residents come, and whose desk takes their orders.</summary>
internal sealed class Station
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public required StationKind Kind { get; set; }

    public required long DivisionCode { get; set; }

    public string? Address { get; set; }

    /// <summary>WGS-84 degrees; both or none.</summary>
    public double? Lat { get; private set; }

    public double? Lon { get; private set; }

    /// <summary>In the notation of <see cref="OpeningHours"/>.</summary>
    public string Hours { get; private set; } = "";

    /// <summary>The station's own service phone, public.</summary>
    public string? Phone { get; set; }

    /// <summary>Its photo in the photo store.</summary>
    public Guid? PhotoId { get; set; }

    /// <summary>A closed station keeps its history but is no longer shown or asked.</summary>
    public bool Active { get; set; } = true;

    public required DateTime ChangedAt { get; set; }

    public int Version { get; private set; }

    public GeoPoint? Position
    {
        get => Lat is { } lat && Lon is { } lon ? new(lat, lon) : null;
        set => (Lat, Lon) = (value?.Lat, value?.Lon);
    }

    public OpeningHours OpeningHours
    {
        get => OpeningHours.Parse(Hours) ?? OpeningHours.Unknown;
        set => Hours = value.Text;
    }

    public StationCard Card() => new(Id, Name, Kind, DivisionCode, Position, Address, Phone, OpeningHours);

    internal sealed class Mapping : IEntityTypeConfiguration<Station>
    {
        public void Configure(EntityTypeBuilder<Station> station)
        {
            station.ToTable("regions_station").IsReference();
            station.Ignore(s => s.Position).Ignore(s => s.OpeningHours);
            station.Property(s => s.Name).HasMaxLength(100);
            station.Property(s => s.Address).HasMaxLength(200);
            station.Property(s => s.Phone).HasMaxLength(30);
            station.Property(s => s.Version).IsConcurrencyToken();
            station.HasIndex(s => s.DivisionCode);
            station.HasIndex(s => new { s.Lat, s.Lon });
        }
    }
}
