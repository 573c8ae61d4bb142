using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Tests.Walk;

/// <summary>Orders: the asker is the resident, who serves or was asked is the volunteer, the desk's station is inside.</summary>
internal sealed class OrderRows(List<Order> orders, Rows rows)
{
    public static async Task<OrderRows> FindAsync(TestScope scope, Rows rows) => new(
        [.. (await scope.Db.Set<Order>().AsNoTracking().AsSplitQuery().Include(o => o.Offers).Include(o => o.Photos).ToListAsync()).OrderBy(o => o.CreatedAt).ThenBy(o => o.Title, StringComparer.Ordinal).ThenBy(o => o.DeskDivisionCode)], rows);

    public Row? Find(string method, string pattern)
    {
        if (!pattern.Contains("orders/{", StringComparison.Ordinal))
        {
            return null;
        }

        var step = pattern[(pattern.LastIndexOf('}') + 1)..].Trim('/');
        OrderStatus status = (method, step) switch
        {
            (_, "dispatch" or "reject" or "escalate" or "candidates" or "cancel") => OrderStatus.PendingReview,
            ("POST", "offers") or (_, "recall" or "accept" or "decline") => OrderStatus.Dispatched,
            (_, "release" or "check-in") => OrderStatus.Accepted,
            (_, "check-out") => OrderStatus.InService,
            (_, "complete") => OrderStatus.PendingClose,
            (_, "rating") => OrderStatus.Closed,
            (_, "reward") => OrderStatus.Rated,
            _ => OrderStatus.Rewarded,
        };
        bool Fits(Order o) => o.Status == status && (status != OrderStatus.Dispatched || Asked(o) is not null);
        var found = step == "check-in" ? [.. orders.OrderBy(o => o.AgreedFrom)] : orders; // Not one that is for another day.
        var order = rows.Take(found, o => o.Id, o => Fits(o) && rows.HasStation(o.DeskDivisionCode), Fits, o => o.Status == status, o => o.VolunteerId is not null);
        return Of(order);
    }

    public IEnumerable<(string, string, Row)> Standing() => orders.GroupBy(o => o.Status).OrderBy(g => g.Key).Select(g => ("order", g.Key.ToString(), Of(g.First())));

    private Row Of(Order order) =>
        rows.In(order.DeskDivisionCode, order.TeamId, ("id", order.Id), ("number", 1))
            .Of((Role.Resident, order.AskerId), (Role.Volunteer, order.VolunteerId ?? Asked(order)));

    private static Guid? Asked(Order order) => order.Offers.FirstOrDefault(o => o.State == OfferState.Open)?.VolunteerId;
}
