using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;

namespace Weiguang.Orders;

/// <summary>What roles may be allowed to do about orders.</summary>
internal static class OrderPermissions
{
    public const string Dispatch = "orders.dispatch";
    public const string Reward = "orders.reward";
    public const string Annul = "orders.annul";
    public const string FollowUp = "orders.follow-up";
    public const string Call = "orders.call";
    public const string KeepMenu = "orders.keep-menu";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Dispatch, Phrase.Of("收本地的单子，派单、改派、退回、转上级"), GivenTo.Staff),
        new(Reward, Phrase.Of("奖单：按本地规定给志愿者积分"), GivenTo.Staff),
        new(Annul, Phrase.Of("了解情况以后，把一单判为不算数"), GivenTo.Staff),
        new(FollowUp, Phrase.Of("回访点单的人"), GivenTo.Staff),
        new(Call, Phrase.Of("看点单联系人的完整电话，每次都记下来"), GivenTo.Staff),
        new(KeepMenu, Phrase.Of("管站点的服务菜单"), GivenTo.Staff),
    ];
}
