using System.Globalization;
using Weiguang.Ledger;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Rating;

/// <summary>
/// Proves that points and ledger are the same: what an order's story says was given to its volunteer, and not taken back since, stands there or is still on its way; and no more stands than that.
/// </summary>
internal sealed class RewardAudit(AppDbContext db, LedgerStatements statements) : ISourceAudit
{
    private const int Page = 500;

    public IReadOnlyCollection<string> Kinds => [ToLedger.Source];

    public Task<LedgerDifference?> CheckAsync(CancellationToken ct) => db.LookTwiceAsync(() => CompareAsync(ct), ct);

    private async Task<LedgerDifference?> CompareAsync(CancellationToken ct)
    {
        var underway = (await db.UnderwayAsync<RewardGranted>(ToLedger.Name, ct)).Select(r => r.PostingId).ToHashSet();
        var (sum, after) = ((Count: 0, Amount: 0L), Guid.Empty);
        while (true)
        {
            var orders = await NextAsync(after, ct);
            var given = (await StepsAsync(orders, ct)).FindAll(g => !underway.Contains(g.Posting));
            var standing = await statements.StandingAsync([.. given.Select(g => g.Transfer)], ct);
            foreach (var reward in given)
            {
                var (expected, found) = (new StandingTransfer(reward.Volunteer, reward.Points, null), standing.GetValueOrDefault(reward.Transfer));
                if (found != expected)
                {
                    return new(LedgerFault.Source, reward.Account, null, reward.Transfer, $"order {reward.Order}: {expected}", found?.ToString() ?? "none");
                }
            }

            sum = (sum.Count + given.Count, sum.Amount + given.Sum(g => (long)g.Points));
            if (orders.Count < Page)
            {
                break;
            }

            after = orders[^1];
        }

        var all = await statements.StandingAsync(ToLedger.Source, ct);
        return all == sum ? null : new(LedgerFault.Source, null, null, null, Say(sum), Say(all));
    }

    private Task<List<Guid>> NextAsync(Guid after, CancellationToken ct) =>
        Story.Where(e => e.Action == OrderAction.Reward && e.OrderId > after).Select(e => e.OrderId).Distinct().Order().Take(Page).ToListAsync(ct);

    /// <summary>The reward of each of these orders that stands: the last step of rewarding, unless it was taken back after it.</summary>
    private async Task<List<Given>> StepsAsync(List<Guid> orders, CancellationToken ct)
    {
        // Sealed: what was given is read here, not there.
        var steps = await Story.Where(e => orders.Contains(e.OrderId) && (e.Action == OrderAction.Reward || e.Action == OrderAction.TakeBack)).Select(e => new { e.OrderId, e.Sequence, e.Action, e.Reason, e.VolunteerId }).ToListAsync(ct);
        return [.. steps.GroupBy(e => e.OrderId).Select(g => g.MaxBy(e => e.Sequence)!)
            .Where(e => e.Action == OrderAction.Reward && e.Reason != "0")
            .Select(e => new Given(e.OrderId, RewardGranted.PostingOf(e.OrderId, e.Sequence), e.VolunteerId!.Value, int.Parse(e.Reason, CultureInfo.InvariantCulture)))];
    }

    private IQueryable<OrderEvent> Story => db.Set<OrderEvent>().IgnoreQueryFilters().AsNoTracking();

    private static string Say((int Count, long Amount) sum) => string.Create(CultureInfo.InvariantCulture, $"{sum.Count} rewards, {sum.Amount} points");

    private sealed record Given(Guid Order, Guid Posting, Guid Volunteer, int Points)
    {
        public Guid Account => LedgerAccountKey.Person(Volunteer).AccountId(LedgerUnit.Points);

        public Guid Transfer => LedgerTransfer.IdOf(ToLedger.Source, Posting, LedgerAccountKey.Person(Volunteer), LedgerUnit.Points);
    }
}
