using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel;

/// <summary>
/// What a patrol could not do. One bad row stops no other, and is not taken first for ever: it is left out of the next rounds, longer each time and an hour at most, so that whatever many of them there are what is due behind
/// them comes. Kept by each process for itself: another node, or the next start, tries once more.
/// </summary>
public sealed class Setbacks(TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, (int Times, DateTime Until)> _waiting = [];

    /// <summary>What is not looked at now.</summary>
    public IReadOnlyList<Guid> Waiting
    {
        get
        {
            var now = clock.Now();
            return [.. _waiting.Where(w => w.Value.Until > now).Select(w => w.Key)];
        }
    }

    /// <summary>Takes a step with one row; none when it failed, which is written down, or met another change, and then the next round looks again.</summary>
    /// <param name="isDue">Whether a row of which nothing came is due still, and would be found again at once.</param>
    public async Task<int> TryAsync(Guid id, Func<Task<int>> step, CancellationToken ct, bool isDue = false)
    {
        try
        {
            var steps = await Collisions.RepeatAsync(step);
            if (steps > 0 || !isDue)
            {
                _waiting.TryRemove(id, out _);
                return steps;
            }
        }
        catch (DbUpdateConcurrencyException e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "A step with {Row} met another change; the next round looks again.", id);
            return 0;
        }
        catch (DbUpdateException e) when (!ct.IsCancellationRequested && !_waiting.ContainsKey(id))
        {
            log.LogWarning(e, "A step with {Row} was refused by the database; the next round looks again.", id);
            _waiting[id] = (0, clock.Now()); // Once may be somebody who came first: only the second time it waits.
            return 0;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.Log(e is DbUpdateException ? LogLevel.Warning : LogLevel.Error, e, "A step with {Row} failed; the others go on.", id);
        }

        var now = clock.Now();
        _waiting.AddOrUpdate(id, _ => (1, now + First), (_, before) => (before.Times + 1, now + Later(before.Times)));
        return 0;
    }

    private static TimeSpan Later(int times) => times > 6 ? Most : First * (1 << times);
}
