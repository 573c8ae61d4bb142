using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Recurring;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising;

/// <summary>
/// Takes the clock's steps: activities end after their last shift, are closed when nobody evaluated them in time, and series get their coming weeks.
/// What is due stands in the database and each row is locked and looked at again, so several nodes may walk at once and a missed round loses nothing.
/// </summary>
internal sealed class ActivityPatrol(IServiceScopeFactory scopes, ActivitySettings settings, TimeProvider clock, ILogger<ActivityPatrol> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    private readonly Setbacks _setbacks = new(clock, log);

    /// <summary>One round; returns how many steps were taken. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var (over, stale) = (now, now.AddDays(-settings.CloseDays));
        var ended = await EachAsync(activities => activities.Where(a => a.EndsAt <= over && a.PublishedAt != null
            && (a.Status == ActivityStatus.Published || a.Status == ActivityStatus.Paused || a.Status == ActivityStatus.PendingReview || a.Status == ActivityStatus.Draft)), ActivityAction.End, ct);
        var closed = await EachAsync(activities => activities.Where(a => a.Status == ActivityStatus.Ended && a.EndsAt <= stale), ActivityAction.Close, ct);
        return ended + closed + await CarryOnAsync(ct);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Patrols.WalkAsync(Round, WalkAsync, log, "The clocks of activities could not be walked", stoppingToken);

    private async Task<int> EachAsync(Func<IQueryable<Activity>, IQueryable<Activity>> due, ActivityAction action, CancellationToken ct)
    {
        List<Guid> ids;
        var except = _setbacks.Waiting;
        await using (var scope = scopes.SystemScope())
        {
            ids = await due(scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<Activity>()).Where(a => !except.Contains(a.Id)).OrderBy(a => a.EndsAt).Take(Batch).Select(a => a.Id).ToListAsync(ct);
        }

        var stepped = 0;
        foreach (var id in ids)
        {
            stepped += await _setbacks.TryAsync(id, async () =>
            {
                await using var scope = scopes.SystemScope();
                return (await scope.ServiceProvider.GetRequiredService<ActivityBook>().StepAsync(id, action, ct)).Answer.IsDone ? 1 : 0;
            }, ct, isDue: true);
        }

        return stepped;
    }

    private async Task<int> CarryOnAsync(CancellationToken ct)
    {
        var through = clock.Today().AddDays(7 * SeriesBook.WeeksAhead);
        List<Guid> ids;
        var except = _setbacks.Waiting;
        await using (var scope = scopes.SystemScope())
        {
            ids = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<Series>().Where(s => s.EndedAt == null && s.MadeThrough < through && !except.Contains(s.Id))
                .OrderBy(s => s.MadeThrough).Take(Batch).Select(s => s.Id).ToListAsync(ct);
        }

        var made = 0;
        foreach (var id in ids)
        {
            made += await _setbacks.TryAsync(id, async () =>
            {
                await using var scope = scopes.SystemScope();
                return await scope.ServiceProvider.GetRequiredService<SeriesBook>().CarryOnAsync(id, ct);
            }, ct);
        }

        return made;
    }
}
