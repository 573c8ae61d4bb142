using Weiguang.Activities.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;

namespace Weiguang.Activities.Seats;

/// <summary>States of a sign-up for lists: source phrase and tone.</summary>
internal static class StatusWords
{
    public static string Words(this SignupStatus status) => status switch
    {
        SignupStatus.Accepted => Phrase.Of("报上了"),
        SignupStatus.Waiting => Phrase.Of("候补"),
        SignupStatus.Offered => Phrase.Of("等本人确认"),
        SignupStatus.Pending => Phrase.Of("等组织者点头"),
        SignupStatus.Cancelled => Phrase.Of("已退出"),
        SignupStatus.Passed => Phrase.Of("让给了别人"),
        SignupStatus.Lapsed => Phrase.Of("没有等到"),
        SignupStatus.Removed => Phrase.Of("不在名单里了"),
        SignupStatus.NoShow => Phrase.Of("没有来"),
    };

    public static Tone Tone(this SignupStatus status) => status switch
    {
        SignupStatus.Accepted => Kernel.Ui.Tone.Good,
        SignupStatus.Waiting or SignupStatus.Offered or SignupStatus.Pending => Kernel.Ui.Tone.Wait,
        SignupStatus.Removed or SignupStatus.NoShow => Kernel.Ui.Tone.Bad,
        SignupStatus.Cancelled or SignupStatus.Passed or SignupStatus.Lapsed => Kernel.Ui.Tone.Plain,
    };

    public static string Words(this ActivityPhase phase) => phase switch
    {
        ActivityPhase.Hidden => Phrase.Of("还没发布"),
        ActivityPhase.UnderReview => Phrase.Of("改动在审核，暂停报名"),
        ActivityPhase.NotYetOpen => Phrase.Of("还没开始报名"),
        ActivityPhase.Recruiting => Phrase.Of("正在报名"),
        ActivityPhase.SignupClosed => Phrase.Of("报名结束"),
        ActivityPhase.Running => Phrase.Of("正在进行"),
        ActivityPhase.Over => Phrase.Of("已结束"),
        ActivityPhase.CalledOff => Phrase.Of("已取消"),
    };

    public static Tone Tone(this ActivityPhase phase) => phase switch
    {
        ActivityPhase.Recruiting or ActivityPhase.Running => Kernel.Ui.Tone.Go,
        ActivityPhase.NotYetOpen or ActivityPhase.Hidden or ActivityPhase.UnderReview => Kernel.Ui.Tone.Wait,
        ActivityPhase.CalledOff => Kernel.Ui.Tone.Bad,
        ActivityPhase.SignupClosed or ActivityPhase.Over => Kernel.Ui.Tone.Plain,
    };
}
