using Weiguang.Kernel;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Orders;

namespace Weiguang.Simulation.Loop;

/// <summary>Brings minutes and points into the ledger, day after day by the book's own posting, recorded at the evening's last.</summary>
internal sealed class Proceeds(AppDbContext db)
{
    public async Task PostAsync(IEnumerable<(DateTime At, ServiceProven? Service, RewardGranted? Reward)> proceeds, CancellationToken ct)
    {
        foreach (var day in proceeds.OrderBy(p => p.At).GroupBy(p => DateOnly.FromDateTime(p.At.ToShanghai())))
        {
            var book = new LedgerBook(db, new SetClock(day.Max(p => p.At)));
            var ledger = new ToLedger(book);
            await ledger.HandleAsync([.. day.Select(p => p.Service).OfType<ServiceProven>()], ct);
            await ledger.HandleAsync([.. day.Select(p => p.Reward).OfType<RewardGranted>()], ct);
        }
    }
}
