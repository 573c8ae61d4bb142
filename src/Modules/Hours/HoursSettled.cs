namespace Weiguang.Hours;

/// <summary>What counts of the hours of a source is settled, or settled anew: proven, corrected, taken back, or doubted in vain. It names the source only: what counts is what stands when it is heard (<see cref="HoursFigures.ProvenBySourceAsync"/>).</summary>
/// <param name="Source">See <see cref="IEngagementSource.Kind"/>.</param>
public sealed record HoursSettled(string Source, Guid SourceId) : IEvent
{
    public static string Name => "hours.settled";
}
