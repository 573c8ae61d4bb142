using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Photos;

public static class AlbumVoice
{
    public static readonly StepVoice Photo = new(
        "photo", YoursNot: new(Phrase.Of("这些照片不归您管。"), Phrase.Of("照片由这里的负责人放。")));

    /// <summary>Nobody says yes to their own.</summary>
    public static readonly StepAnswer Own = Photo.Refused("own", Phrase.Of("自己放的照片，要别人看过才能公开。"));
}
