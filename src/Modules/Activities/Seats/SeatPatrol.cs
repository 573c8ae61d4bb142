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

    private readonly Beat _beat = new(scopes, clock, log);

    /// <summary>One round; returns how many holds lapsed. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var due = await _beat.FindAsync<AppDbContext, IReadOnlyList<(Guid Activity, Guid Shift)>>((db, except) => DueAsync(db, now, except, ct));
        return await _beat.EachAsync<SeatBook, (Guid Activity, Guid Shift)>(due, d => d.Shift, (book, d) => book.LapseAsync(d.Activity, d.Shift, ct), ct);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _beat.WalkAsync(Round, WalkAsync, "The held seats could not be looked at", stoppingToken);

    private static async Task<IReadOnlyList<(Guid Activity, Guid Shift)>> DueAsync(AppDbContext db, DateTime now, IReadOnlyList<Guid> except, CancellationToken ct)
    {
        var held = await db.Set<Signup>().Where(s => s.HoldUntil != null && s.HoldUntil <= now && s.Status == SignupStatus.Offered && !except.Contains(s.ShiftId))
            .OrderBy(s => s.HoldUntil).Take(Batch).Select(s => new { s.ActivityId, s.ShiftId }).ToListAsync(ct);
        var free = await db.Set<Shift>().Where(s => s.SettledAt == null && s.EndsAt > now && s.StartsAt > now && s.CancelledAt == null && s.Waiting > 0 && s.Taken < s.Capacity && !except.Contains(s.Id))
            .Join(db.Set<Activity>().Where(a => a.Status == ActivityStatus.Published), s => s.ActivityId, a => a.Id, (s, _) => new { s.ActivityId, ShiftId = s.Id, s.EndsAt })
            .OrderBy(s => s.EndsAt).Take(Batch).ToListAsync(ct);
        return [.. held.Select(s => (s.ActivityId, s.ShiftId)).Concat(free.Select(s => (s.ActivityId, s.ShiftId))).Distinct()];
    }
}
