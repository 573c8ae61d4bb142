using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Faces;

/// <summary>What somebody agrees to before their face is looked at: separately, in plain words and with another way beside it (PIPL, articles 26, 28 to 31; measures on face recognition of 2025).</summary>
internal static class FaceConsent
{
    /// <summary>Rises with every change of the text; a yes to an older one does not cover it, and what was enrolled under it is erased.</summary>
    public const int Version = 1;

    /// <summary>Nobody's guardian is known here, so nobody below it.</summary>
    public const int Adult = 18;

    /// <summary>Source phrases; {0} is the number of months.</summary>
    public static readonly string[] Text =
    [
        Phrase.Of("您的手机看着您的脸，算出 128 个数字，叫人脸特征。只有这些数字传过来，加密存着；照片、录像一张也不离开手机，我们没有，也不要。"),
        Phrase.Of("只用来做一件事：您签到以后自己愿意再拍一下，比一比是不是同一个人。记下的只有“像、看不准、不像”。不像也照样签到，只是请没有经手的人看一看。"),
        Phrase.Of("不给别人看，不导出，不拿来找人、认人。最多存 {0} 个月，到期就删；您不当志愿者了，或者当地不用了，马上删。"),
        Phrase.Of("随时可以撤回，按一下就删，不问为什么。"),
        Phrase.Of("不同意什么也不耽误：扫码、定位、出示志愿者证、请组织者登记，都一样算数。"),
    ];
}
