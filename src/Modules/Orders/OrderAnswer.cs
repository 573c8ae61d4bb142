using Weiguang.Orders.Domain;

namespace Weiguang.Orders;

internal enum OrderOutcome { Done, Missing, NotYours, NotNow, Invalid }

/// <summary>What became of a step: done, or why not and what is possible instead.</summary>
internal sealed record OrderAnswer(OrderOutcome Outcome)
{
    public static readonly OrderAnswer Done = new(OrderOutcome.Done);
    public static readonly OrderAnswer Missing = new(OrderOutcome.Missing);

    /// <summary>Steps this caller may take now.</summary>
    public IReadOnlyList<OrderAction> Allowed { get; init; } = [];

    public OrderStatus Status { get; init; }

    /// <summary>Messages by field, source phrases.</summary>
    public Dictionary<string, string[]> Errors { get; init; } = [];

    public static OrderAnswer Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static OrderAnswer Invalid(Dictionary<string, string[]> errors) => new(OrderOutcome.Invalid) { Errors = errors };
}
