using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars.Deciding;

namespace Weiguang.Recognition.Stars;

/// <summary>Stars in words and colours.</summary>
internal static class StarWords
{
    public static string Of(int level) => level switch
    {
        1 => Phrase.Of("一星级志愿者"),
        2 => Phrase.Of("二星级志愿者"),
        3 => Phrase.Of("三星级志愿者"),
        4 => Phrase.Of("四星级志愿者"),
        _ => Phrase.Of("五星级志愿者"),
    };

    public static string Certifier(int level) => StarRule.CertifierOf(level) switch
    {
        3 => Phrase.Of("县级认定"),
        2 => Phrase.Of("市级认定"),
        _ => Phrase.Of("省级认定"),
    };

    public static Tone Tone(this StarState state) => state switch
    {
        StarState.Proposed or StarState.UnderReview => Kernel.Ui.Tone.Wait,
        StarState.Publicity => Kernel.Ui.Tone.Go,
        StarState.Awarded => Kernel.Ui.Tone.Good,
        StarState.Declined or StarState.Overturned or StarState.Lapsed or StarState.Withdrawn => Kernel.Ui.Tone.Plain,
    };

    public static string Refusal(ObjectionAnswer answer) => answer switch
    {
        ObjectionAnswer.AlreadyOpen => Phrase.Of("您的异议已经收到，正在核实，不用再提。"),
        ObjectionAnswer.OwnStar => Phrase.Of("自己的星级不能提异议。"),
        ObjectionAnswer.Taken or ObjectionAnswer.NotOpen => Phrase.Of("公示已经结束，不能再提异议了。"),
    };
}
