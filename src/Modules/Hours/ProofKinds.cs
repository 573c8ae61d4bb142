namespace Weiguang.Hours;

/// <summary>What showed that somebody was there; each is independent of the others.</summary>
[Flags]
public enum ProofKinds
{
    None = 0,

    /// <summary>The organiser's changing code was read on the spot.</summary>
    RotatingCode = 1,

    /// <summary>The volunteer's own card was read by somebody else.</summary>
    Card = 2,

    /// <summary>The phone was inside the fence.</summary>
    Position = 4,

    /// <summary>The organiser ticked the list: somebody's word.</summary>
    Word = 8,

    /// <summary>The person who was served told the volunteer their number for this visit.</summary>
    Code = 16,
}

/// <summary>Which end of the service a proof is for.</summary>
public enum ProofEnd
{
    In,
    Out,

    /// <summary>In between: still there.</summary>
    Seen,
}
