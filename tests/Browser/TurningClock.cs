namespace Weiguang.Browser;

/// <summary>A clock that goes on as clocks do and can be put forward: what looks around every few minutes then looks at once.</summary>
internal sealed class TurningClock : TimeProvider
{
    private readonly List<Ticking> _timers = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    /// <summary>Puts the clock forward; never back.</summary>
    public void TurnTo(DateTimeOffset time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, GetUtcNow());
        _ahead += time - GetUtcNow();
        Ticking[] due;
        lock (_timers)
        {
            due = [.. _timers];
        }

        Array.ForEach(due, timer => timer.Tick());
    }

    public void Turn(TimeSpan by) => TurnTo(GetUtcNow() + by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period == Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period); // A time-out: it guards against a slow machine, which the clock says nothing about.
        }

        lock (_timers)
        {
            var timer = new Ticking(this, callback, state, base.CreateTimer(callback, state, dueTime, period));
            _timers.Add(timer);
            return timer;
        }
    }

    private sealed class Ticking(TurningClock clock, TimerCallback callback, object? state, ITimer real) : ITimer
    {
        public void Tick() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => real.Change(dueTime, period);

        public void Dispose()
        {
            lock (clock._timers)
            {
                clock._timers.Remove(this);
            }

            real.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            Dispose();
            await real.DisposeAsync();
        }
    }
}
