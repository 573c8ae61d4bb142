using Weiguang.Messages;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Orders;

/// <summary>Tells everybody concerned about the newest step of an order: messages in the same transaction, live listeners after it.</summary>
internal sealed class OrderNews(AppDbContext db, MessageBox messages, PersonDirectory people)
{

    /// <summary>Topic of everybody who looks at this order.</summary>
    public static string TopicOf(Guid orderId) => $"order:{orderId}";

    /// <summary>Topic of the desk of one division.</summary>
    public static string DeskTopic(long divisionCode) => $"desk:{divisionCode}";

    /// <summary>Another desk that has to look again, because the order leaves it.</summary>
    public void AlsoAt(long divisionCode) => db.Announce(DeskTopic(divisionCode));

    /// <summary>Asks volunteers who were added to a dispatch.</summary>
    public void Ask(Order order, IEnumerable<Guid> volunteers)
    {
        foreach (var volunteer in volunteers)
        {
            messages.Put(volunteer, OrderMessages.Asked, LinkTo(order), order.Title);
        }
    }

    /// <param name="asked">Volunteers with an open offer before the step.</param>
    /// <param name="volunteerBefore">Who had accepted before the step.</param>
    public async Task TellAsync(Order order, IReadOnlyList<Guid> asked, Guid? volunteerBefore, CancellationToken ct)
    {
        foreach (var step in order.Story.Where(s => db.Entry(s).State is EntityState.Added or EntityState.Detached))
        {
            var name = step.Action switch
            {
                OrderAction.Accept => await NameAsync(order.VolunteerId, ct),
                OrderAction.Dispute => await NameAsync(order.AskerId, ct),
                OrderAction.Place or OrderAction.Escalate or OrderAction.Reject or OrderAction.Dispatch or OrderAction.Recall or OrderAction.Decline
                    or OrderAction.Release or OrderAction.CheckIn or OrderAction.CheckOut or OrderAction.Complete or OrderAction.Rate
                    or OrderAction.Reward or OrderAction.Cancel or OrderAction.Lapse or OrderAction.Offer or OrderAction.Annul or OrderAction.TakeBack => "",
            };
            foreach (var news in Of(order, step, asked, volunteerBefore, name))
            {
                messages.Put(news.To, news.Kind, LinkTo(order), news.Arguments);
            }
        }

        db.Announce(TopicOf(order.Id));
        db.Announce(DeskTopic(order.DeskDivisionCode));
    }

    /// <summary>Who is told what about one step.</summary>
    /// <param name="name">Of who accepted, or of who says that it does not count.</param>
    internal static IEnumerable<News> Of(Order order, OrderEvent step, IReadOnlyList<Guid> asked, Guid? volunteerBefore, string name) =>
        [.. ToAsker(order, step, name), .. ToVolunteers(order, step, asked, volunteerBefore, name), .. ToReplaced(order, step, asked)];

    internal static string LinkTo(Order order) => $"/orders/{order.Id}";

    private static IEnumerable<News> ToAsker(Order order, OrderEvent step, string volunteer)
    {
        (MessageKind Kind, string[] More)? news = step.Action switch
        {
            OrderAction.Place => (OrderMessages.Received, []),
            OrderAction.Escalate => (OrderMessages.Escalated, []),
            OrderAction.Reject => (OrderMessages.Rejected, [step.Reason]),
            OrderAction.Dispatch => (OrderMessages.Dispatched, []),
            OrderAction.Recall or OrderAction.Lapse => (OrderMessages.Waiting, []),
            OrderAction.Accept => (OrderMessages.Accepted, [volunteer, MessageBox.Time(order.AgreedFrom!.Value)]),
            OrderAction.Release => (OrderMessages.HandedBack, []),
            OrderAction.CheckIn => (OrderMessages.Begun, []),
            OrderAction.CheckOut => (OrderMessages.Over, []),
            OrderAction.Complete => (OrderMessages.RateIt, []),
            OrderAction.Annul => (OrderMessages.AnnulledForAsker, [step.Reason]),
            OrderAction.Decline or OrderAction.Rate or OrderAction.Reward or OrderAction.Cancel or OrderAction.Offer or OrderAction.Dispute or OrderAction.TakeBack => null,
        };

        return news is var (kind, more) ? [new News(order.AskerId, kind, [order.Title, .. more])] : [];
    }

