namespace Weiguang.Simulation;

/// <summary>A clock that shows the simulated time to code that asks for it.</summary>
internal sealed class SetClock(DateTime now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(now);
}
