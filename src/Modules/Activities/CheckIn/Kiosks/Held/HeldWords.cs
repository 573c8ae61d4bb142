using Weiguang.Activities.CheckIn.Line;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.CheckIn.Kiosks.Held;

/// <summary>What the organiser reads of a held reading: said to whoever has to decide, not to the volunteer at the door.</summary>
internal static class HeldWords
{
    public static readonly string OnListNow = Phrase.Of("扫的时候不在名单里，现在在了。");

    /// <summary>Why nobody is known by what was read.</summary>
    public static string Nobody(string number) => number switch
    {
        "" => Phrase.Of("名单里没有这张证，也看不出是谁的。"),
        { Length: KioskBook.Tail } => Phrase.Of("只输了后七位，名单里没有，看不出是谁。请问本人，看证上的整个号码。"),
        _ => Phrase.Of("没有这个号码的志愿者，请看看证对不对。"),
    };

    /// <summary>Why it was not booked, by the reason kept with it, as a source phrase.</summary>
    public static string Of(string reason) => reason switch
    {
        HeldReasons.UnknownNumber => Of(ProofOutcome.NotSignedUp),
        HeldReasons.WrongTime => Phrase.Of("手机的时间不对，说不准是什么时候扫的，记不上。人来了的，请在签到名单里登记。"),
        HeldReasons.Own => Phrase.Of("自己的签到要别人来记，或者扫码、用定位。"),
        HeldReasons.Lost => Phrase.Of("这台签到机报了丢失，要组织者一条一条认。"),
        HeldReasons.Closed => Phrase.Of("停用以后扫的，要组织者一条一条认。"),
        HeldReasons.Late => Phrase.Of("传得太晚了，要组织者一条一条认。"),
        _ => Of(KioskIntake.OutcomeOf(reason)),
    };

    /// <summary>The desk's answer.</summary>
    public static string Of(ProofOutcome outcome) => outcome switch
    {
        ProofOutcome.NotSignedUp => Phrase.Of("他没有报这个活动。还能报名，就先请他报名，报上了再来点“记上”；已经报不了名，这一条请放下。"),
        ProofOutcome.NotYet => Phrase.Of("扫得太早，还没到这一班签到的时间，记不上。人来了的，请在签到名单里登记。"),
        ProofOutcome.TooLate => Phrase.Of("扫的时候这一班已经结束了，记不上。"),
        ProofOutcome.NotIn => Phrase.Of("还没有查到他的签到。在别的签到机签的，传来就对上；没签过的，请在签到名单里登记。"),
        ProofOutcome.TooOften => Phrase.Of("这几天记得太多次了，这一次没有记。时长请组织者补录。"),
        ProofOutcome.Reused => Phrase.Of("这个编号是别人那一次的，记不上。"),
        ProofOutcome.In or ProofOutcome.Out or ProofOutcome.Seen or ProofOutcome.AlreadyIn or ProofOutcome.AlreadyOut
            or ProofOutcome.ChangedOver or ProofOutcome.Replayed or ProofOutcome.Disputed or ProofOutcome.Missing => Phrase.Of("没有找到"),
    };
}
