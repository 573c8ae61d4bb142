namespace Weiguang.Orders;

/// <summary>An order was rewarded with points.</summary>
internal sealed record RewardGranted(Guid OrderId, Guid VolunteerId, long DivisionCode, int Points, DateTime OccurredAt, string Title) : IEvent
{
    public static string Name => "orders.reward-granted";
}
