using Weiguang.Kernel.Text;

namespace Weiguang.Hours;

internal static class Voice
{
    public static readonly StepVoice Hours = new("hours", Phrase.Of("这一步要由别人来办"), Phrase.Of("情况变了，请看看现在到哪一步了"));
}
