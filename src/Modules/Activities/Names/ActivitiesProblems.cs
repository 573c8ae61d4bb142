using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities;

internal static class ActivitiesProblems
{
    public static readonly ProblemNote[] All =
    [
        .. Voice.Activity.Notes,
        new(409, "activity-needs-review", Phrase.Of("这个活动要先提交审核"), Phrase.Of("有风险、在外县区、规模大、签到开得早或定位范围大的活动由站点或县里审核，请改用 submit；title 说明原因。")),
        new(409, "signup-full", Phrase.Of("名额满了"), Phrase.Of("候补也满了或者不设候补。answer 和 message 说明原因，看看别的班次吧。")),
        new(409, "signup-not-open", Phrase.Of("还没开始报名"), Phrase.Of("opensAt 是开放报名的时间。")),
        new(409, "signup-closed", Phrase.Of("不再接受报名"), Phrase.Of("报名截止了、这一班开始了，或者活动取消了。")),
        new(409, "signup-under-review", Phrase.Of("改动正在审核，报名先停一停"), Phrase.Of("审核通过或者组织者收回改动以后，可以再报。")),
        new(409, "signup-paused", Phrase.Of("报名先停一停"), Phrase.Of("组织者恢复报名以后，可以再报。")),
        new(409, "signup-clash", Phrase.Of("时间冲突"), Phrase.Of("other 是已经报上的那一班，退掉它才能报这一班。")),
        new(409, "signup-excluded", Phrase.Of("和另一个项目不能同时参加"), Phrase.Of("other 是已经参加的那个活动。")),
        new(409, "signup-not-now", Phrase.Of("现在不能这样做"), Phrase.Of("state 是这次报名现在的状态。")),
        new(409, "signup-too-many", Phrase.Of("这一班已经多加了不少人，不能再加了。"), Phrase.Of("现场加人最多超出名额的五分之一，至少 5 人。")),
        new(409, "signup-has-come", Phrase.Of("您已经签到了，要提前走请点签退。"), Phrase.Of("签到以后不再退出名额，走的时候签退。")),
        new(409, "signup-has-begun", Phrase.Of("这一班已经开始了，来不了请给组织者说一声。"), Phrase.Of("开始以后不再退出名额。")),
        new(409, "signup-too-late", Phrase.Of("留的时间过了"), Phrase.Of("名额已让给下一位，可以再报一次。")),
        new(409, "signup-needs-agreement", Phrase.Of("请先同意志愿服务协议。"), Phrase.Of("先调用 POST …/agreement，再确认。")),
        new(409, "signup-not-eligible", Phrase.Of("条件还不符合"), Phrase.Of("unmet 逐条列出还差什么。")),
        new(409, "check-in-refused", Phrase.Of("现在不能签到或签退"), Phrase.Of("answer 和 message 说明原因；还没到时间的，opensAt 是开始签到的时间。")),
        new(409, "door-number-wrong", Phrase.Of("门口的数字没有对上"), Phrase.Of("message 说明原因；triesLeft 是还能试几次。签到照样记着，只算自己手机的证明。")),
        new(409, "held-settled", Phrase.Of("已经处理过了。"), Phrase.Of("别的组织者刚把这一条记上或放下了；meanwhile 是谁、什么时候。")),
        new(409, "kiosk-closed", Phrase.Of("这台签到机已经停用"), Phrase.Of("组织者停用了它，或者过了期限。它上面的名单要清掉。")),
    ];
}
