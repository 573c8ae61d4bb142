namespace Weiguang.Orders.Domain;

/// <summary>How long an order may stand in a state, in minutes by urgency; section <c>Orders:Clocks</c> of the configuration.</summary>
public sealed class OrderClocks
{
    public ClockMinutes Review { get; set; } = new(24 * 60, 4 * 60, 30);

    public ClockMinutes Answer { get; set; } = new(12 * 60, 2 * 60, 20);

    /// <summary>After check-out the asker or the station confirms; then the clock does.</summary>
    public ClockMinutes Confirm { get; set; } = new(3 * 24 * 60, 3 * 24 * 60, 3 * 24 * 60);

    /// <summary>Null in states without a clock.</summary>
    public DateTime? Due(OrderStatus status, Urgency urgency, DateTime now) => status switch
    {
        OrderStatus.PendingReview => now.AddMinutes(Review.For(urgency)),
        OrderStatus.Dispatched => now.AddMinutes(Answer.For(urgency)),
        OrderStatus.PendingClose => now.AddMinutes(Confirm.For(urgency)),
        OrderStatus.Rejected or OrderStatus.Accepted or OrderStatus.InService or OrderStatus.Closed or OrderStatus.Rated
            or OrderStatus.Rewarded or OrderStatus.Void => null,
    };
}

/// <summary>Minutes for orders that are not urgent, soon, urgent.</summary>
public sealed class ClockMinutes(int normal, int soon, int urgent)
{
    public ClockMinutes() : this(0, 0, 0)
    {
    }

    public int Normal { get; set; } = normal;

    public int Soon { get; set; } = soon;

    public int Urgent { get; set; } = urgent;

    public int For(Urgency urgency) => urgency switch { Urgency.Urgent => Urgent, Urgency.Soon => Soon, Urgency.Normal => Normal };
}
