using Weiguang.Kernel.Time;

namespace Weiguang.Tests.Ahead;

public class LunarDayTests
{
    /// <summary>Days everybody in China knows: New Year, Lantern Festival, Mid-Autumn, the eighth of the last month, a leap month.</summary>
    [Theory]
    [InlineData("2026-02-17", "农历正月初一")]
    [InlineData("2026-03-03", "农历正月十五")]
    [InlineData("2026-09-25", "农历八月十五")]
    [InlineData("2027-01-15", "农历腊月初八")]
    [InlineData("2026-11-28", "农历十月二十")]
    [InlineData("2025-07-25", "农历闰六月初一")]
    [InlineData("2025-08-23", "农历七月初一")]
    [InlineData("2026-02-16", "农历腊月廿九")]
    [InlineData("1800-01-01", "")]
    public void The_farmers_day_is_as_calendars_print_it(string day, string said) => Assert.Equal(said, LunarDay.Of(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
}
