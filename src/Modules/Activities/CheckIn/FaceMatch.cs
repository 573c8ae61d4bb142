using Weiguang.Kernel.Text;

namespace Weiguang.Activities.CheckIn;

/// <summary>
/// The hook for checking in by face, to be built later. Comparing happens on the volunteer's own phone: the server keeps no picture and no descriptor, it only
/// learns that the phone said yes to a question it had signed, so a match is one more kind of proof beside a code or a position, never the only way.
/// </summary>
internal interface IFaceMatch
{
    /// <summary>A question that the phone answers, bound to the volunteer and this moment.</summary>
    Task<string> ChallengeAsync(Guid volunteerId, CancellationToken ct);

    /// <summary>True when the phone compared and found the same person.</summary>
    Task<bool> VerifyAsync(Guid volunteerId, string challenge, string answer, CancellationToken ct);
}

/// <summary>What a volunteer agrees to before a face may be compared (PIPL, articles 26 and 29: separate consent, and always another way).</summary>
internal static class FaceConsent
{
    public const string Purpose = "activities.check-in.face";

    /// <summary>Rises with every change of the text; an older consent does not cover a newer text.</summary>
    public const int Version = 1;

    /// <summary>Source phrase.</summary>
    public static readonly string Text = Phrase.Of("同意在我自己的手机上比对人脸来签到。照片和特征都不离开手机，随时可以撤回；不同意也不影响参加，可以扫码、用定位，或者请组织者登记。");
}
