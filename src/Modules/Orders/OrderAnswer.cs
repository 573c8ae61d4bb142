using Weiguang.Kernel.Http;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Fitting;

namespace Weiguang.Orders;

/// <summary>Moved: possible as such, but the order is no longer what the caller saw.</summary>
internal enum OrderOutcome { Done, Missing, NotYours, NotNow, Moved, Invalid, NotFitting }

/// <summary>What became of a step: done, or why not and what is possible instead.</summary>
internal sealed record OrderAnswer(OrderOutcome Outcome)
{
    public static readonly OrderAnswer Done = new(OrderOutcome.Done);
    public static readonly OrderAnswer Missing = new(OrderOutcome.Missing);

    /// <summary>Steps this caller may take now.</summary>
    public IReadOnlyList<OrderAction> Allowed { get; init; } = [];

    public OrderStatus Status { get; init; }

    /// <summary>The version the order has now.</summary>
    public int Version { get; init; }

    /// <summary>What brought it there since the caller looked; null when nothing did.</summary>
    public Meanwhile? Meanwhile { get; init; }

    /// <summary>Source phrase of what to do instead, where that can be said.</summary>
    public string? Advice { get; init; }

    /// <summary>Who cannot go, and why.</summary>
    public IReadOnlyList<Misfit> Misfits { get; init; } = [];

    /// <summary>Messages by field, source phrases.</summary>
    public Dictionary<string, string[]> Errors { get; init; } = [];

    public static OrderAnswer Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static OrderAnswer Invalid(Dictionary<string, string[]> errors) => new(OrderOutcome.Invalid) { Errors = errors };
}
