using Weiguang.Orders.Domain;

namespace Weiguang.Orders;

/// <summary>A standing service as residents see it.</summary>
public sealed record MenuCard(Guid Id, string Title, string Category, string Description, int DurationMinutes, string RequiredSkill, int? MinAge, bool IsDangerous);

internal static class MenuCards
{
    /// <summary>What can be ordered: dangerous work only while it is insured, for nobody could accept it.</summary>
    public static IQueryable<MenuItem> Offered(this IQueryable<MenuItem> menu, DateOnly today) => menu.Where(i => i.IsOffered && (!i.IsDangerous || i.CoveredUntil >= today));

    public static Task<List<MenuCard>> OfferedByAsync(AppDbContext db, Guid stationId, DateOnly today, CancellationToken ct) =>
        db.Set<MenuItem>().AsNoTracking().Where(i => i.StationId == stationId).Offered(today).OrderBy(i => i.Title)
            .Select(i => new MenuCard(i.Id, i.Title, i.Category, i.Description, i.DurationMinutes, i.RequiredSkill, i.MinAge, i.IsDangerous)).ToListAsync(ct);
}
