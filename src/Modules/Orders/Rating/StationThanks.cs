using Weiguang.Kernel.Photos;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Rating;

/// <summary>What neighbours said thanks with, for the page of their station: pictures that they and the station want everybody to see.</summary>
internal sealed class StationThanks(AppDbContext db, ThanksAlbum album)
{
    private const int Shown = 3;

    /// <summary>One of each of the latest.</summary>
    public async Task<IReadOnlyList<AlbumShot>> ReadAsync(Guid station, CancellationToken ct)
    {
        // Past the scope of orders: of these the resident and the station have said yes to everybody.
        var latest = await db.Set<ThanksPhoto>().IgnoreQueryFilters().Where(p => p.ShownAt != null && db.Set<Order>().Any(o => o.Id == p.OwnerId && o.StationId == station))
            .GroupBy(p => p.OwnerId).Select(g => new { Order = g.Key, At = g.Max(p => p.ShownAt) }).OrderByDescending(g => g.At).Take(Shown).Select(g => g.Order).ToListAsync(ct);
        return [.. (await album.TitlesAsync(latest, ct)).Values];
    }
}
