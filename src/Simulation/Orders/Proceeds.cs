using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Orders;

namespace Weiguang.Simulation.Orders;

/// <summary>Something on its way to the ledger: one of these.</summary>
internal sealed record Proceed(DateTime At)
{
    public RewardGranted? Reward { get; init; }

    public Posting? Record { get; init; }

    public (Guid Transfer, string Reason, Guid By)? Back { get; init; }
}

/// <summary>Brings minutes and points into the ledger, day after day by the book's own posting, recorded at the evening's last.</summary>
internal sealed class Proceeds(AppDbContext db, Vault vault)
{
    public async Task PostAsync(IEnumerable<Proceed> proceeds, CancellationToken ct)
    {
        foreach (var day in proceeds.OrderBy(p => p.At).GroupBy(p => DateOnly.FromDateTime(p.At.ToShanghai())))
        {
            var book = new LedgerBook(db, vault, new SetClock(day.Max(p => p.At)));
            var ledger = new ToLedger(book);
            await ledger.HandleAsync([.. day.Select(p => p.Reward).OfType<RewardGranted>()], ct);
            await book.PostAsync([.. day.Select(p => p.Record).OfType<Posting>()], ct);
            foreach (var (transfer, reason, by) in day.Where(p => p.Back is not null).Select(p => p.Back!.Value))
            {
                var answer = await book.ReverseAsync(transfer, reason, by, ct);
                _ = answer == Reversal.Reversed ? true : throw new InvalidOperationException($"Transfer {transfer} could not be taken back: {answer}.");
            }
        }
    }
}
