using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;
using Weiguang.People.Throttling;

namespace Weiguang.People.Sessions;

/// <summary>Throws away what has run out: codes, counted attempts, sessions ended a month ago. Several nodes may do it at once.</summary>
internal sealed class Sweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Sweep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await OnceAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Sweeping out old sessions failed; the next round tries again.");
            }
        }
    }

    internal async Task OnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.SystemScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var (now, longAgo) = (clock.Now(), clock.Now() - Remembered);
        await db.Set<OneTimeCode>().Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.Set<Attempts>().Where(a => a.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.Set<Session>().Where(s => s.ExpiresAt < longAgo).ExecuteDeleteAsync(ct);
    }
}
