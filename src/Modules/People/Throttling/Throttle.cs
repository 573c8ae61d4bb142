using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Desks;

namespace Weiguang.People.Throttling;

/// <summary>At most so many times within a window that slides.</summary>
internal sealed record Limit(int Times, TimeSpan Window);

/// <summary>
/// Lets something happen only so often per phone, address or person, over all nodes: the times stand in one row per key. All who ask in this process are
/// counted together at a desk, also out of a form's transaction: nobody holds a row for longer than it takes to write it. Only where the database has one writer, a form counts within its transaction.
/// </summary>
internal sealed class Throttle(Desk<Attempt, TimeSpan?> desk, Lazy<AttemptBook> book)
{
    public static IServiceCollection AddTo(IServiceCollection services) => services
        .AddScoped<Throttle>().AddScoped<AttemptBook>()
        .AddDesk<Attempt, TimeSpan?>((scope, attempts, ct) => scope.GetRequiredService<AttemptBook>().SettleAsync(attempts, ct));

    /// <returns>Null when it may happen now (and is counted); otherwise how long to wait.</returns>
    public Task<TimeSpan?> TakeAsync(string key, IReadOnlyList<Limit> limits) => SettleAsync(new Attempt(key, limits));

    /// <summary>Takes the latest attempt back, when it came to nothing.</summary>
    public async Task GiveBackAsync(string key)
    {
        try
        {
            await SettleAsync(new Attempt(key, null));
        }
        catch (Exception e) when (OneAtATime.IsOpen && e is DbException or InvalidOperationException)
        {
            // The transaction around it is lost, and the attempt with it; the error that led here is the one to tell.
        }
    }

    /// <summary>Forgets earlier attempts, after one that proved who it was.</summary>
    public Task ClearAsync(string key, CancellationToken ct) => book.Value.ClearAsync(key, ct);

    internal static TimeSpan? WaitOf(long[] recent, IReadOnlyList<Limit> limits, DateTime now)
    {
        var until = limits.Select(limit => limit.Times <= 0 ? (now + limit.Window).Ticks : recent.Where(t => t > (now - limit.Window).Ticks).Order().ToArray() is var inside && inside.Length >= limit.Times
            ? inside[^limit.Times] + limit.Window.Ticks
            : 0).Max();
        return until > now.Ticks ? TimeSpan.FromTicks(until - now.Ticks) : null;
    }

    // Nobody hangs up on it: what is counted has to be known, so that it can be given back.
    private async Task<TimeSpan?> SettleAsync(Attempt attempt) =>
        OneAtATime.IsOpen && book.Value.HasOneWriter ? (await book.Value.SettleAsync([attempt], CancellationToken.None))[0] : await desk.AskAsideAsync(attempt);
}
