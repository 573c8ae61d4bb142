using Weiguang.Eligibility;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Orders.Fitting;

/// <summary>Accepted orders as promises of time. They are called after the menu or the category, like their records: others than the volunteer may read it.</summary>
internal sealed class OrderPromises(AppDbContext db) : IPromiseSource
{
    private static readonly SiblingText Visits = new(typeof(OrderPromises), "Promises");

    public string Source => OrderEngagements.Source;

    public SiblingText Statement => Visits;

    public async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct) =>
        await (from order in db.Set<Order>().IgnoreQueryFilters()
               where sourceIds.Contains(order.Id)
               join item in db.Set<MenuItem>() on order.MenuItemId equals item.Id into items
               from item in items.DefaultIfEmpty()
               select new { order.Id, order.Category, Title = item == null ? null : item.Title }).ToDictionaryAsync(o => o.Id, o => o.Title ?? ServiceCategories.Name(o.Category), ct);
}
