using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Outbox;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel;

/// <summary>Something that happened in one room and that others hear of: written with the change itself, heard once by each subscriber in its own time.</summary>
public interface IEvent
{
    /// <summary>Module and name, <c>projects.exclusions-changed</c>. It stands in rows that wait, so it is not changed.</summary>
    static abstract string Name { get; }
}

/// <summary>Hears events of one kind, in the transaction that marks them heard by it. What it cannot take waits for it alone.</summary>
public interface ISubscriber<TEvent> where TEvent : IEvent
{
    /// <param name="events">In the order they were published, as far as none had to wait; take them set-based.</param>
    Task HandleAsync(IReadOnlyList<TEvent> events, CancellationToken ct);
}

/// <summary>Who hears what, as the modules have said it.</summary>
public sealed class Subscriptions
{
    private readonly FrozenDictionary<(string Event, string Subscriber), Subscription> _all;
    private readonly FrozenDictionary<string, string[]> _subscribers;

    internal Subscriptions(IEnumerable<Subscription> all)
    {
        _all = all.ToFrozenDictionary(s => (s.Event, s.Subscriber));
        _subscribers = _all.Values.GroupBy(s => s.Event, s => s.Subscriber).ToFrozenDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).ToArray());
    }

    internal IReadOnlyList<string> To(string @event) => _subscribers.GetValueOrDefault(@event, []);

    internal Subscription? Find(string @event, string subscriber) => _all.GetValueOrDefault((@event, subscriber));
}

/// <summary>How an event's payloads reach one of its subscribers.</summary>
/// <param name="Wants">Whether this one is any of its business; the others leave no row.</param>
internal sealed record Subscription(string Event, string Subscriber, Func<object, bool> Wants, Func<IServiceProvider, IEnumerable<string>, CancellationToken, Task> HandleAsync);

public static class EventExtensions
{
    /// <summary>Tells everybody who subscribes, with the current transaction or not at all: a row for each, so that nobody waits for another's trouble.</summary>
    public static void Publish<TEvent>(this AppDbContext db, TEvent happened, TimeProvider clock) where TEvent : IEvent
    {
        var (now, payload) = (clock.Now(), JsonSerializer.Serialize(happened));
        foreach (var subscriber in db.Subscriptions.To(TEvent.Name).Where(s => db.Subscriptions.Find(TEvent.Name, s)!.Wants(happened)))
        {
            db.Add(new OutboxRow { Event = TEvent.Name, Subscriber = subscriber, Order = db.NextEvent(), Payload = payload, CreatedAt = now, DueAt = now });
        }

        db.Announce(OutboxPump.Topic);
    }

    /// <summary>What one of its subscribers has not heard yet; for checks.</summary>
    public static async Task<IReadOnlyList<TEvent>> UnderwayAsync<TEvent>(this AppDbContext db, string subscriber, CancellationToken ct) where TEvent : IEvent
    {
        var name = TEvent.Name;
        var payloads = await db.Set<OutboxRow>().Where(r => r.DoneAt == null && r.Event == name && r.Subscriber == subscriber).Select(r => r.Payload).ToListAsync(ct);
        return payloads.ConvertAll(p => JsonSerializer.Deserialize<TEvent>(p)!);
    }

    /// <param name="name">Of the subscriber among those of this event, by what it does: <c>activities.follow</c>. It stands in rows that wait, so it is not changed.</param>
    /// <param name="wants">Which of them it hears; all when left out.</param>
    public static IServiceCollection AddSubscriber<TEvent, TSubscriber>(this IServiceCollection services, string name, Func<TEvent, bool>? wants = null) where TEvent : IEvent where TSubscriber : class, ISubscriber<TEvent> => services
        .AddScoped<TSubscriber>()
        .AddSingleton(new Subscription(TEvent.Name, name, happened => wants?.Invoke((TEvent)happened) ?? true, async (scope, payloads, ct) =>
            await scope.GetRequiredService<TSubscriber>().HandleAsync([.. payloads.Select(p => JsonSerializer.Deserialize<TEvent>(p)!)], ct)));
}
