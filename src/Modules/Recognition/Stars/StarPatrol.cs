using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weiguang.Recognition.Stars;

/// <summary>Ends publicities every few minutes and looks over all balances every hour.</summary>
internal sealed class StarPatrol(IServiceScopeFactory scopes, ILogger<StarPatrol> log) : BackgroundService
{
    private const int RoundsAnHour = 12;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    /// <summary>One round; returns how many stars took a step. Tests call it directly.</summary>
    public async Task<int> WalkAsync(bool balances, CancellationToken ct)
    {
        var stepped = await SweepAsync(sweep => sweep.AwardAsync(ct));
        if (balances)
        {
            stepped += await SweepAsync(sweep => sweep.ReviewAsync(ct)) + await SweepAsync(sweep => sweep.ProposeAsync(ct));
        }

        return stepped;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            try
            {
                await WalkAsync(round % RoundsAnHour == 0, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "The stars could not be looked over; trying again.");
            }
        }
    }

    private async Task<int> SweepAsync(Func<StarSweep, Task<int>> sweep)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        return await sweep(scope.ServiceProvider.GetRequiredService<StarSweep>());
    }
}
