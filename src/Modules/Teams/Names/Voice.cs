using Weiguang.Kernel.Text;

namespace Weiguang.Teams;

internal static class Voice
{
    public static readonly StepVoice Team = new("team", Phrase.Of("这支队伍不归您管。"), Phrase.Of("这一步已经办不了，名单更新了，请再看看。"));
}
