using Weiguang.Eligibility;

namespace Weiguang.Orders.Accepting;

internal enum AcceptOutcome
{
    Accepted,
    AlreadyYours,
    TakenByAnother,
    NoLongerOpen,
    NotAskedOf,

    /// <summary>Something else is promised at that time.</summary>
    Clash,

    /// <summary>A condition of the order is not met.</summary>
    NotEligible,
    NoSuchWindow,
    Missing,
}

/// <summary>What the desk says to a yes.</summary>
/// <param name="Other">What it clashes with.</param>
internal sealed record AcceptAnswer(AcceptOutcome Outcome, Promise? Other = null)
{
    public IReadOnlyList<Unmet> Unmet { get; init; } = [];

    public bool IsTheirs => Outcome is AcceptOutcome.Accepted or AcceptOutcome.AlreadyYours;

    public static implicit operator AcceptAnswer(AcceptOutcome outcome) => new(outcome);
}
