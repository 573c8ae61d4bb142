using Weiguang.Kernel.Text;

namespace Weiguang.Activities;

internal static class Voice
{
    public static readonly StepVoice Activity = new(
        "activity",
        YoursNot: new(Phrase.Of("这个活动不归您审核"), Phrase.Of("自己负责或自己提交的活动要由别人审核；高风险活动由县级以上协调员审核。")),
        NowNot: new(Phrase.Of("活动现在的状态不能这样做"), Phrase.Of("state 是活动现在的状态，allowed 列出此刻可以做的事。")),
        HasMoved: new(Phrase.Of("您打开以后别人改过这个活动，请重新看看"), Phrase.Of("version 已经变了：meanwhile 说明别人做了什么，state 是现在的状态。请重新读取以后再决定。")));
}
