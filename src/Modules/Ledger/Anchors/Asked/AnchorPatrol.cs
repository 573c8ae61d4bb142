using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Live;
using Weiguang.Ledger.Anchors.Stamps;

namespace Weiguang.Ledger;

/// <summary>Takes the anchors that were asked for, and fetches the time stamps that are due. What is due stands in rows, so a missed round loses nothing.</summary>
public sealed class AnchorPatrol(IServiceScopeFactory scopes, LiveFeed live, ILogger<AnchorPatrol> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    /// <summary>One round; returns how many steps were taken. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var taken = await Collisions.RepeatAsync(async () =>
        {
            await using var scope = scopes.SystemScope();
            return await scope.ServiceProvider.GetRequiredService<AnchorWishes>().AnswerAsync(ct);
        });
        await using var later = scopes.SystemScope();
        return taken + await later.ServiceProvider.GetRequiredService<StampBook>().CatchUpAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var news = live.Listen([AnchorWishes.Topic]);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WalkAsync(stoppingToken);
                await news.WaitAsync(Round, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Anchors that were asked for, or their time stamps, could not be seen to; trying again.");
                await Task.Delay(Round, stoppingToken);
            }
        }
    }
}
