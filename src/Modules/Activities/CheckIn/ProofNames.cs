using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.CheckIn;

internal static class ProofNames
{
    /// <summary>How somebody's presence was shown, as source phrases.</summary>
    public static IEnumerable<string> Of(ProofKinds kinds)
    {
        (ProofKinds Kind, string Name)[] names =
        [
            (ProofKinds.RotatingCode, Phrase.Of("扫码")), (ProofKinds.Scan, Phrase.Of("扫码（没报门口数字）")), (ProofKinds.Card, Phrase.Of("扫证")), (ProofKinds.Number, Phrase.Of("报证号")), (ProofKinds.Position, Phrase.Of("定位")), (ProofKinds.Word, Phrase.Of("组织者登记")),
        ];
        return names.Where(n => kinds.HasFlag(n.Kind)).Select(n => n.Name);
    }
}
