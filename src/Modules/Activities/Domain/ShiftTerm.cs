using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Activities.Domain;

/// <summary>
/// Everything that counts of a shift as it was agreed from a moment on, and by whom. Written once, never changed (Protect.*.sql): presence counts by what was in force when it happened
/// (docs/algorithms/activities.md).
/// </summary>
internal sealed class ShiftTerm : IPartOf<ShiftTerm, Activity>, IOfActivity
{
    public static Expression<Func<ShiftTerm, Activity, Viewer, bool>> PartOf { get; } = Running.ForWhoRuns<ShiftTerm>();

    public required Guid ActivityId { get; init; }

    public required Guid ShiftId { get; init; }

    public required int Sequence { get; init; }

    public required DateTime Since { get; init; }

    /// <summary>Empty for the clock.</summary>
    public required Guid ByPersonId { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime EndsAt { get; init; }

    public required int BreakMinutes { get; init; }

    public required int Capacity { get; init; }

    public required int SlackMinutes { get; init; }

    public required int FenceMetres { get; init; }

    public required CheckInWays Ways { get; init; }

    public static ShiftTerm Of(Activity activity, Shift shift, int sequence, Guid by, DateTime now) => new()
    {
        ActivityId = activity.Id,
        ShiftId = shift.Id,
        Sequence = sequence,
        Since = now,
        ByPersonId = by,
        StartsAt = shift.StartsAt,
        EndsAt = shift.EndsAt,
        BreakMinutes = shift.BreakMinutes,
        Capacity = shift.Capacity,
        SlackMinutes = activity.SlackMinutes,
        FenceMetres = activity.FenceMetres,
        Ways = activity.Ways,
    };

    /// <summary>Whether this is still what holds.</summary>
    public bool Says(Activity activity, Shift shift) =>
        (StartsAt, EndsAt, BreakMinutes, Capacity) == (shift.StartsAt, shift.EndsAt, shift.BreakMinutes, shift.Capacity)
        && (SlackMinutes, FenceMetres, Ways) == (activity.SlackMinutes, activity.FenceMetres, activity.Ways);

    internal sealed class Mapping : IEntityTypeConfiguration<ShiftTerm>
    {
        public void Configure(EntityTypeBuilder<ShiftTerm> term)
        {
            term.ToTable("activities_term").InFamily("activity", nameof(ActivityId));
            term.HasKey(t => new { t.ActivityId, t.ShiftId, t.Sequence });
        }
    }
}
