using Weiguang.Kernel.Text;

namespace Weiguang.Orders.Domain;

/// <summary>Where an order stands; order_status.tsv of the domain dictionaries.</summary>
public enum OrderStatus { PendingReview, Rejected, Dispatched, Accepted, InService, PendingClose, Closed, Rated, Rewarded, Void }

/// <summary>How soon somebody has to come.</summary>
public enum Urgency { Normal, Soon, Urgent }

/// <summary>To whom the station sent the order: named volunteers, one team, or everybody nearby (抢单).</summary>
public enum DispatchKind { None, Volunteers, Team, Open }

public static class OrderWords
{
    public static string Words(this OrderStatus status) => status switch
    {
        OrderStatus.PendingReview => Phrase.Of("待派单"),
        OrderStatus.Rejected => Phrase.Of("未受理"),
        OrderStatus.Dispatched => Phrase.Of("待接单"),
        OrderStatus.Accepted => Phrase.Of("已接单"),
        OrderStatus.InService => Phrase.Of("服务中"),
        OrderStatus.PendingClose => Phrase.Of("待确认完成"),
        OrderStatus.Closed => Phrase.Of("已完成，待评价"),
        OrderStatus.Rated => Phrase.Of("已评价"),
        OrderStatus.Rewarded => Phrase.Of("已奖励"),
        OrderStatus.Void => Phrase.Of("已取消"),
    };

    public static string Words(this Urgency urgency) => urgency switch
    {
        Urgency.Urgent => Phrase.Of("很急"),
        Urgency.Soon => Phrase.Of("尽快"),
        Urgency.Normal => Phrase.Of("不急"),
    };
}
