using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;

namespace Weiguang.Recognition;

/// <summary>What roles may be allowed to do about stars and certificates.</summary>
internal static class RecognitionPermissions
{
    public const string CertifyStars = "recognition.certify-stars";
    public const string SetStarRules = "recognition.set-star-rules";
    public const string RevokeCertificates = "recognition.revoke-certificates";
    public const string Anchor = "recognition.anchor";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(CertifyStars, Phrase.Of("认定星级，处理对星级的异议"), GivenTo.Coordinators),
        new(SetStarRules, Phrase.Of("定本地的星级规则"), GivenTo.Coordinators),
        new(RevokeCertificates, Phrase.Of("作废服务证明"), GivenTo.Coordinators),
        new(Anchor, Phrase.Of("现在就给账本贴封条"), GivenTo.Admins),
    ];
}
