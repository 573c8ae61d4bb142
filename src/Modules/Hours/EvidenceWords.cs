using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Text;
using Weiguang.Ledger;

namespace Weiguang.Hours;

/// <summary>How well something is proven, and how that is called: the same everywhere.</summary>
public static class EvidenceWords
{
    /// <summary>What was shown at one end, of whoever does not belong to those who run it.</summary>
    public static EvidenceGrade GradeOf(ProofKinds proof) => EvidenceRules.Of(proof, isOfBody: false);

    public static string Words(this EvidenceGrade grade) => grade switch
    {
        EvidenceGrade.A => Phrase.Of("来去各有两样证明"),
        EvidenceGrade.B => Phrase.Of("来去各有一样证明"),
        EvidenceGrade.C => Phrase.Of("两个人作证"),
        EvidenceGrade.D => Phrase.Of("事后补录"),
    };

    /// <summary>The same of a record: people's word is two people's once the second has spoken.</summary>
    public static string Words(this EvidenceGrade grade, RecordState state) => Words(grade, isComplete: state != RecordState.Unconfirmed);

    /// <param name="isComplete">False while nobody but who said it has spoken.</param>
    public static string Words(this EvidenceGrade grade, bool isComplete) => grade == EvidenceGrade.C && !isComplete ? Phrase.Of("只有一个人作证") : grade.Words();
}
