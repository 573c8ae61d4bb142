using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Time;

namespace Weiguang.Recognition.Stars;

/// <summary>Ends publicities every few minutes and looks over all balances every hour.</summary>
internal sealed class StarPatrol(IServiceScopeFactory scopes, TimeProvider clock, ILogger<StarPatrol> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenBalances = TimeSpan.FromHours(1);

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

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var balancesAt = clock.Now();
        return Patrols.WalkAsync(Round, WalkOnAsync, log, "The stars could not be looked over", stoppingToken, clock);

        async Task WalkOnAsync(CancellationToken ct)
        {
            var now = clock.Now();
            await WalkAsync(now >= balancesAt, ct);
            balancesAt = now >= balancesAt ? now + BetweenBalances : balancesAt;
        }
    }

    private async Task<int> SweepAsync(Func<StarSweep, Task<int>> sweep)
    {
        await using var scope = scopes.SystemScope();
        return await sweep(scope.ServiceProvider.GetRequiredService<StarSweep>());
    }
}
