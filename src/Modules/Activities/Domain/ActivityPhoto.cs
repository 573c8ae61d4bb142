using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Photos;

namespace Weiguang.Activities.Domain;

/// <summary>A picture of an activity; while it waits for a yes, whoever runs the activity sees it, and whoever oversees it.</summary>
internal sealed class ActivityPhoto : AlbumPhoto, IPartOf<ActivityPhoto, Activity>
{
    public static Expression<Func<ActivityPhoto, Activity, Viewer, bool>> PartOf { get; } = (photo, activity, viewer) =>
        photo.OwnerId == activity.Id
        && (photo.ShownAt != null
            || (activity.LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty) || (activity.TeamId != null && viewer.TeamIds.Contains(activity.TeamId.Value))
            || (activity.DivisionCode >= viewer.From && activity.DivisionCode < viewer.To));

    internal sealed class Mapping : IEntityTypeConfiguration<ActivityPhoto>
    {
        public void Configure(EntityTypeBuilder<ActivityPhoto> photo) => photo.IsAlbumPhoto("activities_photo", "activity");
    }
}
