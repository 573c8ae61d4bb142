using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weiguang.Activities.Finding;

/// <summary>Catches up on activities that came in past the pages (an import, a restored backup), and forgets those that are over.</summary>
internal sealed class ListingPatrol(IServiceScopeFactory scopes, ILogger<ListingPatrol> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Patrols.WalkAsync(Round, CatchUpAsync, log, "The listings of activities could not be caught up", stoppingToken);

    private async Task CatchUpAsync(CancellationToken ct)
    {
        await using var scope = scopes.SystemScope();
        await scope.ServiceProvider.GetRequiredService<ListingBook>().CatchUpAsync(ct);
    }
}
