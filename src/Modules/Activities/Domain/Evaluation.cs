using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.Domain;

/// <summary>What the organiser says came of an activity, and what to do better: the fourth and fifth step of the closed loop 评估、优化.</summary>
internal sealed class Evaluation : IPartOf<Evaluation, Activity>, IOfActivity
{
    public static Expression<Func<Evaluation, Activity, Viewer, bool>> PartOf { get; } = Running.ForWhoRuns<Evaluation>();

    public required Guid ActivityId { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Stars { get; init; }

    public required string Words { get; init; }

    public required string ToImprove { get; init; }

    public required Guid ByPersonId { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Evaluation>
    {
        public void Configure(EntityTypeBuilder<Evaluation> evaluation)
        {
            evaluation.ToTable("activities_evaluation").InFamily("activity", nameof(ActivityId));
            evaluation.HasKey(e => e.ActivityId);
            evaluation.Property(e => e.ActivityId).ValueGeneratedNever();
            evaluation.Property(e => e.Words).HasMaxLength(2000).IsSealed(Personal.Note);
            evaluation.Property(e => e.ToImprove).HasMaxLength(1000).IsSealed(Personal.Note);
            evaluation.HasOne<Activity>().WithMany().HasForeignKey(e => e.ActivityId);
        }
    }
}
