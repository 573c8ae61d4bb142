using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Outbox;

/// <summary>
/// Hands events to their subscribers. Rows are marked done by a conditional UPDATE at the start of the subscriber's own transaction:
/// a second node that picked the same rows waits there, finds them done and turns away.
/// </summary>
public sealed class OutboxPump(IServiceScopeFactory scopes, Subscriptions subscriptions, LiveFeed live, TimeProvider clock, ILogger<OutboxPump> log) : BackgroundService
{
    internal const string Topic = "outbox";
    private const int BatchSize = 200;
    private static readonly TimeSpan Patrol = TimeSpan.FromSeconds(5);

    /// <summary>Handles everything that is due now; returns how many rows were done. Tests and the command line call it directly.</summary>
    public async Task<int> DrainAsync(CancellationToken ct = default)
    {
        var total = 0;
        for (var (due, done) = await StepAsync(ct); due > 0; (due, done) = await StepAsync(ct))
        {
            total += done; // Nothing done of what was due: another pump was faster with some of it, and the rest is looked at again.
        }

        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var news = live.Listen([Topic]);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(stoppingToken);
                await news.WaitAsync(Patrol, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "The outbox could not be read; trying again.");
                await Task.Delay(Patrol, stoppingToken);
            }
        }
    }

    private async Task<(int Due, int Done)> StepAsync(CancellationToken ct)
    {
        List<OutboxRow> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var now = clock.Now();
            due = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<OutboxRow>().AsNoTracking()
                .Where(r => r.DoneAt == null && r.DueAt <= now).OrderBy(r => r.CreatedAt).ThenBy(r => r.Order).ThenBy(r => r.Id).Take(BatchSize).ToListAsync(ct);
        }

        var done = 0;
        foreach (var group in due.GroupBy(r => (r.Event, r.Subscriber)))
        {
            done += await SettleAsync(group.Key, [.. group], ct);
        }

        return (due.Count, done);
    }

    private async Task<int> SettleAsync((string Event, string Subscriber) whose, List<OutboxRow> rows, CancellationToken ct)
    {
        try
        {
            return await Collisions.RepeatAsync(() => HandleAsync(whose, rows, ct));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (rows.Count == 1)
            {
                log.LogError(e, "{Subscriber} could not take {Event} (outbox row {Row}).", whose.Subscriber, whose.Event, rows[0].Id);
                await PostponeAsync(rows[0], e, ct);
                return 0;
            }

            log.LogWarning(e, "{Subscriber} could not take {Count} of {Event} together: each is tried alone.", whose.Subscriber, rows.Count, whose.Event);
        }

        var done = 0; // One of them is bad: handle each alone, so that only the bad one waits.
        foreach (var row in rows)
        {
            done += await SettleAsync(whose, [row], ct);
        }

        return done;
    }

    private async Task<int> HandleAsync((string Event, string Subscriber) whose, List<OutboxRow> rows, CancellationToken ct)
    {
        var subscription = subscriptions.Find(whose.Event, whose.Subscriber) ?? throw new InvalidOperationException($"{whose.Subscriber} does not subscribe to {whose.Event}.");
        using var trace = Signals.Traces.StartActivity($"outbox {whose.Event} → {whose.Subscriber}");
        await using var scope = scopes.SystemScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ids = rows.Select(r => r.Id).ToList();
        var now = clock.Now();
        var mine = await db.Set<OutboxRow>().Where(r => ids.Contains(r.Id) && r.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.DoneAt, now), ct);
        if (mine != rows.Count)
        {
            return 0; // Another node was faster with some of them; the next look sorts it out.
        }

        await subscription.HandleAsync(scope.ServiceProvider, rows.Select(r => r.Payload), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        Signals.OutboxDone.Add(mine, new KeyValuePair<string, object?>("event", whose.Event), new KeyValuePair<string, object?>("subscriber", whose.Subscriber));
        return mine;
    }

    private async Task PostponeAsync(OutboxRow row, Exception e, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var later = clock.Now().AddSeconds(Math.Min(600, Math.Pow(2, row.Failures + 1)));
        var error = ShortWords.Of(e.ToString(), 2000);
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<OutboxRow>().Where(r => r.Id == row.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Failures, r => r.Failures + 1).SetProperty(r => r.DueAt, later)
                .SetProperty(r => r.Error, error), ct);
    }
}
