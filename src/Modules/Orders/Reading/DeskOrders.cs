using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Reading;

/// <summary>In which order orders are listed, on the desk and over the API.</summary>
internal static class DeskOrders
{
    private static readonly DateTime Never = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The most urgent first, among those what is due first; what has no clock comes last.</summary>
    public static readonly ListOrder<Order> Urgent = new("urgent", Phrase.Of("急的在前"),
        SortKey.Up((Order o) => o.Urgency == Urgency.Urgent ? 0 : o.Urgency == Urgency.Soon ? 1 : 2), SortKey.Up((Order o) => o.DueAt ?? Never));

    public static readonly ListOrder<Order> Newest = new("created", Phrase.Of("点单时间"), SortKey.Down((Order o) => o.CreatedAt));

    public static readonly ListOrder<Order> Waited = new("waited", Phrase.Of("等了"), SortKey.Up((Order o) => o.StatusAt)) { IsAge = true };

    public static readonly ListOrder<Order> Due = new("due", Phrase.Of("期限"), SortKey.Up((Order o) => o.DueAt ?? Never));
}
