namespace Weiguang.Web.Health;

/// <summary>
/// On SIGTERM: not ready at once, but serving for <c>Shutdown:DrainSeconds</c> more (default 0) so that a balancer notices; then no new
/// connections, and up to 30 s for the requests in flight.
/// </summary>
internal sealed class Drain(IConfiguration configuration, ILogger<Drain> log) : IHostedLifecycleService
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue("Shutdown:DrainSeconds", 0) is > 0 and var seconds)
        {
            log.LogInformation("Draining for {Seconds} s.", seconds);
            await Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
