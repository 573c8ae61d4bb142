namespace Weiguang.Eligibility;

/// <summary>A time at which somebody has promised to be somewhere.</summary>
/// <param name="Source">Who keeps the promise: <see cref="IPromiseSource.Source"/>.</param>
/// <param name="SourceId">The activity, the order.</param>
/// <param name="PartId">Which part of it, such as a shift; the source itself where it has none.</param>
/// <param name="StartsAt">UTC, as <paramref name="EndsAt"/>.</param>
public sealed record Promise(Guid PersonId, string Source, Guid SourceId, Guid PartId, DateTime StartsAt, DateTime EndsAt)
{
    public bool Overlaps(DateTime from, DateTime to) => StartsAt < to && from < EndsAt;
}
