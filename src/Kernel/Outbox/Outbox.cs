using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Outbox;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel;

/// <summary>Handles messages of one type, in the transaction that marks them done. Each type has one handler.</summary>
public interface IOutboxHandler<T>
{
    /// <param name="messages">In the order they were published; handle them set-based.</param>
    Task HandleAsync(IReadOnlyList<T> messages, CancellationToken ct);
}

public static class OutboxExtensions
{
    /// <summary>Writes a message that leaves with the current transaction, or not at all.</summary>
    public static void Publish<T>(this AppDbContext db, T message, TimeProvider clock)
    {
        db.Add(new OutboxRow { Topic = typeof(T).Name, Payload = JsonSerializer.Serialize(message), CreatedAt = clock.Now(), DueAt = clock.Now() });
        db.Announce(OutboxPump.Topic);
    }

    public static IServiceCollection AddOutboxHandler<T, THandler>(this IServiceCollection services) where THandler : class, IOutboxHandler<T> => services
        .AddScoped<IOutboxHandler<T>, THandler>()
        .AddSingleton(new OutboxRoute(typeof(T).Name, async (scope, payloads, ct) =>
            await scope.GetRequiredService<IOutboxHandler<T>>().HandleAsync([.. payloads.Select(p => JsonSerializer.Deserialize<T>(p)!)], ct)));
}

/// <summary>How a topic's payloads reach their handler.</summary>
internal sealed record OutboxRoute(string Topic, Func<IServiceProvider, IEnumerable<string>, CancellationToken, Task> HandleAsync);
