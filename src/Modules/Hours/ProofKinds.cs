namespace Weiguang.Hours;

/// <summary>What showed that somebody was there. How many independent people or phones stand behind it is told by <see cref="Proving.EvidenceRules"/>.</summary>
[Flags]
public enum ProofKinds
{
    None = 0,

    /// <summary>The organiser's changing code was read on the spot.</summary>
    RotatingCode = 1,

    /// <summary>The short-lived code that the volunteer's own phone signed was read by somebody else.</summary>
    Card = 2,

    /// <summary>The phone was inside the fence.</summary>
    Position = 4,

    /// <summary>The organiser ticked the list: somebody's word.</summary>
    Word = 8,

    /// <summary>The person who was served told the volunteer their number for this visit.</summary>
    Code = 16,

    /// <summary>The number of a card, typed or read from print or a picture: whoever has it once has it for ever, so it is the word of whoever enters it.</summary>
    Number = 32,

    /// <summary>The organiser's changing code was read, and the number that is told at the door was asked for and not given: where it was read nobody knows, so it is the own phone's word.</summary>
    Scan = 64,
}

public static class ProofKindsTogether
{
    /// <summary>Whoever gave the number in the end was there: the same scan is not two proofs.</summary>
    public static ProofKinds With(this ProofKinds kinds, ProofKinds more) => (kinds | more) is var all && all.HasFlag(ProofKinds.RotatingCode) ? all & ~ProofKinds.Scan : all;
}

/// <summary>Which end of the service a proof is for.</summary>
public enum ProofEnd
{
    In,
    Out,

    /// <summary>In between: still there.</summary>
    Seen,
}
