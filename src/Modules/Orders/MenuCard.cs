using Weiguang.Orders.Domain;

namespace Weiguang.Orders;

/// <summary>A standing service as residents see it.</summary>
public sealed record MenuCard(Guid Id, string Title, string Category, string Description, int DurationMinutes, string RequiredSkill, int? MinAge, bool IsDangerous);

internal static class MenuCards
{
    public static Task<List<MenuCard>> OfferedByAsync(AppDbContext db, Guid stationId, CancellationToken ct) =>
        db.Set<MenuItem>().AsNoTracking().Where(i => i.StationId == stationId && i.IsOffered).OrderBy(i => i.Title)
            .Select(i => new MenuCard(i.Id, i.Title, i.Category, i.Description, i.DurationMinutes, i.RequiredSkill, i.MinAge, i.IsDangerous)).ToListAsync(ct);
}
