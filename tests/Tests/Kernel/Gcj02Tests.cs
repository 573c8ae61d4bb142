using FsCheck;
using FsCheck.Fluent;
using Weiguang.Kernel.Geo;

namespace Weiguang.Tests.Kernel;

public class Gcj02Tests(ITestOutputHelper output)
{
    /// <summary>Values of the test suite of eviltransform (MIT), the reference implementation.</summary>
    [Theory]
    [InlineData(31.1774276, 121.5272106, 31.17530398364597, 121.531541859215)]
    [InlineData(22.543847, 113.912316, 22.540796131694766, 113.9171764808363)]
    [InlineData(39.911954, 116.377817, 39.91334545536069, 116.38404722455657)]
    public void The_shift_is_that_of_the_maps(double lat, double lon, double shiftedLat, double shiftedLon)
    {
        var (gcjLat, gcjLon) = Gcj02.FromWgs84(new(lat, lon));

        Assert.Equal(shiftedLat, gcjLat, 1e-12);
        Assert.Equal(shiftedLon, gcjLon, 1e-12);
    }

    [Fact]
    public void There_and_back_again_is_the_same_place_within_a_hundredth_of_a_millimetre()
    {
        var worst = 0.0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(InChina().ToArbitrary(), point =>
        {
            var back = Gcj02.ToWgs84(Gcj02.FromWgs84(point));
            worst = Math.Max(worst, Metres(point, back));
            return Metres(point, back) < 1e-5;
        }));
        output.WriteLine($"Worst of 20,000: {worst * 1e6:0.000} µm");
    }

    [Theory]
    [InlineData(35, 105)]
    [InlineData(35.0000001, 104.9999999)]
    [InlineData(45.6, 122.8)]
    public void The_kink_of_the_formula_at_105_east_does_no_harm(double lat, double lon)
    {
        var shifted = Gcj02.FromWgs84(new(lat, lon));

        Assert.True(Metres(new(lat, lon), Gcj02.ToWgs84(shifted)) < 1e-5);
    }

    [Fact]
    public void Abroad_nothing_is_shifted() => Check.QuickThrowOnFailure(Prop.ForAll(Abroad().ToArbitrary(), point =>
        Gcj02.FromWgs84(point) == point && Gcj02.ToWgs84(point) == point));

    [Fact]
    public void In_China_there_is_a_shift_of_at_most_some_hundred_metres() => Check.QuickThrowOnFailure(Prop.ForAll(InChina().ToArbitrary(), point =>
        point.MetresTo(Gcj02.FromWgs84(point)) is > 0.1 and < 1500)); // At some places hardly any.

    /// <summary>Away from the edge of the box, where a shift may lead out of it.</summary>
    private static Gen<GeoPoint> InChina() => Points(18, 54, 73.5, 135.1);

    private static Gen<GeoPoint> Abroad() => Gen.OneOf(Points(-90, 0.8, -180, 180), Points(55.9, 90, -180, 180), Points(-90, 90, -180, 72), Points(-90, 90, 137.9, 180));

    private static Gen<GeoPoint> Points(double south, double north, double west, double east) =>
        from lat in Gen.Choose(0, 100_000_000)
        from lon in Gen.Choose(0, 100_000_000)
        select new GeoPoint(south + ((north - south) * lat / 1e8), west + ((east - west) * lon / 1e8));

    /// <summary>On the plane, because the haversine of two nearly equal points loses itself in rounding.</summary>
    private static double Metres(GeoPoint a, GeoPoint b) => 111_320 * Math.Sqrt(Math.Pow(a.Lat - b.Lat, 2) + Math.Pow(a.Lon - b.Lon, 2));
}
