using Weiguang.Kernel.Text;

namespace Weiguang.Hours;

internal static class Voice
{
    public static readonly StepVoice Face = new("face");

    public static readonly StepVoice Hours = new(
        "hours",
        YoursNot: new(Phrase.Of("这一步要由别人来办"), Phrase.Of("时长的事不能一个人说了算：确认、核定要换一个人，队外的人才能裁定。")),
        NowNot: new(Phrase.Of("情况变了，请看看现在到哪一步了"), Phrase.Of("记录已经走到别的步骤了，请重新读取。")),
        HasMoved: new(Phrase.Of("情况变了，请看看现在到哪一步了"), Phrase.Of("version 或 If-Match 说的是旧的样子；meanwhile 是此后谁做了什么，请重新读取再决定。")));
}
