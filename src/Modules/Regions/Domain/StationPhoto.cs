using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Photos;

namespace Weiguang.Regions.Domain;

/// <summary>A picture of a station. A family of its own: pictures are too heavy to be copied to every shard with the stations.</summary>
internal sealed class StationPhoto : AlbumPhoto
{
    internal sealed class Mapping : IEntityTypeConfiguration<StationPhoto>
    {
        public void Configure(EntityTypeBuilder<StationPhoto> photo)
        {
            photo.IsAlbumPhoto("regions_station_photo", "station");
            photo.IsOpen("Stations show their pictures to everybody.");
        }
    }
}
