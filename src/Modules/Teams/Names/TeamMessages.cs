using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.Teams;

/// <summary>Everything that people are told about teams.</summary>
internal static class TeamMessages
{
    public static readonly MessageKind Asked = new("teams.membership-asked", MessageClass.Work, Phrase.Of("{0}想加入{1}，请您看看。"));
    public static readonly MessageKind Welcome = new("teams.membership-approved", MessageClass.Own, Phrase.Of("欢迎加入{0}。"));
    public static readonly MessageKind Declined = new("teams.membership-declined", MessageClass.Own, Phrase.Of("{0}这次没有通过您的申请：{1}"));
    public static readonly MessageKind Removed = new("teams.membership-ended", MessageClass.Own, Phrase.Of("您已不在{0}：{1}"));
}
