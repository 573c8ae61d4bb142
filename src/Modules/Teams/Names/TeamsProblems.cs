using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Teams.Handover;

namespace Weiguang.Teams;

internal static class TeamsProblems
{
    public static readonly ProblemNote[] All =
    [
        .. Voice.Team.Notes,
        new(409, "team-no-office", HandoverBook.NoOffice, Phrase.Of("队长先撤掉再重新任命副队长，然后再交接。")),
        new(409, "team-paused", Phrase.Of("这支队伍暂时不收人。"), Phrase.Of("等队长重新开放，或者换一支队伍。")),
        new(409, "not-a-volunteer", Phrase.Of("先登记成为志愿者，再来加入队伍。"), Phrase.Of("先在页面 /me 上登记。")),
        new(409, "leader-stays", Phrase.Of("队长要先把队伍交给别人，才能退出。"), Phrase.Of("先把队伍交给另一位队员。")),
    ];
}
