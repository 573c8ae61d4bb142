using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Teams;

namespace Weiguang.Orders;

/// <summary>What became of an order since somebody looked at it, and how it is told to them. An order's version is the length of its story.</summary>
internal sealed class OrderPast(AppDbContext db, Witness witness, PersonDirectory people, TeamDirectory teams)
{
    /// <summary>A call to many is declined by many before somebody decides anything.</summary>
    private const int Most = 1000;

    /// <param name="version">What was seen; null for somebody who does not say: then what the last person to act on it did, and what followed.</param>
    public async Task<IReadOnlyList<OrderEvent>> SinceAsync(Order order, int? version, CancellationToken ct)
    {
        var steps = db.Set<OrderEvent>().AsNoTracking().Where(e => e.OrderId == order.Id);
        if (version is { } seen)
        {
            return await steps.Where(e => e.Sequence > seen).OrderByDescending(e => e.Sequence).NewestAsync(Most, ct);
        }

        var last = await steps.OrderByDescending(e => e.Sequence).NewestAsync(3, ct);
        return last[Math.Max(0, last.FindLastIndex(e => e.ActorId != Guid.Empty))..];
    }

    /// <summary>A double tap: the first thing this person did since they looked is what they ask for again, and nobody else stepped in after it.</summary>
    public static bool IsRepeat(IReadOnlyList<OrderEvent> since, Guid personId, OrderAction action, Func<OrderEvent, bool> isSame) =>
        personId != Guid.Empty
        && since.SkipWhile(e => e.ActorId != personId).ToList() is [var mine, .. var later]
        && mine.Action == action && isSame(mine)
        && later.TrueForAll(e => e.ActorId == personId || e.Party == OrderParty.Clock || e.Action == OrderAction.Decline);

    /// <summary>The last of these steps in words for this viewer, with as much of a name as they may know; null when there is nothing to tell.</summary>
    public async Task<Meanwhile?> ToldAsync(Order order, IReadOnlyList<OrderEvent> since, OrderParty parties, CancellationToken ct)
    {
        if (since.LastOrDefault(e => e.Action is not (OrderAction.Decline or OrderAction.Place)) is not { } step)
        {
            return null;
        }

        var isStation = parties.HasFlag(OrderParty.Station);
        var asked = isStation && step.Action == OrderAction.Dispatch ? AskedBy(order, step) : [];
        // Who said no is for the desk; to anybody else the order just came back.
        var decliner = step.LastToDecline(since);
        var actor = isStation ? decliner ?? step.ActorId : step.ActorId;
        var names = await people.FindAsync(asked.Take(1).Append(actor), ct);
        var by = names.TryGetValue(actor, out var card) ? card.Name : "";
        by = (parties & (OrderParty.Asker | OrderParty.Station | OrderParty.Assignee)) != 0 ? by : Mask.Name(by);
        var (words, target) = isStation && step.Action == OrderAction.Dispatch
            ? await DispatchAsync(order, asked, names, ct)
            : (decliner is null ? Words(step.Action, step.Party) : isStation ? Phrase.Of("{0}去不了，没有别人可问，这一单回到了站点") : Phrase.Of("没人能去，这一单回到了站点"), []);
        return witness.Tell(step.Action, actor, by, step.At, words, target);
    }

    /// <summary>Those who were asked with this step, still asked ones first.</summary>
    public static List<Guid> AskedBy(Order order, OrderEvent step) =>
        [.. order.Offers.Where(o => o.OfferedAt == step.At).OrderBy(o => o.State is OfferState.Withdrawn or OfferState.Lapsed).Select(o => o.VolunteerId)];

    private async Task<(string Words, object[] Target)> DispatchAsync(Order order, List<Guid> asked, IReadOnlyDictionary<Guid, PersonCard> names, CancellationToken ct)
    {
        if (order.TeamId is { } teamId && await teams.FindAsync(teamId, ct) is { } team)
        {
            return (Phrase.Of("{0}已经把这一单派给了{1}"), [team.Name]);
        }

        var first = asked.Count > 0 && names.TryGetValue(asked[0], out var card) ? card.Name : "";
        return asked.Count switch
        {
            0 => (Words(OrderAction.Dispatch, OrderParty.Station), []),
            1 => (Phrase.Of("{0}已经把这一单派给了{1}"), [first]),
            var many => (Phrase.Of("{0}已经把这一单派给了{1}等 {2} 人"), [first, many]),
        };
    }

    private static string Words(OrderAction action, OrderParty party) => action switch
    {
        OrderAction.Dispatch => Phrase.Of("{0}已经把这一单派出去了"),
        OrderAction.Offer => Phrase.Of("{0}又请了别的志愿者"),
        OrderAction.Escalate => Phrase.Of("{0}已经把这一单转给了上一级站点"),
        OrderAction.Reject => Phrase.Of("{0}已经回了话，不受理这一单"),
        OrderAction.Recall => Phrase.Of("{0}已经收回了派单"),
        OrderAction.Lapse => Phrase.Of("{0}看没人接，把这一单退回了站点"),
        OrderAction.Accept => Phrase.Of("{0}已经接了这一单"),
        OrderAction.Release => Phrase.Of("{0}已经把这一单退回了站点"),
        OrderAction.CheckIn when party == OrderParty.Station => Phrase.Of("{0}已经代为签到"),
        OrderAction.CheckIn => Phrase.Of("{0}已经签到，服务开始了"),
        OrderAction.CheckOut when party == OrderParty.Station => Phrase.Of("{0}已经代为签退"),
        OrderAction.CheckOut => Phrase.Of("{0}已经签退，服务结束了"),
        OrderAction.Complete => Phrase.Of("{0}已经确认完成"),
        OrderAction.Rate => Phrase.Of("{0}已经评价过了"),
        OrderAction.Reward => Phrase.Of("{0}已经奖励过了"),
        OrderAction.TakeBack => Phrase.Of("这一单的时长撤销了，{0}收回了奖励"),
        OrderAction.Dispute => Phrase.Of("{0}说这一单不算数，站里会来了解情况"),
        OrderAction.Annul => Phrase.Of("{0}了解过了，定了这一单不算数"),
        OrderAction.Place or OrderAction.Decline or OrderAction.Cancel => Phrase.Of("{0}已经取消了这一单"),
    };
}
