namespace Weiguang.Simulation.Cheats;

/// <summary>The clock of a product that is played: it shows what the player set. Timers run in real time.</summary>
public sealed class ShownClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Set(DateTime now) => _now = new(now);
}
