using Weiguang.Hours;
using Weiguang.Ledger;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Attending;

/// <summary>
/// Accepted orders as the engagements that hours are proven for: one visit each. A record is shown to more people than the order, so it bears nothing that the resident wrote: it is called after the menu or the
/// category, and lies in a village, at no address.
/// </summary>
internal sealed class OrderEngagements(AppDbContext db, StationDirectory stations, RegionDirectory regions, WhoWasServed served, OrderSettings settings) : IEngagementSource
{
    public const string Source = "order";

    private const string OtherCategory = "0099";

    /// <summary>What a visit is called that is nothing in particular: it stands in messages and certificates.</summary>
    private const string Helping = "上门帮忙";

    public string Kind => Source;

    public string Narrative => Narratives.OrderService;

    public async Task<IReadOnlyList<Engagement>> OfAsync(IReadOnlyCollection<Guid> sourceIds, Guid? only, CancellationToken ct)
    {
        var orders = sourceIds.Count == 0 ? [] : await db.Set<Order>().IgnoreQueryFilters().AsNoTracking()
            .Where(o => sourceIds.Contains(o.Id) && (only == null || o.Id == only) && o.AgreedFrom != null && o.AgreedTo != null).OrderBy(o => o.AgreedFrom).ThenBy(o => o.Id).ToListAsync(ct);
        if (orders.Count == 0)
        {
            return [];
        }

        var (ids, items) = (orders.ConvertAll(o => o.Id), orders.Where(o => o.MenuItemId is not null).Select(o => o.MenuItemId!.Value).Distinct().ToList());
        var titles = await db.Set<MenuItem>().Where(i => items.Contains(i.Id)).Select(i => new { i.Id, i.Title }).ToDictionaryAsync(i => i.Id, i => i.Title, ct);
        var sent = (await db.Set<OrderEvent>().IgnoreQueryFilters().Where(e => ids.Contains(e.OrderId) && e.Action == OrderAction.Dispatch).Select(e => new { e.OrderId, e.Sequence, e.ActorId }).ToListAsync(ct))
            .GroupBy(e => e.OrderId).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Sequence)!.ActorId);
        var desks = await stations.FindAsync([.. orders.Select(o => o.StationId).Distinct()], ct);
        var places = await regions.NamesAsync(orders.Select(o => o.DivisionCode), ct);
        return orders.ConvertAll(o => Of(
            o, o.MenuItemId is { } item ? titles.GetValueOrDefault(item) : null, sent.GetValueOrDefault(o.Id), desks.GetValueOrDefault(o.StationId)?.Name ?? "", places.GetValueOrDefault(o.DivisionCode) ?? "", settings));
    }

    /// <summary>Nobody: a visit is recorded when it is confirmed, whatever proves it, and what is wrong with it is corrected. There is nothing to enter besides.</summary>
    public Task<IReadOnlyList<Guid>> ExpectedAsync(Guid sourceId, Guid engagementId, CancellationToken ct) => Task.FromResult<IReadOnlyList<Guid>>([]);

    /// <summary>Whoever ordered, sent, followed or confirmed it.</summary>
    public async Task<ILookup<Guid, Guid>> HandsAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct)
    {
        var steps = await db.Set<OrderEvent>().IgnoreQueryFilters().Where(e => sourceIds.Contains(e.OrderId)).Select(e => new { e.OrderId, Person = e.ActorId }).Distinct().ToListAsync(ct);
        var called = await db.Set<FollowUp>().IgnoreQueryFilters().Where(f => sourceIds.Contains(f.OrderId) && f.ClosedById != null).Select(f => new { f.OrderId, Person = f.ClosedById!.Value }).ToListAsync(ct);
        return steps.Concat(called).ToLookup(h => h.OrderId, h => h.Person);
    }

    /// <summary>Whoever sent, let in, let out or confirmed as the station, whether or not they hold the office still.</summary>
    public async Task<ILookup<Guid, Guid>> BodyAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct) =>
        (await db.Set<OrderEvent>().IgnoreQueryFilters().Where(e => sourceIds.Contains(e.OrderId) && e.Party == OrderParty.Station).Select(e => new { e.OrderId, Person = e.ActorId }).Distinct().ToListAsync(ct))
        .ToLookup(e => e.OrderId, e => e.Person);

    public Task<IReadOnlyList<Service>> AroundAsync(IReadOnlyCollection<Guid> sourceIds, DateTime since, CancellationToken ct) => served.AroundAsync(sourceIds, since, ct);

    public async Task<string?> DeskAsync(Guid sourceId, CancellationToken ct) => db.Viewer.May(OrderPermissions.Dispatch) && await IsSeenAsync(sourceId, ct) ? $"/console/orders/{sourceId}" : null;

    public Task<bool> IsSeenAsync(Guid sourceId, CancellationToken ct) => db.Set<Order>().AnyAsync(o => o.Id == sourceId, ct);

    /// <param name="item">Title of the menu's item; null where the resident wrote what they need.</param>
    /// <param name="lead">Who sent the volunteer; empty when nobody did.</param>
    internal static Engagement Of(Order order, string? item, Guid lead, string station, string place, OrderSettings settings)
    {
        var what = item ?? (order.Category == OtherCategory ? Helping : ServiceCategories.All.FirstOrDefault(c => c.Code == order.Category)?.Name ?? order.Category);
        return new(Source, order.Id, order.Id)
        {
            DivisionCode = order.DivisionCode,
            TeamId = order.TeamId,
            LeadId = lead,
            Title = what,
            Category = order.Category,
            Place = place,
            Position = order.Area,
            Content = what,
            Organiser = station,
            StartsAt = order.AgreedFrom!.Value,
            EndsAt = order.AgreedTo!.Value,
            SlackMinutes = settings.SlackMinutes,
            BreakMinutes = 0,
            IsCancelled = order.Status == OrderStatus.Void,
            IsWindow = true,
            IsOffices = true,
            IsClosed = true,
            OfficeDivision = order.DeskDivisionCode,
            MostMinutes = settings.LongestServiceMinutes,
        };
    }
}
