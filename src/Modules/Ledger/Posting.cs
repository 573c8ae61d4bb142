using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger;

/// <summary>
/// How well an hour is proven. A: position and the resident's code. B: one of the two. C: the word of the station's staff.
/// D: entered afterwards 补录 and confirmed by a second person.
/// </summary>
public enum EvidenceGrade
{
    A,
    B,
    C,
    D,
}

/// <summary>
/// Moves <paramref name="Amount"/> (minutes or points, more than zero) from one account to another: usually from the issuer of a division to a person.
/// Exactly once: a second posting with the same source kind, source id, receiving account and unit changes nothing.
/// </summary>
/// <param name="SourceKind">What the posting stems from: lower-case letters, digits, hyphens, at most 30, such as <c>order</c>.</param>
/// <param name="OccurredAt">When the service was given, UTC; kept to the microsecond.</param>
/// <param name="Narrative">A code of <see cref="Narratives"/>; <paramref name="Args"/> fill its gaps.</param>
public sealed record Posting(
    LedgerUnit Unit, string SourceKind, Guid SourceId, LedgerAccountKey From, LedgerAccountKey To, int Amount, DateTime OccurredAt, string Narrative)
{
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Null for what needs no proof of attendance, such as points.</summary>
    public EvidenceGrade? Evidence { get; init; }
}

/// <summary>The transfer a posting made now (<paramref name="IsNew"/>) or had made before.</summary>
public sealed record LedgerTransfer(Guid Id, bool IsNew)
{
    /// <summary>The id that a posting from this source to this account has, or would have: it follows from what it names.</summary>
    public static Guid IdOf(string sourceKind, Guid sourceId, LedgerAccountKey to, LedgerUnit unit) => LedgerMove.TransferOf(sourceKind, sourceId, to.AccountId(unit));
}

/// <summary>The answer to a reversal.</summary>
public enum Reversal
{
    Reversed,
    AlreadyReversed,
    UnknownTransfer,

    /// <summary>A reversal stands; what it took away is posted anew from a new source.</summary>
    IsItselfReversal,
}
