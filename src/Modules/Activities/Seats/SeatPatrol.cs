using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Seats;

/// <summary>
/// Gives up the holds that ran out, and offers seats that are free while people wait. What is due stands in the database, so a missed round
/// loses nothing; each shift is locked and looked at again, so several nodes may walk at once.
/// </summary>
internal sealed class SeatPatrol(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SeatPatrol> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    private readonly Setbacks _setbacks = new(clock, log);

    /// <summary>One round; returns how many holds lapsed. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var lapsed = 0;
        foreach (var (activity, shift) in await DueAsync(clock.Now(), ct))
        {
            lapsed += await _setbacks.TryAsync(shift, async () =>
            {
                await using var scope = scopes.SystemScope();
                return await scope.ServiceProvider.GetRequiredService<SeatBook>().LapseAsync(activity, shift, ct);
            }, ct);
        }

        return lapsed;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Patrols.WalkAsync(Round, WalkAsync, log, "The held seats could not be looked at", stoppingToken);

    private async Task<IReadOnlyList<(Guid Activity, Guid Shift)>> DueAsync(DateTime now, CancellationToken ct)
    {
        var except = _setbacks.Waiting;
        await using var scope = scopes.SystemScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var held = await db.Set<Signup>().Where(s => s.HoldUntil != null && s.HoldUntil <= now && s.Status == SignupStatus.Offered && !except.Contains(s.ShiftId))
            .OrderBy(s => s.HoldUntil).Take(Batch).Select(s => new { s.ActivityId, s.ShiftId }).ToListAsync(ct);
        var free = await db.Set<Shift>().Where(s => s.SettledAt == null && s.EndsAt > now && s.StartsAt > now && s.CancelledAt == null && s.Waiting > 0 && s.Taken < s.Capacity && !except.Contains(s.Id))
            .Join(db.Set<Activity>().Where(a => a.Status == ActivityStatus.Published), s => s.ActivityId, a => a.Id, (s, _) => new { s.ActivityId, ShiftId = s.Id, s.EndsAt })
            .OrderBy(s => s.EndsAt).Take(Batch).ToListAsync(ct);
        return [.. held.Select(s => (s.ActivityId, s.ShiftId)).Concat(free.Select(s => (s.ActivityId, s.ShiftId))).Distinct()];
    }
}
