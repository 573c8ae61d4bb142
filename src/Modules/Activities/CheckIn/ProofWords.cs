using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.CheckIn;

internal static class ProofWords
{
    /// <summary>The same to whoever showed this end: who shows that they are there is not told of a leaving.</summary>
    public static string Words(this ProofOutcome outcome, ProofEnd end) => outcome == ProofOutcome.NotIn && end == ProofEnd.Seen
        ? Phrase.Of("还没有查到签到，先记下您在现场。签过到的等签到机联网就对上；没签过的，请先签到。")
        : outcome.Words();

    /// <summary>What the desk says, as a source phrase.</summary>
    public static string Words(this ProofOutcome outcome) => outcome switch
    {
        ProofOutcome.In => Phrase.Of("签到好了，辛苦了！"),
        ProofOutcome.Out => Phrase.Of("签退好了，谢谢您！"),
        ProofOutcome.Seen => Phrase.Of("记下了，您还在现场。"),
        ProofOutcome.AlreadyIn => Phrase.Of("已经签过到了。"),
        ProofOutcome.AlreadyOut => Phrase.Of("已经签退了。"),
        ProofOutcome.NotSignedUp => Phrase.Of("没有报这个活动，不能签到。请找现场的组织者。"),
        ProofOutcome.NotYet => Phrase.Of("还没到签到的时间。"),
        ProofOutcome.TooLate => Phrase.Of("这一班已经结束了，不能再签到。"),
        ProofOutcome.ChangedOver => Phrase.Of("换班好了：前一班签退，这一班签到。"),
        ProofOutcome.NotIn => Phrase.Of("还没有查到签到，签退先记下。签过到的等签到机联网就对上；没签过的，请找组织者。"),
        ProofOutcome.Reused => Phrase.Of("这个编号是别人那一次的，请再来一次。"),
        ProofOutcome.Replayed => Phrase.Of("这一次已经记过了。"),
        ProofOutcome.Disputed => Phrase.Of("两处都扫了这个人，已请组织者核对。"),
        ProofOutcome.TooOften => Phrase.Of("这几天记得太多次了，这一次没有记。时长请组织者补录。"),
        ProofOutcome.Missing => Phrase.Of("没有找到"),
    };
}
