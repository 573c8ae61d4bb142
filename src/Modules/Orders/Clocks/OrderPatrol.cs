using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Rating;
using Weiguang.Regions;

namespace Weiguang.Orders.Clocks;

/// <summary>
/// Takes the clock's steps: an unanswered dispatch goes back to the desk, an order nobody looked at goes one station up, a service nobody
/// confirmed counts as confirmed. What is due stands in the database, so a missed round loses nothing; each order is locked and looked at
/// again, so several nodes may walk at once.
/// </summary>
internal sealed class OrderPatrol(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OrderPatrol> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    private readonly Beat _beat = new(scopes, clock, log);

    /// <summary>One round; returns how many orders took a step. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var due = await _beat.FindAsync<AppDbContext, List<Guid>>((db, except) => db.Set<Order>()
            .Where(o => o.DueAt != null && o.DueAt <= now && !except.Contains(o.Id)
                && (o.Status == OrderStatus.Dispatched || o.Status == OrderStatus.PendingClose || (o.Status == OrderStatus.PendingReview && !o.IsAtTop)))
            .OrderBy(o => o.DueAt).Take(Batch).Select(o => o.Id).ToListAsync(ct));
        return await _beat.EachAsync<IServiceProvider, Guid>(due, id => id, async (services, id) => await StepAsync(services, id, now, ct) ? 1 : 0, ct, isDue: true);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _beat.WalkAsync(Round, WalkAsync, "The order clocks could not be walked", stoppingToken);

    private static async Task<bool> StepAsync(IServiceProvider services, Guid id, DateTime now, CancellationToken ct)
    {
        var book = services.GetRequiredService<OrderBook>();
        var status = await services.GetRequiredService<AppDbContext>().Set<Order>().Where(o => o.Id == id).Select(o => o.Status).SingleAsync(ct);
        var answer = status switch
        {
            OrderStatus.Dispatched => await book.StepAsync(id, OrderAction.Lapse, turn => IsDue(turn, now) && turn.Order.Lapse(turn.Now, turn.Clocks), ct),
            OrderStatus.PendingClose => await book.StepAsync(id, OrderAction.Complete, turn => CompleteAsync(services.GetRequiredService<Afterwards>(), turn, now, ct), ct),
            OrderStatus.PendingReview => await book.StepAsync(id, OrderAction.Escalate, turn => EscalateAsync(services.GetRequiredService<StationDirectory>(), turn, now, ct), ct),
            OrderStatus.Rejected or OrderStatus.Accepted or OrderStatus.InService or OrderStatus.Closed or OrderStatus.Rated
                or OrderStatus.Rewarded or OrderStatus.Void => Voice.Order.Missing,
        };
        return answer.IsDone;
    }

    private static bool IsDue(Turn turn, DateTime now) => turn.Order.DueAt <= now;

    private static async Task<StepAnswer?> CompleteAsync(Afterwards afterwards, Turn turn, DateTime now, CancellationToken ct) =>
        IsDue(turn, now) && await afterwards.CompleteAsync(turn, "", ct) ? null : Voice.Order.NotNow;

    private static async Task<StepAnswer?> EscalateAsync(StationDirectory stations, Turn turn, DateTime now, CancellationToken ct)
    {
        var here = IsDue(turn, now) ? await stations.FindAsync(turn.Order.StationId, ct) : null;
        if (here is null || await stations.AboveAsync(here, ct) is not { } above)
        {
            turn.Order.IsAtTop = true;
            return Voice.Order.NotNow;
        }

        return turn.Order.Escalate(turn.Actor, turn.Now, turn.Clocks, above.Id, above.DivisionCode, "") ? null : Voice.Order.NotNow;
    }
}
