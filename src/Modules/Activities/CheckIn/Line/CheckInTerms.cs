using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Hours;
using Weiguang.Kernel.Geo;

namespace Weiguang.Activities.CheckIn.Line;

/// <summary>What an activity says about checking in.</summary>
internal sealed record CheckInTerms(Guid ActivityId, string Title, GeoPoint? Place, int FenceMetres, int SlackMinutes, CheckInWays Ways, bool IsOn, bool IsCalledOff)
{
    /// <summary>Whoever is there when it is called off still leaves, and says so.</summary>
    public bool Takes(ProofEnd end) => IsOn || (IsCalledOff && end != ProofEnd.In);
}

/// <summary>Read once for all who stand at the door, and remembered for seconds only: an organiser who moves the fence sees it work at once.</summary>
internal sealed class CheckInTermsBook(IServiceProvider services, IMemoryCache cache)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    /// <summary>Null for an unknown activity. Past the viewer's scope: whoever signed up by a code may check in where strangers see nothing, and the desk asks for their seat.</summary>
    public async ValueTask<CheckInTerms?> FindAsync(Guid id, CancellationToken ct)
    {
        if (cache.TryGetValue<CheckInTerms>(KeyOf(id), out var terms))
        {
            return terms;
        }

        var approved = services.GetRequiredService<ApprovedText>(); // Only now: of all who stand at a door, hardly anyone needs a context.
        var row = (await approved.ReadAsync([id], ct)).GetValueOrDefault(id); // While others have to say yes to a change, the door is as it was agreed before.
        terms = row is null ? null : new(
            id, row.Title, row.Position, row.FenceMetres, row.SlackMinutes, row.Ways,
            row.PublishedAt is not null && row.Status is not (ActivityStatus.Draft or ActivityStatus.Cancelled), row.PublishedAt is not null && row.Status == ActivityStatus.Cancelled);
        return cache.Set(KeyOf(id), terms, Remembered);
    }

    private static string KeyOf(Guid id) => $"check-in-terms:{id}";
}
