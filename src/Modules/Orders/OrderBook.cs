using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders;

/// <summary>
/// The one way to change an order: lock it, see in which part the viewer acts, take the step, tell everybody concerned, save, all in one
/// transaction. Whoever comes second finds the order as the first left it.
/// </summary>
internal sealed class OrderBook(AppDbContext db, OrderNews news, OrderRules rules, TimeProvider clock)
{
    /// <param name="change">Checks its input and calls the verb; null when done. It may remember a failed try on the order: that is saved too.</param>
    public async Task<OrderAnswer> StepAsync(Guid id, OrderAction action, Func<Turn, Task<OrderAnswer?>> change, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<Order>(id, ct) is not { } order)
        {
            return OrderAnswer.Missing;
        }

        await LoadAsync(order, ct);
        var parties = PartiesOf(order, db.Viewer);
        if (OrderFlow.Find(order.Status, action, parties) is not { } step)
        {
            return Refusal(order, action, parties);
        }

        var asked = order.Offers.Where(o => o.State == OfferState.Open).Select(o => o.VolunteerId).ToList();
        var turn = new Turn(order, new Actor(db.Viewer.PersonId, FirstOf(step.By & parties)), clock.Now(), rules);
        var volunteer = order.VolunteerId;
        var refused = await change(turn);
        if (refused is null)
        {
            await news.TellAsync(order, asked, volunteer, ct);
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return refused ?? OrderAnswer.Done;
    }

    /// <summary>A step whose verb needs nothing but a reason.</summary>
    public Task<OrderAnswer> StepAsync(Guid id, OrderAction action, Func<Turn, bool> change, CancellationToken ct) =>
        StepAsync(id, action, turn => Task.FromResult(change(turn) ? null : Refusal(turn.Order, action, turn.Actor.Party)), ct);

    /// <summary>What this viewer may do with the order now.</summary>
    public static IReadOnlyList<OrderAction> Allowed(Order order, Viewer viewer) => OrderFlow.Allowed(order.Status, PartiesOf(order, viewer));

    /// <summary>In which parts a viewer meets the order; needs the offers loaded. Nobody may accept their own order.</summary>
    public static OrderParty PartiesOf(Order order, Viewer viewer)
    {
        var me = viewer.PersonId;
        var parties = viewer.All ? OrderParty.Clock : OrderParty.None;
        parties |= me != Guid.Empty && order.AskerId == me ? OrderParty.Asker : OrderParty.None;
        parties |= order.DeskDivisionCode >= viewer.From && order.DeskDivisionCode < viewer.To ? OrderParty.Station : OrderParty.None;
        parties |= me != Guid.Empty && order.VolunteerId == me ? OrderParty.Assignee : OrderParty.None;
        var offered = order.DispatchKind == DispatchKind.Open || order.Offers.Exists(o => o.VolunteerId == me && o.State == OfferState.Open);
        return offered && me != Guid.Empty && order.AskerId != me ? parties | OrderParty.Offered : parties;
    }

    private static OrderAnswer Refusal(Order order, OrderAction action, OrderParty parties) =>
        new(OrderFlow.IsEverFor(action, parties) || action is OrderAction.Accept or OrderAction.Decline ? OrderOutcome.NotNow : OrderOutcome.NotYours)
        {
            Status = order.Status,
            Allowed = OrderFlow.Allowed(order.Status, parties),
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
internal sealed record Turn(Order Order, Actor Actor, DateTime Now, OrderRules Rules)
{
    public OrderClocks Clocks => Rules.Clocks;
}
