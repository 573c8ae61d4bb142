using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Ui;

namespace Weiguang.Tests.Ui;

public class MapFrameTests
{
    private static readonly GeoPoint[] Taonan = [new(45.62, 122.05), new(45.70, 122.45), new(45.05, 122.75), new(45.15, 123.12)];

    [Fact]
    public void Everything_lies_on_the_drawing()
    {
        var frame = MapFrame.Around(Taonan);

        Assert.All(Taonan.Select(frame.Place), p => Assert.True(p.X >= 0 && p.X <= frame.Width && p.Y >= 0 && p.Y <= frame.Height, $"{p}"));
    }

    [Fact]
    public void North_is_up_east_is_right_and_a_kilometre_is_as_long_either_way()
    {
        var frame = MapFrame.Around(Taonan);
        var centre = new GeoPoint(45.375, 122.585);
        var (north, east) = (centre with { Lat = 45.475 }, centre with { Lon = 122.685 });

        var up = (frame.Place(centre).Y - frame.Place(north).Y) / centre.MetresTo(north);
        var right = (frame.Place(east).X - frame.Place(centre).X) / centre.MetresTo(east);

        Assert.True(up > 0);
        Assert.Equal(up, right, tolerance: up * 0.01);
    }

    [Fact]
    public void One_point_or_none_still_makes_a_map()
    {
        var village = new GeoPoint(45.33, 122.78);
        var (x, y) = MapFrame.Around([village]).Place(village);

        Assert.Equal(320, x, tolerance: 1);
        Assert.InRange(y, 100, 540);
        Assert.True(MapFrame.Around([]).Height > 0);
    }

    [Fact]
    public void A_fine_outline_loses_the_points_nobody_can_see()
    {
        GeoPoint[] fine = [.. Enumerable.Range(0, 5000).Select(i => new GeoPoint(45 + (0.5 * Math.Sin(i * Math.Tau / 5000)), 122 + (0.5 * Math.Cos(i * Math.Tau / 5000))))];

        Assert.True(MapFrame.Around(fine).Path(fine).Length < 20_000);
    }
}
