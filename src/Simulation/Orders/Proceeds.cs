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

/// <summary>
/// Brings minutes and points into the ledger, day after day by the book's own posting, recorded at the evening's last; of the last nights it is anchored each. A county beside another one, whose
/// nights are anchored, is recorded after them: nothing can be added to what an anchor holds.
/// </summary>
internal sealed class Proceeds(AppDbContext db, Vault vault, AnchorBook anchors, DateTime now)
{
    private const int Nights = 14;
    private static readonly TimeOnly Night = new(3, 40);

    public async Task PostAsync(IEnumerable<Proceed> proceeds, CancellationToken ct)
    {
        var held = await new AnchorReader(db).LastAtAsync(ct);
        var days = proceeds.OrderBy(p => p.At).GroupBy(p => DateOnly.FromDateTime(p.At.ToShanghai())).ToList();
        await new Signatures(db, vault, new SetClock(now.AddDays(-Nights - 1))).NewestAsync(ct);
        foreach (var (i, day) in days.Index())
        {
            var at = day.Max(p => p.At);
            var book = new LedgerBook(db, vault, new SetClock(at < held ? held.Value : at));
            var ledger = new ToLedger(book);
            await ledger.HandleAsync([.. day.Select(p => p.Reward).OfType<RewardGranted>()], ct);
            await book.PostAsync([.. day.Select(p => p.Record).OfType<Posting>()], ct);
            foreach (var (transfer, reason, by) in day.Where(p => p.Back is not null).Select(p => p.Back!.Value))
            {
                var answer = await book.ReverseAsync(transfer, reason, by, ct);
                _ = answer == Reversal.Reversed ? true : throw new InvalidOperationException($"Transfer {transfer} could not be taken back: {answer}.");
            }

            await AnchorAsync(at < held ? held.Value : at, i + 1 < days.Count ? days[i + 1].Max(p => p.At) : now, ct);
        }
    }

    /// <summary>The nights between two evenings at which something was recorded.</summary>
    private async Task AnchorAsync(DateTime from, DateTime until, CancellationToken ct)
    {
        var first = from < now.AddDays(-Nights) ? now.AddDays(-Nights) : from;
        for (var day = DateOnly.FromDateTime(first.ToShanghai()); day.ToDateTime(Night).FromShanghai() is var at && at < until; day = day.AddDays(1))
        {
            if (at > first)
            {
                await anchors.TakeAsync(at, ct);
            }
        }
    }
}
