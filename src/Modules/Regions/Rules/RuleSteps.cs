namespace Weiguang.Regions;

/// <summary>A rule as it holds in a division today.</summary>
/// <param name="Source">The division whose rule it is; null where no division up the tree has one.</param>
/// <param name="Seen">How often this division has changed it: who sends another number has not seen the last change.</param>
public sealed record RuleHere(RuleSheet Sheet, long Place, RuleNumbers Numbers, long? Source, int Seen)
{
    public bool IsOwn => Source == Place;

    /// <summary>What the division wants instead, while somebody above has not said yes; null when nothing waits.</summary>
    public RuleStep? Waiting { get; init; }

    /// <summary>What was approved and holds from a day to come, the next first.</summary>
    public IReadOnlyList<RuleStep> Coming { get; init; } = [];
}

/// <summary>Who wanted a rule changed, when and from which day on, what held in the division before and what does after, and what became of it.</summary>
/// <param name="IsReset">The division gives its own rule up.</param>
public sealed record RuleStep(long Division, int Sequence, RuleNumbers Before, RuleNumbers After, bool IsReset, Guid By, DateTime At)
{
    public required DateOnly FromDay { get; init; }

    public required RuleChangeState State { get; init; }

    public Guid? DecidedBy { get; init; }

    public DateTime? DecidedAt { get; init; }

    public string Decision { get; init; } = "";
}

/// <summary>A change that waits, as the inbox of cases finds it. Made by an initializer, so that a database can sort and filter by its members.</summary>
public sealed record WaitingRule
{
    public Guid Id { get; init; }

    public long DivisionCode { get; init; }

    public string Code { get; init; } = "";

    public Guid By { get; init; }

    public DateTime At { get; init; }
}
