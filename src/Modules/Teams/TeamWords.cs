using Weiguang.Kernel.Text;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams;

/// <summary>States and ways of a team as source phrases.</summary>
internal static class TeamWords
{
    public static string Of(JoinMode mode) => mode switch
    {
        JoinMode.Open => Phrase.Of("随时可以加入"),
        JoinMode.Approval => Phrase.Of("队长同意后加入"),
        JoinMode.Invite => Phrase.Of("凭邀请码加入"),
    };

    public static string Of(TeamState state) => state switch
    {
        TeamState.Active => Phrase.Of("正常"),
        TeamState.Paused => Phrase.Of("暂停"),
        TeamState.Dissolved => Phrase.Of("已解散"),
    };

    public static string Of(MemberState state) => state switch
    {
        MemberState.Applied => Phrase.Of("已申请，等队长同意"),
        MemberState.Active => Phrase.Of("队员"),
        MemberState.Declined => Phrase.Of("申请没有通过"),
        MemberState.Left => Phrase.Of("自己退出了"),
        MemberState.Removed => Phrase.Of("移出了队伍"),
    };

    public static string Of(TeamRole role) => role switch
    {
        TeamRole.Leader => Phrase.Of("队长"),
        TeamRole.Deputy => Phrase.Of("副队长"),
        TeamRole.Member => Phrase.Of("队员"),
    };
}
