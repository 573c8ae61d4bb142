using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
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

        var db = services.GetRequiredService<AppDbContext>(); // Only now: of all who stand at a door, hardly anyone needs a context.
        var row = await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking().Where(a => a.Id == id)
            .Select(a => new { a.Title, a.Lat, a.Lon, a.FenceMetres, a.SlackMinutes, a.Ways, a.Status, a.PublishedAt }).SingleOrDefaultAsync(ct);
        // While others have to say yes to a change, the door is as it was agreed before.
        var agreed = row?.Status != ActivityStatus.PendingReview ? null : await db.Set<ShiftTerm>().IgnoreQueryFilters().AsNoTracking().Where(t => t.ActivityId == id)
            .OrderByDescending(t => t.Since).ThenBy(t => t.ShiftId).Select(t => new { t.FenceMetres, t.SlackMinutes, t.Ways }).FirstOrDefaultAsync(ct);
        terms = row is null ? null : new(
            id, row.Title, row is { Lat: { } lat, Lon: { } lon } ? new GeoPoint(lat, lon) : null, agreed?.FenceMetres ?? row.FenceMetres, agreed?.SlackMinutes ?? row.SlackMinutes, agreed?.Ways ?? row.Ways,
            row.PublishedAt is not null && row.Status is not (ActivityStatus.Draft or ActivityStatus.Cancelled), row.PublishedAt is not null && row.Status == ActivityStatus.Cancelled);
        return cache.Set(KeyOf(id), terms, Remembered);
    }

    private static string KeyOf(Guid id) => $"check-in-terms:{id}";
}
