using System.Globalization;
using Weiguang.Hours;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Rating;

/// <summary>
/// Points follow the hours: who was praised before the second word is rewarded when it comes; when no minute of a visit counts any more, its points are taken back; and when minutes
/// come back, so do the points, whoever gave them and however many stars there were.
/// </summary>
internal sealed class PointsFollowHours(AppDbContext db, Afterwards afterwards, HoursFigures figures, LedgerBook ledger, OrderNews news, OrderSettings settings, TimeProvider clock) : ISubscriber<HoursSettled>
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
        var (proven, rewards) = (await figures.ProvenBySourceAsync(ids, ct), await RewardsAsync(ids, ct));
        foreach (var order in orders.Where(o => o.Status == OrderStatus.Rated && proven.ContainsKey(o.Id)))
        {
            await afterwards.RewardAtOnceAsync(order, again: rewards.ContainsKey(order.Id), ct);
        }

        await db.SaveChangesAsync(ct);
        await TakeBackAsync(orders.FindAll(o => o.Status == OrderStatus.Rewarded && !proven.ContainsKey(o.Id)), rewards, ct);
    }

    /// <exception cref="InvalidOperationException">A reward is still on its way into the ledger: the pump comes again.</exception>
    private async Task TakeBackAsync(List<Order> gone, Dictionary<Guid, (Guid Posting, int Points)> rewards, CancellationToken ct)
    {
        var now = clock.Now();
        var given = gone.FindAll(o => rewards[o.Id].Points > 0);
        var back = await ledger.ReverseAsync([.. given.Select(o => LedgerTransfer.IdOf(ToLedger.Source, rewards[o.Id].Posting, LedgerAccountKey.Person(o.VolunteerId!.Value), LedgerUnit.Points))], Because, Guid.Empty, ct);
        if (given.Zip(back).FirstOrDefault(g => g.Second == Reversal.UnknownTransfer).First is { } early)
        {
            throw new InvalidOperationException($"The reward of order {early.Id} is still on its way into the ledger; taking it back waits for it.");
        }

        foreach (var order in gone)
        {
            order.TakeBack(now, settings.Clocks, rewards[order.Id].Points);
            await news.TellAsync(order, [], order.VolunteerId, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The last reward of each of these orders that had one; of an order that is only rated now, it was taken back.</summary>
    private async Task<Dictionary<Guid, (Guid Posting, int Points)>> RewardsAsync(List<Guid> ids, CancellationToken ct)
    {
        // Sealed: what was given is read here, not there.
        var steps = await db.Set<OrderEvent>().AsNoTracking().Where(e => ids.Contains(e.OrderId) && e.Action == OrderAction.Reward).Select(e => new { e.OrderId, e.Sequence, e.Reason }).ToListAsync(ct);
        return steps.GroupBy(e => e.OrderId).Select(g => g.MaxBy(e => e.Sequence)!).ToDictionary(e => e.OrderId, e => (RewardGranted.PostingOf(e.OrderId, e.Sequence), int.Parse(e.Reason, CultureInfo.InvariantCulture)));
    }
}
