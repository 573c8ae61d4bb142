using System.Numerics;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;

namespace Weiguang.Hours.Proving;

/// <summary>
/// How well a presence is proven: by how many who are independent of each other, and then by what (docs/algorithms/evidence.md). A: two strong proofs; B: one; C: one principal alone, or no strong proof at all;
/// the weaker end counts. Whoever belongs to the body that runs it proves at most C.
/// </summary>
internal static class EvidenceRules
{
    private const ProofKinds Strong = ProofKinds.RotatingCode | ProofKinds.Scan | ProofKinds.Card | ProofKinds.Position | ProofKinds.Code;

    private static readonly (ProofKinds Kind, Principals Behind)[] Parts =
    [
        (ProofKinds.RotatingCode, Principals.Body | Principals.Own), (ProofKinds.Card, Principals.Body | Principals.Own), (ProofKinds.Position, Principals.Own), (ProofKinds.Scan, Principals.Own), (ProofKinds.Code, Principals.Resident | Principals.Own),
        (ProofKinds.Word, Principals.Body), (ProofKinds.Number, Principals.Body),
    ];

    /// <summary>Who stands behind what was shown at one end. Where nothing was, it was the volunteer who said so. The phone of whoever belongs to the body is the body's.</summary>
    public static Principals Behind(ProofKinds proof, bool isOfBody)
    {
        var behind = Parts.Where(p => proof.HasFlag(p.Kind)).Aggregate(Principals.None, (all, p) => all | p.Behind);
        behind = behind == Principals.None ? Principals.Own : behind;
        return isOfBody && behind.HasFlag(Principals.Own) ? (behind & ~Principals.Own) | Principals.Body : behind;
    }

    public static int Count(Principals principals) => BitOperations.PopCount((uint)principals);

    public static EvidenceGrade Of(ProofKinds proof, bool isOfBody) => isOfBody || Count(Behind(proof, isOfBody)) < 2 ? EvidenceGrade.C : BitOperations.PopCount((uint)(proof.With(ProofKinds.None) & Strong)) switch
    {
        >= 2 => EvidenceGrade.A,
        1 => EvidenceGrade.B,
        _ => EvidenceGrade.C,
    };

    public static EvidenceGrade Of(ProofKinds atIn, ProofKinds atOut, bool isOfBody) => Weaker(Of(atIn, isOfBody), Of(atOut, isOfBody));

    /// <summary>Without a check-out, the last proof of presence counts one grade less: it proves that somebody was there, not that they left then.</summary>
    public static EvidenceGrade OfLastSeen(ProofKinds atIn, ProofKinds last, bool isOfBody) => Of(atIn, last, isOfBody) == EvidenceGrade.A ? EvidenceGrade.B : EvidenceGrade.C;

    public static EvidenceGrade Weaker(EvidenceGrade a, EvidenceGrade b) => a > b ? a : b;
}
