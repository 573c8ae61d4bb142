using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.Teams;

/// <summary>Everything that people are told about teams.</summary>
internal static class TeamMessages
{
    public static readonly MessageKind Asked = new("teams.membership-asked", MessageClass.Work, Phrase.Of("{0}想加入{1}，请您看看。"));
    public static readonly MessageKind Welcome = new("teams.membership-approved", MessageClass.Own, Phrase.Of("欢迎加入{0}。"));
    public static readonly MessageKind Declined = new("teams.membership-declined", MessageClass.Own, Phrase.Of("{0}这次没有通过您的申请：{1}"));
    public static readonly MessageKind Offered = new("teams.leadership-offered", MessageClass.Urgent, Phrase.Of("{0}的队长想请您接着带队，七天之内点开回个话。"));
    public static readonly MessageKind TakenBack = new("teams.leadership-taken-back", MessageClass.Own, Phrase.Of("{0}的队长收回了请您带队的话。"));
    public static readonly MessageKind TookOver = new("teams.leadership-taken-over", MessageClass.Own, Phrase.Of("{0}有新队长了，您现在是副队长。谢谢您带了这么久。"));
    public static readonly MessageKind StaysDeputy = new("teams.leadership-declined", MessageClass.Own, Phrase.Of("{0}的副队长这次先不接，队伍还归您带。"));
    public static readonly MessageKind FromLeader = new("teams.from-leader", MessageClass.Own, Phrase.Of("{0}的{2}说：{1}"));
    public static readonly MessageKind HeirLeft = new("teams.heir-left", MessageClass.Own, Phrase.Of("您请来接着带{0}的副队长退出了，队伍还归您带。"));
    public static readonly MessageKind Removed = new("teams.membership-ended", MessageClass.Own, Phrase.Of("您已不在{0}：{1}"));
}
