using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weiguang.Kernel.Http;

namespace Weiguang.Kernel.Desks;

/// <summary>A request to a desk that settles nothing, or nothing that is not taken back: whoever asked it may be begun anew.</summary>
public interface IOnlyLooks;

/// <summary>
/// Where callers queue for something scarce. All requests of this process stand in one line; a worker takes up to <paramref name="size"/> of them
/// and settles them together, in order, in ONE transaction; each caller gets its own answer. The database stays the only truth: nothing is
/// remembered here, so a process may die at any moment, and several processes may keep desks for the same thing.
/// </summary>
/// <param name="settle">Settles a batch in a fresh scope (viewer: the system) and returns one answer per request, in request order.
/// When it throws, each request is settled alone, so that one bad request fails nobody else.</param>
public sealed class Desk<TRequest, TAnswer>(
    IServiceScopeFactory scopes, Func<IServiceProvider, IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TAnswer>>> settle, int size = 500) : BackgroundService
{
    private readonly Channel<Ticket> _line = Channel.CreateBounded<Ticket>(new BoundedChannelOptions(50_000) { SingleReader = true });

    /// <summary>Queues the request and waits for its answer. Once queued it is settled even when the caller goes away.</summary>
    public Task<TAnswer> AskAsync(TRequest request, CancellationToken ct = default)
    {
        OneAtATime.Check();
        return AskAsideAsync(request, ct);
    }

    /// <summary>The same also out of a transaction that is open around the whole request, where the database has more than one writer: what is settled here stays, whatever becomes of that.</summary>
    public async Task<TAnswer> AskAsideAsync(TRequest request, CancellationToken ct = default)
    {
        var ticket = new Ticket(request);
        await _line.Writer.WriteAsync(ticket, ct);
        if (request is not IOnlyLooks)
        {
            Keeping.Note();
        }

        return ct.CanBeCanceled ? await ticket.Answer.Task.WaitAsync(ct) : await ticket.Answer.Task;
    }

    /// <summary>Closes the line, settles who already stands in it, then stops: a graceful shutdown loses nobody.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _line.Writer.TryComplete();
        if (ExecuteTask is { } work)
        {
            // A host whose patience is over goes on without an exception: whoever still stands here was not answered, so nothing acknowledged is lost.
            await work.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Ticket>(size);
        while (await _line.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < size && _line.Reader.TryRead(out var ticket))
            {
                batch.Add(ticket);
            }

            await ServeAsync(batch);
            await Task.Yield(); // Let who was just answered come back: the next batch is fuller, and costs the same.
        }
    }

    private async Task ServeAsync(List<Ticket> batch)
    {
        try
        {
            var answers = await Collisions.RepeatAsync(() => SettleAsync([.. batch.Select(t => t.Request)]));
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Answer.TrySetResult(answers[i]);
            }
        }
        catch (Exception e) when (batch.Count == 1)
        {
            batch[0].Answer.TrySetException(e);
        }
        catch (Exception)
        {
            foreach (var ticket in batch)
            {
                await ServeAsync([ticket]);
            }
        }
    }

    private async Task<IReadOnlyList<TAnswer>> SettleAsync(IReadOnlyList<TRequest> requests)
    {
        await using var scope = scopes.SystemScope();
        scope.ServiceProvider.GetRequiredService<AppDbContext>().StandApart();
        using var trace = Signals.Traces.StartActivity($"desk {typeof(TRequest).Name}");
        Signals.DeskBatch.Record(requests.Count, new KeyValuePair<string, object?>("desk", typeof(TRequest).Name));
        var answers = await settle(scope.ServiceProvider, requests, CancellationToken.None);
        return answers.Count == requests.Count ? answers : throw new InvalidOperationException("A desk gives one answer per request.");
    }

    private sealed record Ticket(TRequest Request)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

public static class DeskExtensions
{
    /// <summary>Opens a desk for as long as the app runs.</summary>
    public static IServiceCollection AddDesk<TRequest, TAnswer>(
        this IServiceCollection services, Func<IServiceProvider, IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TAnswer>>> settle) => services
        .AddSingleton(provider => new Desk<TRequest, TAnswer>(provider.GetRequiredService<IServiceScopeFactory>(), settle))
        .AddHostedService(provider => provider.GetRequiredService<Desk<TRequest, TAnswer>>());
}
