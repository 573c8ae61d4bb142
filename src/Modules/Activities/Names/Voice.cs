using Weiguang.Kernel.Text;

namespace Weiguang.Activities;

internal static class Voice
{
    public static readonly StepVoice Activity = new(
        "activity", Phrase.Of("这个活动不归您审核"), Phrase.Of("活动现在的状态不能这样做"), Phrase.Of("您打开以后别人改过这个活动，请重新看看"));
}
