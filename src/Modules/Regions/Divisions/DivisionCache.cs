using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Time;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Divisions;

/// <summary>
/// Holds the tree in memory: 53,000 rows are some 12 MB and change about once a year, while every list and page asks for names.
/// An import in this process is seen at once, one by another process some half a minute later. Read at start and refreshed in the background:
/// a request that asks inside its own transaction must never wait here for a second connection.
/// </summary>
internal sealed class DivisionCache(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DivisionCache> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Loaded? _loaded;
    private int _refreshing;

    public async ValueTask<DivisionTree> TreeAsync(CancellationToken ct)
    {
        var now = clock.Now();
        if (_loaded is not { } known)
        {
            return await RefreshAsync(now, ct);
        }

        if (now - known.CheckedAt >= Trust && Interlocked.Exchange(ref _refreshing, 1) == 0)
        {
            _ = RefreshBehindAsync(now);
        }

        return known.Tree;
    }

    /// <summary>See <see cref="DivisionTree.Read"/>; of what is in memory now.</summary>
    public string? Read(string text, bool isWhole) => _loaded?.Tree.Read(text, isWhole);

    public async Task StartAsync(CancellationToken cancellationToken) => await TreeAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Looks into the database again at the next question.</summary>
    public void Forget() => _loaded = null;

    public void Dispose() => _loading.Dispose();

    private async Task RefreshBehindAsync(DateTime now)
    {
        try
        {
            await RefreshAsync(now, CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "The divisions could not be looked at again; going on with those at hand.");
        }
        finally
        {
            Volatile.Write(ref _refreshing, 0);
        }
    }

    private async Task<DivisionTree> RefreshAsync(DateTime now, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            var known = _loaded;
            if (known is null || now - known.CheckedAt >= Trust)
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
                var edition = await db.Set<DivisionEdition>().OrderByDescending(e => e.Id).Select(e => e.Id).FirstOrDefaultAsync(ct);
                known = new(known?.Edition == edition ? known.Tree : await LoadAsync(db, ct), edition, now);
                _loaded = known;
            }

            return known.Tree;
        }
        finally
        {
            _loading.Release();
        }
    }

    private static async Task<DivisionTree> LoadAsync(AppDbContext db, CancellationToken ct)
    {
        var aliases = await db.Set<DivisionAlias>().AsNoTracking().ToListAsync(ct);
        var entries = await db.Set<Division>().AsNoTracking().OrderBy(d => d.Code)
            .Select(d => new DivisionTree.Entry(new Region(d.Code, d.Name, d.Level, d.Parent), d.Pinyin)).ToListAsync(ct);
        return new(entries, aliases);
    }

    private sealed record Loaded(DivisionTree Tree, Guid Edition, DateTime CheckedAt);
}
