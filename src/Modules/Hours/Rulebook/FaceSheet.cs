using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.Hours.Rulebook;

/// <summary>Whether a division lets people add their face to a check-in. Unlike what else is looked for, nobody has it unless a division and somebody a level up have said so.</summary>
internal static class FaceSheet
{
    public const string Hundredths = "hundredths";
    public const string Months = "months";

    public static RuleSheet<AnomalyRule> Of(string code) => new(
        code,
        AnomalyKind.Face.Phrase(),
        Phrase.Of("愿意的成年人可以在自己手机上登记人脸特征，签到以后再拍一下，多一份佐证。不登记、不拍、不像，都照样签到。人脸是最要紧的个人信息，没有实在的需要就不要用。"),
        new(AnomalyRule.On, Phrase.Of("要不要用人脸"), 0, 1) { Choice = (Phrase.Of("用"), Phrase.Of("不用")) },
        new(Hundredths, Phrase.Of("相差百分之几以内算同一个人"), 30, 60, Phrase.Of("做这个模型的人用 60；写 50 更严。比 60 还大才算不像，中间的算看不准。")),
        new(Months, Phrase.Of("人脸特征最多留几个月"), 1, 36, Phrase.Of("到期就删，要接着用就再登记一次。")))
    {
        National = new(Limits.Defaults[AnomalyKind.Face].Append(new(AnomalyRule.On, 0)).ToDictionary()),
        Say = (L, numbers) => RuleWords.Watch(L, AnomalyKind.Face, numbers),
        Read = AnomalyRule.Of,
    };
}
