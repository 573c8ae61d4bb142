namespace Weiguang.Tests.Support;

/// <summary>A clock that stands still until told: Tuesday 1 September 2026, ten in the morning in China. Timers run in real time.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 9, 1, 2, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Set(DateTimeOffset now) => _now = now;

    public void Advance(TimeSpan by) => _now += by;
}
