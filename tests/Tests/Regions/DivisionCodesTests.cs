using FsCheck;
using FsCheck.Fluent;
using Weiguang.Regions;

namespace Weiguang.Tests.Regions;

public class DivisionCodesTests
{
    [Theory]
    [InlineData(0, 0, 0, 1_000_000_000_000)]
    [InlineData(220000000000, 1, 220000000000, 230000000000)]
    [InlineData(220800000000, 2, 220800000000, 220900000000)]
    [InlineData(220881000000, 3, 220881000000, 220882000000)]
    [InlineData(220881100000, 4, 220881100000, 220881101000)]
    [InlineData(220881100201, 5, 220881100201, 220881100202)]
    public void A_division_with_everything_below_is_a_range(long code, int level, long from, long to)
    {
        Assert.Equal(level, DivisionCodes.Level(code));
        Assert.Equal((from, to), DivisionCodes.Range(code));
    }

    [Fact]
    public void A_division_lies_in_the_range_of_each_division_above_it() => Check.QuickThrowOnFailure(Prop.ForAll(Codes().ToArbitrary(), code =>
    {
        for (var above = code; above != 0; above = DivisionCodes.Parent(above))
        {
            if (!DivisionCodes.Within(code, above) || DivisionCodes.Level(DivisionCodes.Parent(above)) >= DivisionCodes.Level(above))
            {
                return false;
            }
        }

        return DivisionCodes.Within(code, 0);
    }));

    [Fact]
    public void Ranges_of_one_level_touch_but_never_overlap() => Check.QuickThrowOnFailure(Prop.ForAll(Codes().ToArbitrary(), Codes().ToArbitrary(), (a, b) =>
    {
        var level = Math.Min(DivisionCodes.Level(a), DivisionCodes.Level(b));
        var (x, y) = (DivisionCodes.Above(a, level), DivisionCodes.Above(b, level));
        return x == y || !DivisionCodes.Within(a, y);
    }));

    /// <summary>Codes of all levels, ends of ranges among them.</summary>
    private static Gen<long> Codes() =>
        from province in Gen.Choose(11, 99)
        from city in Gen.Choose(0, 99)
        from county in Gen.Choose(0, 99)
        from township in Gen.Choose(0, 999)
        from village in Gen.Choose(0, 999)
        from level in Gen.Choose(1, 5)
        select DivisionCodes.Above((((((((province * 100L) + city) * 100) + county) * 1000) + township) * 1000) + village, level);
}
