using Weiguang.Kernel.Geo;

namespace Weiguang.Simulation.Regions;

/// <summary>A village or community with the point its people live around.</summary>
/// <param name="Name">As people say it: 瓦房村, 安静社区.</param>
/// <param name="Weight">How much is asked for here, one being usual.</param>
internal sealed record Settlement(long Code, string Name, GeoPoint Point, double Weight);

/// <summary>A township or street with what belongs to it.</summary>
internal sealed record Township(long Code, string Name, GeoPoint Point, bool IsUrban, IReadOnlyList<Settlement> Settlements)
{
    public bool IsMongolian => Name.Contains("蒙古族", StringComparison.Ordinal);
}

internal sealed record Landscape(long Code, string Name, GeoPoint Seat, IReadOnlyList<Township> Townships)
{
    public IEnumerable<Settlement> Settlements => Townships.SelectMany(t => t.Settlements);

    /// <summary>Winters with snow and stoves.</summary>
    public bool IsNorthern => Code / 10_000_000_000 is 22 or 23;
}
