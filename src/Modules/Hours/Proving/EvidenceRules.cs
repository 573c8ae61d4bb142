using System.Numerics;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;

namespace Weiguang.Hours.Proving;

/// <summary>How well a presence is proven. A: two independent proofs; B: one; C: people's word; the weaker end counts.</summary>
internal static class EvidenceRules
{
    private const ProofKinds Strong = ProofKinds.RotatingCode | ProofKinds.Card | ProofKinds.Position | ProofKinds.Code;

    public static EvidenceGrade Of(ProofKinds proof) => BitOperations.PopCount((uint)(proof & Strong)) switch
    {
        >= 2 => EvidenceGrade.A,
        1 => EvidenceGrade.B,
        _ => EvidenceGrade.C,
    };

    public static EvidenceGrade Of(ProofKinds atIn, ProofKinds atOut) => Weaker(Of(atIn), Of(atOut));

    /// <summary>Without a check-out, the last proof of presence counts one grade less: it proves that somebody was there, not that they left then.</summary>
    public static EvidenceGrade OfLastSeen(ProofKinds atIn, ProofKinds last) => Of(atIn, last) == EvidenceGrade.A ? EvidenceGrade.B : EvidenceGrade.C;

    public static EvidenceGrade Weaker(EvidenceGrade a, EvidenceGrade b) => a > b ? a : b;
}
