using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Serving;
using Weiguang.Eligibility;

namespace Weiguang.Activities.Seats;

/// <summary>Seats as promises of time, for whoever else asks for it.</summary>
internal sealed class SeatPromises(AppDbContext db) : IPromiseSource
{
    public const string Kind = ShiftEngagements.Source;

    private static readonly SiblingText Seats = new(typeof(SeatPromises), "Promises");

    public string Source => Kind;

    public SiblingText Statement => Seats;

    public async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct)
    {
        var titles = await db.Set<Activity>().IgnoreQueryFilters().Where(a => sourceIds.Contains(a.Id)).Select(a => new { a.Id, a.Title }).ToDictionaryAsync(a => a.Id, a => a.Title, ct);
        foreach (var (id, said) in await new ApprovedText(db).OfAsync(sourceIds, ct))
        {
            titles[id] = said.Title;
        }

        return titles;
    }
}
