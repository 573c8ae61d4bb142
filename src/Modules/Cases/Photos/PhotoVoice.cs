using Weiguang.Kernel.Text;

namespace Weiguang.Cases.Photos;

internal static class PhotoVoice
{
    public static readonly StepVoice Report = new(
        "photo-report",
        YoursNot: new(Phrase.Of("这一步要由别人来办"), Phrase.Of("照片是您放的，或者是您队里的，由别的工作人员来定。")),
        NowNot: new(Phrase.Of("这张照片已经有人定过了"), Phrase.Of("别的工作人员刚刚定过，请重新读取。")));
}
