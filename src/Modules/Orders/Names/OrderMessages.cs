using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.Orders;

/// <summary>Everything that people are told about orders.</summary>
internal static class OrderMessages
{
    // To who asked.
    public static readonly MessageKind Received = new("orders.received", MessageClass.Own, Phrase.Of("您的点单“{0}”收到了，站点会尽快安排。"));
    public static readonly MessageKind Escalated = new("orders.escalated", MessageClass.Own, Phrase.Of("您的点单“{0}”已转给上一级站点安排。"));
    public static readonly MessageKind Rejected = new("orders.rejected", MessageClass.Own, Phrase.Of("您的点单“{0}”没有受理。原因：{1}"));
    public static readonly MessageKind Dispatched = new("orders.dispatched", MessageClass.News, Phrase.Of("您的点单“{0}”已派出，正在等志愿者接单。"));
    public static readonly MessageKind Waiting = new("orders.waiting", MessageClass.Own, Phrase.Of("“{0}”还没有人接单，站点会重新安排。"));
    public static readonly MessageKind Accepted = new("orders.accepted", MessageClass.Own, Phrase.Of("{1}接了您的点单“{0}”，约定{2}上门。"));
    public static readonly MessageKind HandedBack = new("orders.handed-back", MessageClass.Urgent, Phrase.Of("“{0}”的志愿者来不了，站点会重新安排。"));
    public static readonly MessageKind Begun = new("orders.begun", MessageClass.News, Phrase.Of("“{0}”的志愿者到了，服务开始。"));
    public static readonly MessageKind Over = new("orders.over", MessageClass.Own, Phrase.Of("“{0}”服务结束了，请您确认一下。"));
    public static readonly MessageKind RateIt = new("orders.rate-it", MessageClass.News, Phrase.Of("“{0}”已完成，请说说做得怎么样。"));
    public static readonly MessageKind AnnulledForAsker = new("orders.annulled-for-asker", MessageClass.Own, Phrase.Of("“{0}”站里了解过了，这一单不算数。{1}"));

    public static readonly MessageKind ComesTomorrow = new("orders.comes-tomorrow", MessageClass.Own, Phrase.Of("“{0}”：{1}，{2}来。家里有变化，请点开说一声。"));

    // To volunteers.
    public static readonly MessageKind GoTomorrow = new("orders.go-tomorrow", MessageClass.Own, Phrase.Of("“{0}”：{1}，在{2}。地址和电话点开就看得到，到了也在这里签到。去不了请早点说，站里好另找人。"));
    public static readonly MessageKind Asked = new("orders.asked", MessageClass.Urgent, Phrase.Of("有人请您帮忙：{0}。看看能不能去？"));
    public static readonly MessageKind NotNeeded = new("orders.not-needed", MessageClass.Own, Phrase.Of("“{0}”不用您接单了，谢谢您。"));
    public static readonly MessageKind Taken = new("orders.taken", MessageClass.Own, Phrase.Of("“{0}”已经有人接单，谢谢您。"));
    public static readonly MessageKind Reassigned = new("orders.reassigned", MessageClass.Urgent, Phrase.Of("站点把“{0}”改派了。原因：{1}"));
    public static readonly MessageKind Completed = new("orders.completed", MessageClass.Own, Phrase.Of("“{0}”确认完成，谢谢您。时长请看您的服务记录。"));
    public static readonly MessageKind Rated = new("orders.rated", MessageClass.News, Phrase.Of("“{0}”有了评价：{1}颗星。"));
    public static readonly MessageKind ThankedByPhoto = new("orders.thanked-by-photo", MessageClass.News, Phrase.Of("点“{0}”的人放了照片谢谢您。"));
    public static readonly MessageKind RatedNotCome = new("orders.rated-not-come", MessageClass.Own, Phrase.Of("点单的人说“{0}”人没来，给了{1}颗星。站里会来了解情况。"));
    public static readonly MessageKind RatedUnsolved = new("orders.rated-unsolved", MessageClass.Own, Phrase.Of("点单的人说“{0}”没办好，给了{1}颗星。站里会来了解情况。"));
    public static readonly MessageKind Rewarded = new("orders.rewarded", MessageClass.News, Phrase.Of("“{0}”奖励您{1}积分，感谢您的付出。"));
    public static readonly MessageKind PointsTakenBack = new("orders.points-taken-back", MessageClass.Own, Phrase.Of("“{0}”的时长撤销了，奖励的积分也收回了。"));
    public static readonly MessageKind Cancelled = new("orders.cancelled", MessageClass.Urgent, Phrase.Of("“{0}”取消了，不用去了。"));
    public static readonly MessageKind Disputed = new("orders.disputed", MessageClass.Own, Phrase.Of("{1}说“{0}”这一单不算数，站里会来了解情况。"));
    public static readonly MessageKind Annulled = new("orders.annulled", MessageClass.Own, Phrase.Of("“{0}”站里了解过了，不算数。原因：{1}"));
}
