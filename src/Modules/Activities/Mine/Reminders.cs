using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.Messages;
using Weiguang.Regions;

namespace Weiguang.Activities.Mine;

/// <summary>Tells everybody with a seat in the evening before, once a shift; the message leads to the card with the button to check in.</summary>
internal sealed class Reminders(AppDbContext db, ApprovedText approved, RegionDirectory regions, WhomToCall calls, MessageBox messages, TimeProvider clock)
{
    /// <summary>As the form has it: an activity of days is cut into shifts.</summary>
    private static readonly TimeSpan LongestShift = TimeSpan.FromDays(2);

    internal const int Batch = 200;

    /// <summary>Shifts that are due now.</summary>
    public async Task<IReadOnlyList<(Guid Activity, Guid Shift)>> DueAsync(IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        var now = clock.Now();
        var (to, end) = (now + Evening.Longest, now + Evening.Longest + LongestShift); // The end is what is indexed.
        var near = await db.Set<Shift>().Where(s => s.SettledAt == null && s.EndsAt > now && s.EndsAt <= end && s.StartsAt > now && s.StartsAt <= to && s.CancelledAt == null && s.RemindedAt == null && !except.Contains(s.Id))
            .Join(db.Set<Activity>().Where(a => a.PublishedAt != null && a.Status != ActivityStatus.Cancelled), s => s.ActivityId, a => a.Id, (s, _) => new { s.ActivityId, s.Id, s.StartsAt })
            .OrderBy(s => s.StartsAt).Take(Batch).ToListAsync(ct);
        return [.. near.Where(s => Evening.Before(s.StartsAt) <= now).Select(s => (s.ActivityId, s.Id))];
    }

    /// <summary>Returns how many were told; 0 where another node was first.</summary>
    public async Task<int> RemindAsync(Guid activityId, Guid shiftId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var now = clock.Now();
        var shift = (await db.LockUnscopedAsync<Shift>([activityId], ct)).Find(s => s.Id == shiftId);
        if (shift is null || shift.CancelledAt is not null || shift.RemindedAt is not null || Evening.Before(shift.StartsAt) > now || shift.StartsAt <= now)
        {
            return 0;
        }

        shift.Remind(now);
        var said = (await approved.ReadAsync([activityId], ct))[activityId];
        var place = said.PlaceIn(await regions.NamesAsync([said.DivisionCode], ct));
        var seated = await db.Set<Signup>().Where(s => s.ActivityId == activityId && s.ShiftId == shiftId && s.Status == SignupStatus.Accepted).Select(s => s.VolunteerId).ToListAsync(ct);
        var (kind, more) = Besides(said.Bring, await calls.TellAsync(activityId, ct));
        foreach (var volunteer in seated)
        {
            messages.Put(volunteer, kind, SeatNews.LinkTo(activityId), [said.Title, MessageBox.Span(shift.StartsAt, shift.EndsAt), place, .. more]);
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return seated.Count;
    }

    /// <summary>Which of the reminders it is, and what it says besides when and where.</summary>
    internal static (MessageKind Kind, string[] More) Besides(string bring, CallTo? call) => (bring, call) switch
    {
        ("", null) => (ActivityMessages.Reminder, []),
        (_, null) => (ActivityMessages.ReminderBring, [bring]),
        ("", _) => (ActivityMessages.ReminderCall, [call.Name, call.Phone]),
        _ => (ActivityMessages.ReminderBringCall, [bring, call.Name, call.Phone]),
    };
}

/// <summary>What is due stands in the database, so a missed round loses nothing, and several nodes may walk at once.</summary>
internal sealed class ReminderPatrol(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReminderPatrol> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly Beat _beat = new(scopes, clock, log);

    /// <summary>One round; returns how many people were told. Tests call it directly.</summary>
    public Task<int> WalkAsync(CancellationToken ct) => _beat.DrainAsync<Reminders, (Guid Activity, Guid Shift)>(
        (reminders, except) => reminders.DueAsync(except, ct), Reminders.Batch, d => d.Shift, (reminders, d) => reminders.RemindAsync(d.Activity, d.Shift, ct), ct);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _beat.WalkAsync(Round, WalkAsync, "Nobody could be reminded", stoppingToken);
}
