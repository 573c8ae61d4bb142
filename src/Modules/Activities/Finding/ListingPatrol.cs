using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weiguang.Activities.Finding;

/// <summary>Catches up on activities that came in past the pages (an import, a restored backup), and forgets those that are over.</summary>
internal sealed class ListingPatrol(IServiceScopeFactory scopes, ILogger<ListingPatrol> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
                await scope.ServiceProvider.GetRequiredService<ListingBook>().CatchUpAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "The listings of activities could not be caught up; trying again.");
            }
        }
    }
}
