using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.CheckIn;

internal static class ProofWords
{
    /// <summary>To the volunteer who showed this end; who came, and leaves when the door has long been closed, is not told that nobody saw them come.</summary>
    public static string Words(this ProofAnswer answer, ProofEnd end) => answer is { Outcome: ProofOutcome.NotIn, InAt: not null }
        ? Phrase.Of("这一班早就结束了，不能再签退；您是几点走的，时长出来以后会问您。")
        : answer.Outcome.Words(end);

    /// <summary>The same to whoever showed this end: who shows that they are there is not told of a leaving.</summary>
    public static string Words(this ProofOutcome outcome, ProofEnd end) => outcome == ProofOutcome.NotIn && end == ProofEnd.Seen
        ? Phrase.Of("还没有查到签到，先记下您在现场。签过到的等签到机联网就对上；没签过的，请先签到。")
        : outcome.Words();

    /// <summary>The same about somebody else, to whoever runs the activity: they are the organiser whom others are sent to.</summary>
    public static string ToStaff(this ProofOutcome outcome) => outcome switch
    {
        ProofOutcome.NotIn => Phrase.Of("还没有查到他的签到，这次没有算上。在签到机上签过的，等签到机联网就对上；没签过的，请先给他签到。"),
        ProofOutcome.NotSignedUp => Phrase.Of("没有报这个活动，不能签到。要让他参加，请他先报名。"),
        ProofOutcome.TooOften => Phrase.Of("这几天记得太多次了，这一次没有记。时长请给他补录。"),
        ProofOutcome.Disputed => Phrase.Of("两处都扫了这个人，请在“签到机”里核对。"),
        ProofOutcome.In or ProofOutcome.Out or ProofOutcome.Seen or ProofOutcome.AlreadyIn or ProofOutcome.AlreadyOut or ProofOutcome.NotYet or ProofOutcome.TooLate
            or ProofOutcome.ChangedOver or ProofOutcome.Reused or ProofOutcome.Replayed or ProofOutcome.Missing => outcome.Words(),
    };

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
