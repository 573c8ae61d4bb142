using Weiguang.Hours;
using Weiguang.Ledger;
using Weiguang.Messages;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Rating;

/// <summary>Points follow the hours: who was praised before the second word is rewarded when it comes; when no minute of a visit counts any more, its points are taken back.</summary>
internal sealed class PointsFollowHours(AppDbContext db, Afterwards afterwards, HoursFigures figures, LedgerBook ledger, MessageBox messages) : ISubscriber<HoursSettled>
{
    private const string Because = "时长撤销了。";

    public async Task HandleAsync(IReadOnlyList<HoursSettled> events, CancellationToken ct)
    {
        var ids = events.Select(e => e.SourceId).Distinct().ToList();
        var orders = (await db.LockAsync<Order>(ids, ct)).FindAll(o => o.Status is OrderStatus.Rated or OrderStatus.Rewarded);
        if (orders.Count == 0)
        {
            return;
        }

        ids = orders.ConvertAll(o => o.Id);
        await db.Set<Offer>().Where(o => ids.Contains(o.OrderId)).LoadAsync(ct); // Fix-up puts them, and what was said, into their orders.
        await db.Set<OrderRating>().Where(r => ids.Contains(r.OrderId)).LoadAsync(ct);
        var proven = await figures.ProvenBySourceAsync(ids, ct);
        foreach (var order in orders.Where(o => o.Status == OrderStatus.Rated && proven.ContainsKey(o.Id)))
        {
            await afterwards.RewardAtOnceAsync(order, ct);
        }

        await db.SaveChangesAsync(ct);
        await TakeBackAsync(orders.FindAll(o => o.Status == OrderStatus.Rewarded && !proven.ContainsKey(o.Id)), ct);
    }

    /// <exception cref="InvalidOperationException">A reward is still on its way into the ledger: the pump comes again.</exception>
    private async Task TakeBackAsync(List<Order> gone, CancellationToken ct)
    {
        var ids = gone.ConvertAll(o => o.Id);
        var rewards = await db.Set<OrderEvent>().Where(e => ids.Contains(e.OrderId) && e.Action == OrderAction.Reward).Select(e => new { e.OrderId, e.Reason }).ToListAsync(ct);
        var granted = rewards.Where(r => r.Reason != "0").Select(r => r.OrderId).ToHashSet();
        gone = gone.FindAll(o => granted.Contains(o.Id));
        var back = await ledger.ReverseAsync([.. gone.Select(o => LedgerTransfer.IdOf(ToLedger.Source, o.Id, LedgerAccountKey.Person(o.VolunteerId!.Value), LedgerUnit.Points))], Because, Guid.Empty, ct);
        foreach (var (order, answer) in gone.Zip(back))
        {
            if (answer == Reversal.UnknownTransfer)
            {
                throw new InvalidOperationException($"The reward of order {order.Id} is still on its way into the ledger; taking it back waits for it.");
            }

            if (answer == Reversal.Reversed)
            {
                messages.Put(order.VolunteerId!.Value, OrderMessages.PointsTakenBack, OrderNews.LinkTo(order), order.Title);
            }
        }

        await db.SaveChangesAsync(ct);
    }
}
