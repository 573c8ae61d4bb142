using Weiguang.Kernel.Text;

namespace Weiguang.Teams;

internal static class Voice
{
    public static readonly StepVoice Team = new(
        "team",
        NowNot: new(Phrase.Of("这一步已经办不了，名单更新了，请再看看。"), Phrase.Of("别人刚刚改过名单，请重新读取。")));
}
