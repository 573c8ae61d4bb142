using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Time;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading;

namespace Weiguang.Projects.Clocks;

/// <summary>
/// Moves projects on by their dates: recruiting begins, recruiting ends, the round ends, nobody evaluated it. What is due stands in the
/// database, so a missed round loses nothing; each project is locked and looked at again, so several nodes may walk at once.
/// </summary>
internal sealed class ProjectPatrol(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ProjectPatrol> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly Setbacks _setbacks = new(clock, log);

    /// <summary>One round; returns how many steps were taken. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var (now, except) = (clock.Now(), _setbacks.Waiting);
        List<Guid> due;
        await using (var scope = scopes.SystemScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<Project>()
                .Where(p => p.DueAt != null && p.DueAt <= now && !except.Contains(p.Id)).OrderBy(p => p.DueAt).Take(Batch).Select(p => p.Id).ToListAsync(ct);
        }

        var steps = 0;
        foreach (var id in due)
        {
            steps += await _setbacks.TryAsync(id, () => CatchUpAsync(id, ct), ct, isDue: true);
        }

        return steps;
    }

    /// <summary>A plan approved late may have more than one date behind it.</summary>
    private async Task<int> CatchUpAsync(Guid id, CancellationToken ct)
    {
        var steps = 0;
        while (await TickAsync(id, ct))
        {
            steps++;
        }

        return steps;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Patrols.WalkAsync(Round, WalkAsync, log, "The project clocks could not be walked", stoppingToken);

    private async Task<bool> TickAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.SystemScope();
        return await scope.ServiceProvider.GetRequiredService<ProjectBook>().TickAsync(id, ct);
    }
}
