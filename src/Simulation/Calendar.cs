namespace Weiguang.Simulation;

/// <summary>What will happen when; runs the events in order of time, and of booking where they fall on the same second.</summary>
internal sealed class Calendar(DateTime start)
{
    private readonly PriorityQueue<Action, (DateTime At, long Booked)> _events = new();
    private long _booked;

    public DateTime Now { get; private set; } = start;

    /// <summary>Books an event; one in the past happens now.</summary>
    public void At(DateTime at, Action happen)
    {
        var time = at < Now ? Now : at;
        _events.Enqueue(happen, (time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)), _booked++));
    }

    /// <summary>Lets everything up to the end happen. What lies beyond never does: so orders stand open as they do at any moment.</summary>
    public void Run(DateTime end, Action<double> progress)
    {
        var from = Now;
        for (var count = 0; _events.TryPeek(out _, out var next) && next.At <= end; count++)
        {
            Now = next.At > Now ? next.At : Now;
            _events.Dequeue()();
            if (count % 2000 == 0)
            {
                progress((Now - from) / (end - from));
            }
        }

        Now = end;
    }
}
