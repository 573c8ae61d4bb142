using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Reading;

namespace Weiguang.Orders.Journey;

/// <summary>Where the button was: why somebody who might have gone is not needed any more, as a source phrase.</summary>
internal static class LeftOut
{
    private static readonly string CalledOff = Phrase.Of("这一单取消了，不用去了。");
    private static readonly string Taken = Phrase.Of("已有别的志愿者先接了这一单，谢谢您。");

    private static readonly string NotNeeded = Phrase.Of("这一单不用您去了，谢谢您。");

    /// <summary>Of an order that was open to everybody.</summary>
    public static string Words(OrderStatus status) => status switch
    {
        OrderStatus.Void => CalledOff,
        OrderStatus.PendingReview or OrderStatus.Dispatched or OrderStatus.Rejected => NotNeeded,
        OrderStatus.Accepted or OrderStatus.InService or OrderStatus.PendingClose or OrderStatus.Closed or OrderStatus.Rated
            or OrderStatus.Rewarded => Taken,
    };

    /// <summary>Of an order they were asked for by name; null while it is theirs to take, or theirs, or was never.</summary>
    public static string? Words(OrderDetail order) => (order.Parties & (OrderParty.Offered | OrderParty.Assignee)) != 0 ? null : order.Offered switch
    {
        null or OfferState.Open => null,
        OfferState.Declined => Phrase.Of("您说了去不了，站点知道了。"),
        _ when order.Status == OrderStatus.Void => CalledOff,
        OfferState.Accepted => Phrase.Of("这一单不归您了，不用去了。"),
        OfferState.Lapsed => order.VolunteerId is null ? Phrase.Of("没等到您回话，站点另外安排了。") : Taken,
        OfferState.Withdrawn => order.VolunteerId is null ? NotNeeded : Taken,
    };
}
