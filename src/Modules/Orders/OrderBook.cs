using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders;

/// <summary>
/// The one way to change an order: lock it, see in which part the viewer acts and whether it still is what they saw, take the step, tell
/// everybody concerned, save, all in one transaction. Whoever comes second finds the order as the first left it, and is told who was first.
/// </summary>
internal sealed class OrderBook(AppDbContext db, OrderNews news, OrderPast past, Whence whence, OrderSettings settings, TimeProvider clock)
{
    public static readonly string AlreadyLookedInto = Phrase.Of("站里已经知道了，正在了解情况");

    public static readonly string RewardIsOthers = Phrase.Of("这一单是您自己点的，奖励由站里别的人来给。");

    /// <param name="change">Checks its input and calls the verb; null when done. It may remember a failed try on the order: that is saved too.</param>
    /// <param name="isSame">Whether an earlier step of this kind had the same content; left out where a step has none to speak of.</param>
    public async Task<StepAnswer> StepAsync(
        Seen seen, OrderAction action, Func<Turn, Task<StepAnswer?>> change, CancellationToken ct, Func<Order, OrderEvent, bool>? isSame = null)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<Order>(seen.Id, ct) is not { } order)
        {
            return Voice.Order.Missing;
        }

        await LoadAsync(order, ct);
        var parties = PartiesOf(order, db.Viewer);
        var step = Allowed(order, db.Viewer).Contains(action) ? OrderFlow.Table.Find(order.Status, action, parties) : null;
        if (await StopAsync(order, seen.Version, action, step is not null, isSame, ct) is { } stopped)
        {
            return stopped;
        }

        var asked = order.Offers.Where(o => o.State == OfferState.Open).Select(o => o.VolunteerId).ToList();
        var turn = new Turn(order, new Actor(db.Viewer.PersonId, FirstOf(step!.By & parties), whence.Network), clock.Now(), settings);
        var volunteer = order.VolunteerId;
        var refused = await change(turn);
        if (refused is null)
        {
            await news.TellAsync(order, asked, volunteer, ct);
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return refused?.About(order, db.Viewer) ?? Voice.Order.Done;
    }

    /// <summary>A step whose verb needs nothing but a reason.</summary>
    public Task<StepAnswer> StepAsync(Seen seen, OrderAction action, Func<Turn, bool> change, CancellationToken ct, Func<Order, OrderEvent, bool>? isSame = null) =>
        StepAsync(seen, action, turn => Task.FromResult(change(turn) ? null : Voice.Order.NotNow), ct, isSame);

    /// <summary>A step whose content is its words: what is longer than is kept is refused, never cut off unseen.</summary>
    /// <param name="verb">The verb with the words as they are kept.</param>
    /// <param name="isOwed">It cannot be taken without a word.</param>
    public Task<StepAnswer> SayAsync(Seen seen, OrderAction action, string? reason, Func<Turn, string, bool> verb, CancellationToken ct, bool isOwed = false, int most = FreeText.MostLetters) =>
        StepAsync(seen, action, turn => Task.FromResult(
            isOwed && string.IsNullOrWhiteSpace(reason) ? Voice.Order.Wrong("reason", Phrase.Of("请写明原因"))
            : FreeText.TooLong(reason, most) ?? (verb(turn, FreeText.Short(reason)) ? null : Voice.Order.NotNow)), ct, Said(reason));

    /// <summary>For steps whose content is their words: the same step with other words is not a double tap, and whoever sends them learns that they were not taken.</summary>
    public static Func<Order, OrderEvent, bool> Said(string? words) => (_, step) => step.Reason == FreeText.Short(words);

    /// <summary>What happened to the order since somebody saw it, in words for this viewer; null when nothing did, or it is not theirs to see.</summary>
    public async Task<Meanwhile?> SinceAsync(Seen seen, CancellationToken ct) =>
        await db.Set<Order>().AsNoTracking().Include(o => o.Offers).SingleOrDefaultAsync(o => o.Id == seen.Id, ct) is { } order
            ? await past.ToldAsync(order, await past.SinceAsync(order, seen.Version, ct), PartiesOf(order, db.Viewer), ct)
            : null;

    /// <summary>What this viewer may do with the order now; needs the offers loaded. Who was not asked in person has nothing to decline.</summary>
    public static IReadOnlyList<OrderAction> Allowed(Order order, Viewer viewer) =>
        [.. OrderFlow.Table.Allowed(order.Status, PartiesOf(order, viewer)).Where(action => action switch
        {
            OrderAction.Decline => order.IsAsked(viewer.PersonId),
            OrderAction.Dispute => !order.IsHeld,
            OrderAction.Annul => order.IsHeld && viewer.May(OrderPermissions.Annul),
            OrderAction.Reward => viewer.May(OrderPermissions.Reward) && (viewer.PersonId == Guid.Empty || order.AskerId != viewer.PersonId), // Nobody rewards upon their own praise.
            OrderAction.Place or OrderAction.Escalate or OrderAction.Reject or OrderAction.Dispatch or OrderAction.Recall or OrderAction.Accept
                or OrderAction.Release or OrderAction.CheckIn or OrderAction.CheckOut or OrderAction.Complete or OrderAction.Rate
                or OrderAction.Cancel or OrderAction.Lapse or OrderAction.Offer or OrderAction.TakeBack => true,
        })];

    /// <summary>In which parts a viewer meets the order; needs the offers loaded. Nobody may accept their own order, and who serves at it is not its station as well: their word would stand for itself.</summary>
    public static OrderParty PartiesOf(Order order, Viewer viewer)
    {
        var me = viewer.PersonId;
        var parties = viewer.All ? OrderParty.Clock : OrderParty.None;
        parties |= me != Guid.Empty && order.AskerId == me ? OrderParty.Asker : OrderParty.None;
        parties |= viewer.May(OrderPermissions.Dispatch) && viewer.Covers(order.DeskDivisionCode) && (me == Guid.Empty || order.VolunteerId != me) ? OrderParty.Station : OrderParty.None;
        parties |= me != Guid.Empty && order.VolunteerId == me ? OrderParty.Assignee : OrderParty.None;
        var offered = order.DispatchKind == DispatchKind.Open || order.IsAsked(me);
        return offered && me != Guid.Empty && order.AskerId != me ? parties | OrderParty.Offered : parties;
    }

    /// <summary>Why the step is not taken: the same person took it already, somebody else moved the order, or it is not possible. Null when it may go on.</summary>
    private async Task<StepAnswer?> StopAsync(
        Order order, int? version, OrderAction action, bool isPossible, Func<Order, OrderEvent, bool>? isSame, CancellationToken ct)
    {
        var isAsSeen = version == order.Version;
        if (isPossible && (isAsSeen || (version is null && action != OrderAction.Dispatch)))
        {
            return null;
        }

        var since = isAsSeen ? [] : await past.SinceAsync(order, version, ct);
        if (OrderPast.IsRepeat(since, db.Viewer.PersonId, action, e => isSame?.Invoke(order, e) ?? true))
        {
            return Voice.Order.Done;
        }

        // What is out already is sent anew only by somebody who says what they saw: it takes the order from a person who may be on the way.
        var isBlind = version is null && order.Status == OrderStatus.Dispatched;
        var moved = isBlind || (version is not null && !isAsSeen && (since.Count == 0 || since.Any(e => e.Action != OrderAction.Decline)));
        return isPossible && !moved ? null : await RefusalAsync(order, action, isPossible, since, ct);
    }

    private async Task<StepAnswer> RefusalAsync(Order order, OrderAction action, bool isPossible, IReadOnlyList<OrderEvent> since, CancellationToken ct)
    {
        var parties = PartiesOf(order, db.Viewer);
        var isTheirs = OrderFlow.Table.IsEverFor(action, parties) || action is OrderAction.Accept or OrderAction.Decline;
        var answer = isPossible ? Voice.Order.Moved : isTheirs ? Voice.Order.NotNow : Voice.Order.NotYours;
        return answer.About(order, db.Viewer) with { Meanwhile = await past.ToldAsync(order, since, parties, ct), Advice = AdviceOn(order, action, parties) };
    }

    private static string? AdviceOn(Order order, OrderAction action, OrderParty parties) => action switch
    {
        OrderAction.Decline when order is { Status: OrderStatus.Dispatched, DispatchKind: DispatchKind.Open } => Phrase.Of("这一单是公开的，不想接不用管它"),
        OrderAction.Decline or OrderAction.Release when order.Status == OrderStatus.InService && parties.HasFlag(OrderParty.Assignee) => Phrase.Of("您已经签到，要提前走请点签退"),
        OrderAction.Cancel when order.Status is OrderStatus.InService or OrderStatus.PendingClose && parties.HasFlag(OrderParty.Asker) =>
            Phrase.Of("服务已经开始，不能取消了。有问题请点“这一单不算数”，站里会来了解情况。"),
        OrderAction.Dispatch when order.Status == OrderStatus.Dispatched => Phrase.Of("这一单已经派出去了，要换人请看看派给了谁再换。"),
        OrderAction.Dispute when order.IsHeld => AlreadyLookedInto,
        OrderAction.Reward when parties.HasFlag(OrderParty.Asker | OrderParty.Station) => RewardIsOthers,
        _ => null,
    };

    private static OrderParty FirstOf(OrderParty parties) => Enum.GetValues<OrderParty>().First(p => p != OrderParty.None && parties.HasFlag(p));

    private async Task LoadAsync(Order order, CancellationToken ct)
    {
        await db.Entry(order).Collection(o => o.Offers).LoadAsync(ct);
        await db.Entry(order).Reference(o => o.Attendance).LoadAsync(ct);
        await db.Entry(order).Reference(o => o.Rating).LoadAsync(ct);
    }
}

/// <summary>Somebody's turn at an order that is locked for them.</summary>
internal sealed record Turn(Order Order, Actor Actor, DateTime Now, OrderSettings Settings)
{
    public OrderClocks Clocks => Settings.Clocks;
}
