using Weiguang.Kernel.Http;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Reading;

/// <summary>The order of a desk's queue: the most urgent first, among those what is due first; what has no clock comes last.</summary>
internal static class UrgentFirst
{
    public static readonly DateTime Never = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IQueryable<Order> UrgentOnTop(this IQueryable<Order> orders) => orders
        .OrderBy(o => o.Urgency == Urgency.Urgent ? 0 : o.Urgency == Urgency.Soon ? 1 : 2).ThenBy(o => o.DueAt ?? Never).ThenBy(o => o.Id);

    /// <summary>Those that come after this place; all of them without one, and an error where it is none of ours.</summary>
    public static IQueryable<Order> After(this IQueryable<Order> orders, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return orders;
        }

        var (rank, place) = (cursor[0] - '0', Cursor.Read(cursor[1..]));
        if (rank is < 0 or > 2 || place is not var (due, id))
        {
            throw Cursor.Unknown();
        }

        return orders.Where(o => (o.Urgency == Urgency.Urgent ? 0 : o.Urgency == Urgency.Soon ? 1 : 2) > rank
            || ((o.Urgency == Urgency.Urgent ? 0 : o.Urgency == Urgency.Soon ? 1 : 2) == rank
                && ((o.DueAt ?? Never) > due || ((o.DueAt ?? Never) == due && o.Id.CompareTo(id) > 0))));
    }

    public static string CursorOf(Order order) =>
        $"{order.Urgency switch { Urgency.Urgent => 0, Urgency.Soon => 1, Urgency.Normal => 2 }}{Cursor.Of(order.DueAt ?? Never, order.Id)}";
}
