using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Serving;
using Weiguang.Eligibility;

namespace Weiguang.Activities.Seats;

/// <summary>Seats as promises of time, for whoever else asks for it.</summary>
internal sealed class SeatPromises(ApprovedText approved) : IPromiseSource
{
    public const string Kind = ShiftEngagements.Source;

    private static readonly SiblingText Seats = new(typeof(SeatPromises), "Promises");

    public string Source => Kind;

    public SiblingText Statement => Seats;

    public async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct) =>
        (await approved.ReadAsync(sourceIds, ct)).ToDictionary(a => a.Key, a => a.Value.Title);
}
