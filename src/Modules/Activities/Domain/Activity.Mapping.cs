using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Eligibility;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.Domain;

internal sealed partial class Activity
{
    internal sealed class Mapping : IEntityTypeConfiguration<Activity>
    {
        public void Configure(EntityTypeBuilder<Activity> activity)
        {
            activity.ToTable("activities_activity").InFamily("activity", nameof(Id));
            activity.Property(a => a.Title).HasMaxLength(60);
            activity.Property(a => a.Description).HasMaxLength(8000);
            activity.Property(a => a.RiskNotice).HasMaxLength(1000);
            activity.Property(a => a.Category).HasMaxLength(4);
            activity.Property(a => a.Place).HasMaxLength(100);
            activity.Property(a => a.Organiser).HasMaxLength(100);
            activity.Property(a => a.Code).HasMaxLength(12);
            activity.Property(a => a.ContactName).HasMaxLength(40).IsSealed(Personal.Name);
            activity.Property(a => a.ContactPhone).HasMaxLength(30).IsSealed(Personal.Phone);
            activity.Property(a => a.Bring).HasMaxLength(100);
            activity.Property(a => a.Insurer).HasMaxLength(60);
            activity.Property(a => a.PolicyNumber).HasMaxLength(60);
            activity.Property(a => a.Version).IsConcurrencyToken();
            activity.Property(a => a.Conditions).HasMaxLength(1000).HasConversion(
                conditions => JsonSerializer.Serialize(conditions, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<Conditions>(json, JsonSerializerOptions.Default)!,
                new ValueComparer<Conditions>((a, b) => JsonSerializer.Serialize(a) == JsonSerializer.Serialize(b), c => JsonSerializer.Serialize(c).GetHashCode(), c => c));
            activity.HasMany(a => a.Posts).WithOne().HasForeignKey(p => p.ActivityId);
            activity.HasMany(a => a.Shifts).WithOne().HasForeignKey(s => s.ActivityId);
            activity.HasMany(a => a.Story).WithOne().HasForeignKey(e => e.ActivityId);
            activity.HasMany(a => a.Invitations).WithOne().HasForeignKey(i => i.ActivityId);
            activity.HasIndex(a => new { a.Status, a.StartsAt });
            activity.HasIndex(a => new { a.StartsAt, a.Id }).HasFilter("status IN ('Published', 'Paused')"); // The list everybody opens.
            activity.HasIndex(a => new { a.DivisionCode, a.StartsAt });
            activity.HasIndex(a => new { a.TeamId, a.StartsAt });
            activity.HasIndex(a => new { a.ProjectId, a.StartsAt });
            activity.HasIndex(a => a.SeriesId);
        }
    }
}

/// <summary>One step in the story of an activity. Written once, never changed.</summary>
internal sealed class ActivityEvent : IPartOf<ActivityEvent, Activity>, IOfActivity
{
    public static Expression<Func<ActivityEvent, Activity, Viewer, bool>> PartOf { get; } = Running.ForWhoRuns<ActivityEvent>();

    public required Guid ActivityId { get; init; }

    public required int Sequence { get; init; }

    public required ActivityAction Action { get; init; }

    public required ActivityStatus From { get; init; }

    public required ActivityStatus To { get; init; }

    /// <summary>Empty for the clock.</summary>
    public required Guid ActorId { get; init; }

    public required DateTime At { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>JSON of what the activity said at this step; empty when the step changed nothing of it.</summary>
    public string Snapshot { get; init; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<ActivityEvent>
    {
        public void Configure(EntityTypeBuilder<ActivityEvent> step)
        {
            step.ToTable("activities_event").InFamily("activity", nameof(ActivityId));
            step.HasKey(e => new { e.ActivityId, e.Sequence });
            step.Property(e => e.Reason).HasMaxLength(1000).IsSealed(Personal.Note);
            step.Property(e => e.Snapshot).HasMaxLength(60_000);
        }
    }
}
