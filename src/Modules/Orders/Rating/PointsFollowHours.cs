using Weiguang.Hours;
using Weiguang.Ledger;
using Weiguang.Messages;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Rating;

/// <summary>Points go with the hours: who was praised before the second word is rewarded when it comes, and hours that are taken back take their points with them.</summary>
internal sealed class PointsFollowHours(AppDbContext db, Afterwards afterwards, LedgerBook ledger, MessageBox messages) : ISubscriber<HoursSettled>
{
    private const string Because = "时长撤销了。";

    public async Task HandleAsync(IReadOnlyList<HoursSettled> events, CancellationToken ct)
    {
        var settled = events.Where(e => e.Source == OrderEngagements.Source).GroupBy(e => e.SourceId).ToDictionary(g => g.Key, g => g.Last().Minutes);
        var gone = new List<Order>();
        foreach (var order in settled.Count == 0 ? [] : await db.LockAsync<Order>([.. settled.Keys], ct))
        {
            await db.Entry(order).Collection(o => o.Offers).LoadAsync(ct);
            await db.Entry(order).Reference(o => o.Rating).LoadAsync(ct);
            if (settled[order.Id] > 0)
            {
                await afterwards.RewardAtOnceAsync(order, ct);
            }
            else if (order.Status == OrderStatus.Rewarded)
            {
                gone.Add(order);
            }
        }

        await TakeBackAsync(gone, ct);
    }

    private async Task TakeBackAsync(IReadOnlyList<Order> gone, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var back = await ledger.ReverseAsync([.. gone.Select(o => LedgerTransfer.IdOf(ToLedger.Source, o.Id, LedgerAccountKey.Person(o.VolunteerId!.Value), LedgerUnit.Points))], Because, Guid.Empty, ct);
        foreach (var order in gone.Zip(back).Where(g => g.Second == Reversal.Reversed).Select(g => g.First))
        {
            messages.Put(order.VolunteerId!.Value, OrderMessages.PointsTakenBack, OrderNews.LinkTo(order), order.Title);
        }

        await db.SaveChangesAsync(ct);
    }
}
