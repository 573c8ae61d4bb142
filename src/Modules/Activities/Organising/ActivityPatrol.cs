using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Activities.CheckIn.WalkIns;
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

    private readonly Beat _beat = new(scopes, clock, log);

    /// <summary>One round; returns how many steps were taken. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var (over, stale) = (now, now.AddDays(-settings.CloseDays));
        var ended = await EachAsync(activities => activities.Where(a => a.EndsAt <= over && a.PublishedAt != null
            && (a.Status == ActivityStatus.Published || a.Status == ActivityStatus.Paused || a.Status == ActivityStatus.PendingReview || a.Status == ActivityStatus.Draft)), ActivityAction.End, ct);
        var closed = await EachAsync(activities => activities.Where(a => a.Status == ActivityStatus.Ended && a.EndsAt <= stale), ActivityAction.Close, ct);
        await _beat.TryAsync<GuestBook>(Guid.Empty, guests => guests.ForgetAsync(ct), ct);
        return ended + closed + await CarryOnAsync(ct);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _beat.WalkAsync(Round, WalkAsync, "The clocks of activities could not be walked", stoppingToken);

    private async Task<int> EachAsync(Func<IQueryable<Activity>, IQueryable<Activity>> due, ActivityAction action, CancellationToken ct)
    {
        var ids = await _beat.FindAsync<AppDbContext, List<Guid>>((db, except) =>
            due(db.Set<Activity>()).Where(a => !except.Contains(a.Id)).OrderBy(a => a.EndsAt).Take(Batch).Select(a => a.Id).ToListAsync(ct));
        return await _beat.EachAsync<ActivityBook, Guid>(ids, id => id, async (book, id) => (await book.StepAsync(id, action, ct)).Answer.IsDone ? 1 : 0, ct, isDue: true);
    }

    private async Task<int> CarryOnAsync(CancellationToken ct)
    {
        var through = clock.Today().AddDays(7 * SeriesBook.WeeksAhead);
        var ids = await _beat.FindAsync<AppDbContext, List<Guid>>((db, except) => db.Set<Series>().Where(s => s.EndedAt == null && s.MadeThrough < through && !except.Contains(s.Id))
            .OrderBy(s => s.MadeThrough).Take(Batch).Select(s => s.Id).ToListAsync(ct));
        return await _beat.EachAsync<SeriesBook, Guid>(ids, id => id, (book, id) => book.CarryOnAsync(id, ct), ct);
    }
}
