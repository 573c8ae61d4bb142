using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Photos;

namespace Weiguang.Regions.Domain;

/// <summary>The picture of a station, cleaned. A family of its own: pictures are too heavy to be copied to every shard with the stations.</summary>
internal sealed class StationPhoto : IAttachment
{
    /// <summary>The longer side: shown on pages that village networks carry.</summary>
    public const int Side = 1200;

    public required Guid StationId { get; init; }

    public required string ContentType { get; set; }

    public required byte[] Bytes { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StationPhoto>
    {
        public void Configure(EntityTypeBuilder<StationPhoto> photo)
        {
            photo.ToTable("regions_station_photo").InFamily("station", nameof(StationId)).IsOpen("Stations show their picture to everybody.");
            photo.HasKey(p => p.StationId);
            photo.IsAttachment();
        }
    }
}
