using static Weiguang.Orders.Domain.OrderAction;
using static Weiguang.Orders.Domain.OrderStatus;

namespace Weiguang.Orders.Domain;

/// <summary>What can be done with an order.</summary>
public enum OrderAction { Place, Escalate, Reject, Dispatch, Recall, Accept, Decline, Release, CheckIn, CheckOut, Complete, Rate, Reward, Cancel, Lapse, Offer, Dispute, Annul, TakeBack }

/// <summary>In which part somebody acts on an order.</summary>
[Flags]
public enum OrderParty { None = 0, Asker = 1, Station = 2, Offered = 4, Assignee = 8, Clock = 16 }

/// <summary>
/// The state machine of an order, whole: which step leads from where to where, and whose step it is.
/// After order_transition.tsv, with steps practice needs: a volunteer hands an accepted order back (Release), a station hands one
/// upward (Escalate), the clock takes back an unanswered dispatch (Lapse) and a reward whose hours count no more (TakeBack). Picture and reasons: docs/algorithms/orders.md.
/// </summary>
public static class OrderFlow
{
    public static readonly Flow<OrderStatus, OrderAction, OrderParty> Table = new(
    [
        new(Dispatch, PendingReview, Dispatched, OrderParty.Station),
        new(Dispatch, Dispatched, Dispatched, OrderParty.Station),
        new(OrderAction.Offer, Dispatched, Dispatched, OrderParty.Station),
        new(Escalate, PendingReview, PendingReview, OrderParty.Station | OrderParty.Clock),
        new(Reject, PendingReview, Rejected, OrderParty.Station),
        new(Recall, Dispatched, PendingReview, OrderParty.Station),
        new(Lapse, Dispatched, PendingReview, OrderParty.Clock),
        new(Decline, Dispatched, Dispatched, OrderParty.Offered),
        new(Accept, Dispatched, Accepted, OrderParty.Offered),
        new(Release, Accepted, PendingReview, OrderParty.Assignee | OrderParty.Station),
        new(CheckIn, Accepted, InService, OrderParty.Assignee | OrderParty.Station),
        new(CheckOut, InService, PendingClose, OrderParty.Assignee | OrderParty.Station),
        new(Complete, PendingClose, Closed, OrderParty.Asker | OrderParty.Station | OrderParty.Clock),
        new(Rate, Closed, Rated, OrderParty.Asker),
        new(Reward, Rated, Rewarded, OrderParty.Station | OrderParty.Clock),
        new(TakeBack, Rewarded, Rated, OrderParty.Clock),
        new(Cancel, PendingReview, OrderStatus.Void, OrderParty.Asker),
        new(Cancel, Dispatched, OrderStatus.Void, OrderParty.Asker),
        new(Cancel, Accepted, OrderStatus.Void, OrderParty.Asker),
        new(Dispute, InService, InService, OrderParty.Asker),
        new(Dispute, PendingClose, PendingClose, OrderParty.Asker),
        new(Annul, PendingClose, OrderStatus.Void, OrderParty.Station),
    ]);
}
