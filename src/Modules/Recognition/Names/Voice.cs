using Weiguang.Kernel.Text;

namespace Weiguang.Recognition;

internal static class Voice
{
    public static readonly StepVoice Star = new(
        "star",
        YoursNot: new(Phrase.Of("这一级要由更高一级来认定。"), Phrase.Of("自己的星级、自己提过异议的星级，也要由别人来定。")),
        NowNot: new(Phrase.Of("这一步已经办过了，请再看看现在的状态。"), Phrase.Of("别人可能先了一步：state 是现在的状态，meanwhile 是谁、什么时候。请重新读取。")),
        HasMoved: new(Phrase.Of("您打开以后别人先办了这颗星，请看看现在的状态再定。"), Phrase.Of("您读到的状态已经变了：state 是现在的状态，meanwhile 是此后谁做了什么。请重新读取再决定。")));
}
