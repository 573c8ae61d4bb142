using Weiguang.Kernel.Text;
using Weiguang.Messages;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Orders;

/// <summary>Tells everybody concerned about the newest step of an order: messages in the same transaction, live listeners after it.</summary>
internal sealed class OrderNews(AppDbContext db, MessageBox messages, PersonDirectory people)
{
    private static readonly string AskPhrase = Phrase.Of("有人请您帮忙：{0}。看看能不能去？");
    private static readonly string NotNeeded = Phrase.Of("“{0}”不用您接单了，谢谢您。");

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
            messages.Put(volunteer, AskPhrase, LinkTo(order), order.Title);
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
                _ => "",
            };
            foreach (var news in Of(order, step, asked, volunteerBefore, name))
            {
                messages.Put(news.To, news.Phrase, LinkTo(order), news.Arguments);
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
        (string Phrase, string[] More)? news = step.Action switch
        {
            OrderAction.Place => (Phrase.Of("您的点单“{0}”收到了，站点会尽快安排。"), []),
            OrderAction.Escalate => (Phrase.Of("您的点单“{0}”已转给上一级站点安排。"), []),
            OrderAction.Reject => (Phrase.Of("您的点单“{0}”没有受理。原因：{1}"), [step.Reason]),
            OrderAction.Dispatch => (Phrase.Of("您的点单“{0}”已派出，正在等志愿者接单。"), []),
            OrderAction.Recall or OrderAction.Lapse => (Phrase.Of("“{0}”还没有人接单，站点会重新安排。"), []),
            OrderAction.Accept => (Phrase.Of("{1}接了您的点单“{0}”，约定{2}上门。"), [volunteer, MessageBox.Time(order.AgreedFrom!.Value)]),
            OrderAction.Release => (Phrase.Of("“{0}”的志愿者来不了，站点会重新安排。"), []),
            OrderAction.CheckIn => (Phrase.Of("“{0}”的志愿者到了，服务开始。"), []),
            OrderAction.CheckOut => (Phrase.Of("“{0}”服务结束了，请您确认一下。"), []),
            OrderAction.Complete => (Phrase.Of("“{0}”已完成，请说说做得怎么样。"), []),
            OrderAction.Annul => (Phrase.Of("“{0}”站里了解过了，这一单不算数。{1}"), [step.Reason]),
            _ => null,
        };

        return news is var (phrase, more) ? [new News(order.AskerId, phrase, [order.Title, .. more])] : [];
    }

    private static IEnumerable<News> ToVolunteers(Order order, OrderEvent step, IReadOnlyList<Guid> asked, Guid? volunteerBefore, string name)
    {
        (string Phrase, IEnumerable<Guid> To, string[] More)? news = step.Action switch
        {
            OrderAction.Dispatch => (AskPhrase, Open(order), []),
            OrderAction.Recall or OrderAction.Lapse => (NotNeeded, asked.Where(id => !HasDeclined(order, id)), []),
            OrderAction.Accept => (Phrase.Of("“{0}”已经有人接单，谢谢您。"), asked.Where(id => id != order.VolunteerId), []),
            OrderAction.Release when step.Party == OrderParty.Station => (Phrase.Of("站点把“{0}”改派了。原因：{1}"), One(volunteerBefore), [step.Reason]),
            OrderAction.Complete => (Phrase.Of("“{0}”确认完成，谢谢您。时长记在您的服务记录里。"), One(order.VolunteerId), []),
            OrderAction.Rate => (Rated(order.Rating), One(order.VolunteerId), [$"{order.Rating?.Stars}"]),
            OrderAction.Reward => (Phrase.Of("“{0}”奖励您{1}积分，感谢您的付出。"), One(order.VolunteerId), [step.Reason]),
            OrderAction.Cancel => (Phrase.Of("“{0}”取消了，不用去了。"), asked.Concat(One(volunteerBefore)), []),
            OrderAction.Dispute => (Phrase.Of("{1}说“{0}”这一单不算数，站里会来了解情况。"), One(order.VolunteerId), [name]),
            OrderAction.Annul => (Phrase.Of("“{0}”站里了解过了，不算数。原因：{1}"), One(order.VolunteerId), [step.Reason]),
            _ => null,
        };

        return news is var (phrase, to, more) ? to.Select(volunteer => new News(volunteer, phrase, [order.Title, .. more])) : [];
    }

    /// <summary>Who was asked before another dispatch and is not asked any more. What is open to everybody they may still take, so then nobody is sent away.</summary>
    private static IEnumerable<News> ToReplaced(Order order, OrderEvent step, IReadOnlyList<Guid> asked) =>
        step.Action == OrderAction.Dispatch && order.DispatchKind != DispatchKind.Open
            ? asked.Except(Open(order)).Select(volunteer => new News(volunteer, NotNeeded, [order.Title]))
            : [];

    private static IEnumerable<Guid> Open(Order order) => order.Offers.Where(o => o.State == OfferState.Open).Select(o => o.VolunteerId);

    /// <summary>Facts before stars: five of them for somebody who did not come are no praise.</summary>
    private static string Rated(OrderRating? rating) => rating switch
    {
        { Came: false } => Phrase.Of("点单的人说“{0}”人没来，给了{1}颗星。站里会来了解情况。"),
        { Solved: Solved.No } => Phrase.Of("点单的人说“{0}”没办好，给了{1}颗星。站里会来了解情况。"),
        _ => Phrase.Of("“{0}”有了评价：{1}颗星。"),
    };

    /// <summary>Whose "no" was the last and sent the order back: nobody thanks them for being spared.</summary>
    private static bool HasDeclined(Order order, Guid volunteer) => order.Offers.Exists(o => o.VolunteerId == volunteer && o.State == OfferState.Declined);

    private static IEnumerable<Guid> One(Guid? id) => id is { } some ? [some] : [];

    private async Task<string> NameAsync(Guid? personId, CancellationToken ct) =>
        personId is { } id && await people.FindAsync(id, ct) is { } person ? person.Name : "";
}

/// <summary>One message about an order: a source phrase with its arguments.</summary>
internal sealed record News(Guid To, string Phrase, string[] Arguments);
