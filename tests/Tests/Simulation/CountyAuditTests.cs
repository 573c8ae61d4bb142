using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Ledger.Domain;
using Weiguang.Orders;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Simulation;

/// <summary>Points against the stories of orders, in a county that has both.</summary>
public class CountyAuditTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Points_taken_back_behind_an_orders_back_are_a_fault(string database)
    {
        await using var app = await Counties.CopyAsync(database);
        using var scope = app.Scope();
        var reward = await scope.Db.Set<LedgerEntry>().AsNoTracking().Where(e => e.SourceKind == ToLedger.Source && e.Amount > 0).OrderBy(e => e.RecordedAt).ThenBy(e => e.TransferId).FirstAsync(Ct);
        Assert.True((await scope.Get<LedgerBook>().VerifyAsync(Ct)).IsClean);
        Assert.Equal(Reversal.Reversed, await scope.Get<LedgerBook>().ReverseAsync(reward.TransferId, "谁也没说", Guid.CreateVersion7(), Ct));

        var difference = (await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference;
        Assert.Equal((LedgerFault.Source, (Guid?)reward.TransferId), (difference?.Fault, difference?.TransferId));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Points_that_an_order_gave_are_missed_unless_they_are_on_their_way(string database)
    {
        await using var app = await Counties.CopyAsync(database);
        using var scope = app.Scope();
        var order = await scope.Db.Set<Order>().AsNoTracking().Where(o => o.Status == OrderStatus.Rated && o.VolunteerId != null).OrderBy(o => o.Id).FirstAsync(Ct);
        var (sequence, volunteer, now) = (order.StoryLength + 1, order.VolunteerId!.Value, app.Clock.Now());
        scope.Db.Add(new OrderEvent
        {
            OrderId = order.Id, Sequence = sequence, Action = OrderAction.Reward, From = OrderStatus.Rated, To = OrderStatus.Rewarded, ActorId = Guid.Empty, Party = OrderParty.Clock, At = now, Reason = "5", VolunteerId = volunteer,
        });
        await scope.Db.SaveChangesAsync(Ct);
        Assert.Equal(LedgerFault.Source, (await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference?.Fault);

        scope.Db.Publish(new RewardGranted(order.Id, RewardGranted.PostingOf(order.Id, sequence), volunteer, order.DivisionCode, 5, now, order.Title), app.Clock);
        await scope.Db.SaveChangesAsync(Ct);
        var verdict = await scope.Get<LedgerBook>().VerifyAsync(Ct);
        Assert.True(verdict.IsClean, $"{verdict.Difference}"); // Whether the pump has posted them by now or not.
    }
}
