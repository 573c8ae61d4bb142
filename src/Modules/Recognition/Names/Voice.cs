using Weiguang.Kernel.Text;

namespace Weiguang.Recognition;

internal static class Voice
{
    public static readonly StepVoice Star = new("star", Phrase.Of("这一级要由更高一级来认定。"), Phrase.Of("这一步已经办过了，请再看看现在的状态。"));
}
