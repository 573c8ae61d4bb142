using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Clocks;

/// <summary>Tells both sides of a visit in the evening before, once: who goes, and who is waiting. The address stays on the page of the order, where looks are written down.</summary>
internal sealed class VisitReminders(AppDbContext db, MessageBox messages, PersonDirectory people, RegionDirectory regions, TimeProvider clock)
{
    internal const int Batch = 200;

    public async Task<IReadOnlyList<Guid>> DueAsync(IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        var now = clock.Now();
        var to = now + Evening.Longest;
        var near = await db.Set<Order>().Where(o => o.Status == OrderStatus.Accepted && o.RemindedAt == null && o.AgreedFrom > now && o.AgreedFrom <= to && !except.Contains(o.Id))
            .OrderBy(o => o.AgreedFrom).Take(Batch).Select(o => new { o.Id, o.AgreedFrom }).ToListAsync(ct);
        return [.. near.Where(o => Evening.Before(o.AgreedFrom!.Value) <= now).Select(o => o.Id)];
    }

    /// <summary>Returns how many were told; 0 where another node was first, or it was given back meanwhile.</summary>
    public async Task<int> RemindAsync(Guid id, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var now = clock.Now();
        if (await db.LockAsync<Order>(id, ct) is not { Status: OrderStatus.Accepted, RemindedAt: null, VolunteerId: { } volunteer, AgreedFrom: { } from, AgreedTo: { } until } order || from <= now || Evening.Before(from) > now)
        {
            return 0;
        }

        order.Remind(now);
        var (when, place) = (MessageBox.Span(from, until), (await regions.NamesAsync([order.DivisionCode], ct)).GetValueOrDefault(order.DivisionCode, ""));
        messages.Put(volunteer, OrderMessages.GoTomorrow, OrderNews.LinkTo(order), order.Title, when, place);
        messages.Put(order.AskerId, OrderMessages.ComesTomorrow, OrderNews.LinkTo(order), order.Title, when, (await people.FindAsync(volunteer, ct))?.Name ?? "");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return 2;
    }
}

internal sealed class VisitReminderPatrol(IServiceScopeFactory scopes, TimeProvider clock, ILogger<VisitReminderPatrol> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly Beat _beat = new(scopes, clock, log);

    /// <summary>One round; returns how many people were told. Tests call it directly.</summary>
    public Task<int> WalkAsync(CancellationToken ct) => _beat.DrainAsync<VisitReminders, Guid>(
        (reminders, except) => reminders.DueAsync(except, ct), VisitReminders.Batch, id => id, (reminders, id) => reminders.RemindAsync(id, ct), ct);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _beat.WalkAsync(Round, WalkAsync, "Nobody could be reminded of a visit", stoppingToken);
}