    private static IEnumerable<News> ToVolunteers(Order order, OrderEvent step, IReadOnlyList<Guid> asked, Guid? volunteerBefore, string name)
    {
        (MessageKind Kind, IEnumerable<Guid> To, string[] More)? news = step.Action switch
        {
            OrderAction.Dispatch => (OrderMessages.Asked, Open(order), []),
            OrderAction.Recall or OrderAction.Lapse => (OrderMessages.NotNeeded, asked.Where(id => !HasDeclined(order, id)), []),
            OrderAction.Accept => (OrderMessages.Taken, asked.Where(id => id != order.VolunteerId), []),
            OrderAction.Release when step.Party == OrderParty.Station => (OrderMessages.Reassigned, One(volunteerBefore), [step.Reason]),
            OrderAction.Complete => (OrderMessages.Completed, One(order.VolunteerId), []),
            OrderAction.Rate => (Rated(order.Rating), One(order.VolunteerId), [$"{order.Rating?.Stars}"]),
            OrderAction.Reward => (OrderMessages.Rewarded, One(order.VolunteerId), [step.Reason]),
            OrderAction.TakeBack when step.Reason != "0" => (OrderMessages.PointsTakenBack, One(order.VolunteerId), []),
            OrderAction.Cancel => (OrderMessages.Cancelled, asked.Concat(One(volunteerBefore)), []),
            OrderAction.Dispute => (OrderMessages.Disputed, One(order.VolunteerId), [name]),
            OrderAction.Annul => (OrderMessages.Annulled, One(order.VolunteerId), [step.Reason]),
            OrderAction.Place or OrderAction.Escalate or OrderAction.Reject or OrderAction.Decline or OrderAction.Release or OrderAction.CheckIn
                or OrderAction.CheckOut or OrderAction.Offer or OrderAction.TakeBack => null,
        };

        return news is var (kind, to, more) ? to.Select(volunteer => new News(volunteer, kind, [order.Title, .. more])) : [];
    }

    /// <summary>Who was asked before another dispatch and is not asked any more. What is open to everybody they may still take, so then nobody is sent away.</summary>
    private static IEnumerable<News> ToReplaced(Order order, OrderEvent step, IReadOnlyList<Guid> asked) =>
        step.Action == OrderAction.Dispatch && order.DispatchKind != DispatchKind.Open
            ? asked.Except(Open(order)).Select(volunteer => new News(volunteer, OrderMessages.NotNeeded, [order.Title]))
            : [];

    private static IEnumerable<Guid> Open(Order order) => order.Offers.Where(o => o.State == OfferState.Open).Select(o => o.VolunteerId);

    /// <summary>Facts before stars: five of them for somebody who did not come are no praise.</summary>
    private static MessageKind Rated(OrderRating? rating) => rating switch
    {
        { Came: false } => OrderMessages.RatedNotCome,
        { Solved: Solved.No } => OrderMessages.RatedUnsolved,
        null or { Solved: Solved.Yes or Solved.Partly } => OrderMessages.Rated,
    };

    /// <summary>Whose "no" was the last and sent the order back: nobody thanks them for being spared.</summary>
    private static bool HasDeclined(Order order, Guid volunteer) => order.Offers.Exists(o => o.VolunteerId == volunteer && o.State == OfferState.Declined);

    private static IEnumerable<Guid> One(Guid? id) => id is { } some ? [some] : [];

    private async Task<string> NameAsync(Guid? personId, CancellationToken ct) =>
        personId is { } id && await people.FindAsync(id, ct) is { } person ? person.Name : "";
}

/// <summary>One message about an order, with its arguments.</summary>
internal sealed record News(Guid To, MessageKind Kind, string[] Arguments);
