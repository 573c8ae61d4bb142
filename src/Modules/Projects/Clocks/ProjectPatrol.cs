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

    private readonly Beat _beat = new(scopes, clock, log);

    /// <summary>One round; returns how many steps were taken. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var due = await _beat.FindAsync<AppDbContext, List<Guid>>((db, except) => db.Set<Project>()
            .Where(p => p.DueAt != null && p.DueAt <= now && !except.Contains(p.Id)).OrderBy(p => p.DueAt).Take(Batch).Select(p => p.Id).ToListAsync(ct));
        return await _beat.EachAsync<IServiceScopeFactory, Guid>(due, id => id, (own, id) => CatchUpAsync(own, id, ct), ct, isDue: true);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _beat.WalkAsync(Round, WalkAsync, "The project clocks could not be walked", stoppingToken);

    /// <summary>A plan approved late may have more than one date behind it.</summary>
    private static async Task<int> CatchUpAsync(IServiceScopeFactory scopes, Guid id, CancellationToken ct)
    {
        var steps = 0;
        while (await TickAsync(scopes, id, ct))
        {
            steps++;
        }

        return steps;
    }

    private static async Task<bool> TickAsync(IServiceScopeFactory scopes, Guid id, CancellationToken ct)
    {
        await using var scope = scopes.SystemScope();
        return await scope.ServiceProvider.GetRequiredService<ProjectBook>().TickAsync(id, ct);
    }
}
