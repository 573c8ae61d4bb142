using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Photos;

namespace Weiguang.Teams.Domain;

/// <summary>A picture of a team.</summary>
internal sealed class TeamPhoto : AlbumPhoto
{
    internal sealed class Mapping : IEntityTypeConfiguration<TeamPhoto>
    {
        public void Configure(EntityTypeBuilder<TeamPhoto> photo)
        {
            photo.IsAlbumPhoto("teams_photo", "team");
            photo.IsOpen("Teams show their pictures to everybody.");
        }
    }
}
