using Quartz;
using Weiguang.Kernel;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;

namespace Weiguang.Web.Jobs;

/// <summary>Every night at 3:40 in China: anchors the ledger, whether or not something was posted, so that a night without an anchor is seen. A server that was off at that moment makes up for it when it starts.</summary>
internal sealed class Anchoring(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Anchoring> log) : IJob
{
    private static readonly TimeSpan AtNight = new(3, 40, 0);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await TakeAsync(cancellationToken);

    public Task TakeAsync(CancellationToken ct) => TakeAsync(async (book, c) => await book.TakeAsync(c), ct);

    /// <summary>Where the last night has no anchor yet.</summary>
    public Task CatchUpAsync(CancellationToken ct)
    {
        var today = clock.Now().ToShanghai();
        var night = (today.TimeOfDay >= AtNight ? today.Date : today.Date.AddDays(-1)) + AtNight;
        return TakeAsync((book, c) => book.TakeUnlessAsync(night.FromShanghai(), c), ct);
    }

    private Task TakeAsync(Func<AnchorBook, CancellationToken, Task<AnchorTaken?>> take, CancellationToken ct) => Collisions.RepeatAsync(async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        if (await take(scope.ServiceProvider.GetRequiredService<AnchorBook>(), ct) is { } taken)
        {
            log.LogInformation("Anchor {Number} holds {Size} accounts, {Changes} of them changed: {Root}", taken.Number, taken.Size, taken.Changes, taken.Root);
            if (taken.NotDropped is { } why)
            {
                log.LogError("The file of anchor {Number} could not be dropped: {Why}", taken.Number, why);
            }
        }
    });
}

/// <summary>Once, when the server has started.</summary>
internal sealed class MissedAnchor(IServiceProvider services, ILogger<MissedAnchor> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ActivatorUtilities.CreateInstance<Anchoring>(services).CatchUpAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogError(e, "The anchor of the last night could not be made up for; the next night takes one.");
        }
    }
}
