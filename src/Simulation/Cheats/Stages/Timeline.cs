namespace Weiguang.Simulation.Cheats.Stages;

/// <summary>
/// Lets many plays go on at once in simulated time, one step at a time: whoever waits for a later moment lets the others go on, and the clock goes to the earliest moment that somebody waits for.
/// So the same plays take the same steps in the same order.
/// </summary>
/// <param name="go">Takes the clock to a moment, with whatever happens by itself until then.</param>
internal sealed class Timeline(Func<DateTime> now, Func<DateTime, Task> go)
{
    private readonly PriorityQueue<TaskCompletionSource, (DateTime At, int Order)> _waiting = new();
    private readonly List<Exception> _faults = [];
    private TaskCompletionSource _stepped = new();
    private int _order;

    /// <summary>Whoever awaits it goes on when the clock shows that moment.</summary>
    public Task UntilAsync(DateTime at)
    {
        if (at <= now())
        {
            return Task.CompletedTask;
        }

        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(turn, (at, _order++));
        _stepped.SetResult();
        return turn.Task;
    }

    public async Task RunAsync(IEnumerable<Func<Task>> plays)
    {
        foreach (var play in plays)
        {
            await StepAsync(() => _ = PlayAsync(play));
        }

        while (_faults.Count == 0 && _waiting.TryDequeue(out var turn, out var moment))
        {
            await go(moment.At);
            await StepAsync(turn.SetResult);
        }

        if (_faults.Count > 0)
        {
            throw new AggregateException(_faults);
        }
    }

    private async Task StepAsync(Action step)
    {
        _stepped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        step();
        await _stepped.Task;
    }

    private async Task PlayAsync(Func<Task> play)
    {
        try
        {
            await play();
        }
        catch (Exception e)
        {
            _faults.Add(e);
        }

        _stepped.SetResult();
    }
}
