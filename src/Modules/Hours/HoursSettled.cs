namespace Weiguang.Hours;

/// <summary>What counts of somebody's service is settled, or settled anew: it was proven, corrected or taken back.</summary>
/// <param name="Source">See <see cref="IEngagementSource.Kind"/>.</param>
/// <param name="Minutes">What counts now; 0 when nothing does.</param>
public sealed record HoursSettled(string Source, Guid SourceId, Guid EngagementId, Guid VolunteerId, int Minutes) : IEvent
{
    public static string Name => "hours.settled";
}
