using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours;

internal static class HoursProblems
{
    public static readonly ProblemNote[] All =
    [
        .. Voice.Hours.Notes,
        new(409, "face-not-used", Phrase.Of("您所在的地方不用人脸。扫码、定位、出示志愿者证、请组织者登记，都一样签到。"), Phrase.Of("人脸由地方决定用不用，没有决定的就不用。")),
        new(409, "face-minor", Phrase.Of("没满十八岁的不用人脸。扫码、定位、出示志愿者证、请组织者登记，都一样签到。"), Phrase.Of("请用别的方式签到。")),
        new(409, "face-age-unknown", Phrase.Of("人脸只给满了十八岁的人用，这里还不知道您多大。愿意的话先在“我的资料”里填身份证号；不填也一样签到。"), Phrase.Of("资料里有了身份证号才知道年龄。")),
        new(409, "face-text-changed", Phrase.Of("说明改过了，请再看一遍，愿意再同意。"), Phrase.Of("GET /api/v1/me/face 给出现在的 version。")),
        new(409, "face-no-consent", Phrase.Of("您还没有同意，或者已经撤回了。要用的话，请先看说明再同意。"), Phrase.Of("先调用 POST /api/v1/me/face/consent。")),
        new(409, "face-stale", Phrase.Of("这一次的动作过期了，或者用过了。请重新开始。"), Phrase.Of("每组动作只能用一次，两分钟内有效；再调用 POST /api/v1/me/face/challenges。")),
        new(409, "face-not-moved", Phrase.Of("没看清您的动作。请光线好一点，再来一次。"), Phrase.Of("moves 要和要求的动作一样，次序也一样。")),
        new(409, "face-not-enrolled", Phrase.Of("您还没有登记人脸。不登记也一样签到。"), Phrase.Of("先调用 PUT /api/v1/me/face。")),
        new(409, "face-not-yet", Phrase.Of("登记的第二天起才能用。今天的签到不受影响。"), Phrase.Of("当天登记的特征不能证明当天的人。")),
        new(409, "face-not-here", Phrase.Of("要在您自己签到的那台手机上、签到后半小时里拍。签到已经有效，不拍也行。"), Phrase.Of("先用同一个会话签到。")),
        new(409, "face-enough", Phrase.Of("这次拍得够多了，签到已经有效，不用再拍。"), Phrase.Of("一次签到最多比对三次。")),
    ];
}
