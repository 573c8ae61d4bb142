using Weiguang.Orders.Domain;

namespace Weiguang.Orders;

/// <summary>What a region may set differently; section <c>Orders</c> of the configuration.</summary>
public sealed class OrderSettings
{
    public OrderClocks Clocks { get; set; } = new();

    /// <summary>How near to the order's position a check-in proves presence, in metres.</summary>
    public int FenceMetres { get; set; } = 300;

    /// <summary>A position less exact than this proves nothing, in metres.</summary>
    public int WorstAccuracyMetres { get; set; } = 500;

    /// <summary>Wrong codes after which the code no longer counts for this service.</summary>
    public int CodeTries { get; set; } = 5;

    /// <summary>A service counts so long before and after the agreed time.</summary>
    public int SlackMinutes { get; set; } = 120;

    /// <summary>From when somebody who is expected then may check in: nothing counts before.</summary>
    public DateTime OpensAt(DateTime agreedFrom) => agreedFrom.AddMinutes(-SlackMinutes);

    /// <summary>A service is never counted longer than this, in minutes: who forgets to check out gains nothing by it.</summary>
    public int LongestServiceMinutes { get; set; } = 8 * 60;

    /// <summary>奖单: points for each full hour of proven service, counted by the minute.</summary>
    public int PointsPerHour { get; set; } = 10;

    /// <summary>Orders rated with at least this many stars, and solved, are rewarded at once; the others wait for the station. 6 switches it off.</summary>
    public int RewardAtOnceFromStars { get; set; } = 4;

    public int FollowUpHours { get; set; } = 48;

    /// <summary>How far volunteers are looked for, in metres.</summary>
    public int SearchMetres { get; set; } = 20_000;

    /// <summary>Full years that whoever goes to a resident must have, whatever the service; 0 asks no age.</summary>
    public int MinAge { get; set; }

    public int PointsFor(int minutes) => minutes * PointsPerHour / 60;
}
