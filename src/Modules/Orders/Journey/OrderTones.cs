using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders;

/// <summary>How states and steps look and read.</summary>
internal static class OrderTones
{
    public static Tone Tone(this OrderStatus status) => status switch
    {
        OrderStatus.PendingReview or OrderStatus.Dispatched or OrderStatus.PendingClose => Kernel.Ui.Tone.Wait,
        OrderStatus.Accepted or OrderStatus.InService => Kernel.Ui.Tone.Go,
        OrderStatus.Closed or OrderStatus.Rated or OrderStatus.Rewarded => Kernel.Ui.Tone.Good,
        OrderStatus.Rejected => Kernel.Ui.Tone.Bad,
        OrderStatus.Void => Kernel.Ui.Tone.Plain,
    };

    /// <summary>A step of the story in plain words.</summary>
    public static string Words(this OrderAction action) => action switch
    {
        OrderAction.Place => Phrase.Of("点了单"),
        OrderAction.Escalate => Phrase.Of("转给上一级站点"),
        OrderAction.Reject => Phrase.Of("站点没有受理"),
        OrderAction.Dispatch => Phrase.Of("站点派了单"),
        OrderAction.Offer => Phrase.Of("站点又请了别的志愿者"),
        OrderAction.Recall => Phrase.Of("站点收回了派单"),
        OrderAction.Lapse => Phrase.Of("到时没人接，回到站点"),
        OrderAction.Accept => Phrase.Of("志愿者接了单"),
        OrderAction.Decline => Phrase.Of("有志愿者来不了"),
        OrderAction.Release => Phrase.Of("退回站点，重新安排"),
        OrderAction.CheckIn => Phrase.Of("志愿者到了，开始服务"),
        OrderAction.CheckOut => Phrase.Of("服务结束"),
        OrderAction.Complete => Phrase.Of("确认完成"),
        OrderAction.Rate => Phrase.Of("做了评价"),
        OrderAction.Dispute => Phrase.Of("点单人说不算数，站里来了解"),
        OrderAction.Annul => Phrase.Of("站里了解过，不算数"),
        OrderAction.Reward => Phrase.Of("给了奖励"),
        OrderAction.Cancel => Phrase.Of("取消了"),
        OrderAction.TakeBack => Phrase.Of("时长撤销了，奖励也收回了"),
    };
}
