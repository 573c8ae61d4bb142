using Weiguang.Ledger;
using Weiguang.Orders.Domain;
using static Weiguang.Tests.Orders.VisitFacts;

namespace Weiguang.Tests.Orders;

/// <summary>What an order tells of a visit is what its hours were made of.</summary>
public class AttendanceAuditTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_order_that_tells_other_times_or_none_is_found(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var order = await VisitAsync(app, village, await app.VolunteerAsync());
        using var scope = app.Scope();
        Assert.Null((await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference);
        var there = scope.Db.Set<Attendance>().IgnoreQueryFilters().Where(a => a.OrderId == order);
        var (from, until) = await there.Select(a => new ValueTuple<DateTime, DateTime?>(a.InAt, a.OutAt)).SingleAsync(Ct);
        foreach (var (come, gone) in new (DateTime, DateTime?)[] { (from.AddHours(-1), until), (from, until!.Value.AddHours(1)), (from, null) })
        {
            await there.ExecuteUpdateAsync(set => set.SetProperty(a => a.InAt, come).SetProperty(a => a.OutAt, gone), Ct);
            await FoundAsync();
        }

        await there.ExecuteUpdateAsync(set => set.SetProperty(a => a.InAt, from).SetProperty(a => a.OutAt, until).SetProperty(a => a.Minutes, a => a.Minutes + 60), Ct);
        await FoundAsync();
        await there.ExecuteUpdateAsync(set => set.SetProperty(a => a.Minutes, a => a.Minutes - 60).SetProperty(a => a.OutProof, Weiguang.Hours.ProofKinds.Word), Ct);
        await FoundAsync();

        await there.ExecuteDeleteAsync(Ct);
        await FoundAsync();

        async Task FoundAsync()
        {
            var difference = (await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference;
            Assert.Equal(LedgerFault.Source, difference?.Fault);
            Assert.Contains(order.ToString(), difference!.Expected, StringComparison.Ordinal);
        }
    }
}
