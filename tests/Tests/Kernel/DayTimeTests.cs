using System.Globalization;
using Weiguang.Kernel.Time;

namespace Weiguang.Tests.Kernel;

public class DayTimeTests
{
    private static readonly DateTime Evening = new(2026, 11, 29, 14, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("zh-CN", "11月29日 周日 22:30", "11月29日 周日 22:30–23:30", "11月29日 周日 22:30 – 11月30日 周一 6:30")]
    [InlineData("en", "Sun 29 Nov 22:30", "Sun 29 Nov 22:30–23:30", "Sun 29 Nov 22:30 – Mon 30 Nov 6:30")]
    [InlineData("ru", "вс 29 нояб. 22:30", "вс 29 нояб. 22:30–23:30", "вс 29 нояб. 22:30 – пн 30 нояб. 6:30")]
    public void A_day_and_its_time_are_written_one_way_in_each_language(string language, string point, string hour, string night)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        try
        {
            Assert.Equal(point, DayTime.Of(Evening));
            Assert.Equal(hour, DayTime.Span(Evening, Evening.AddHours(1)));
            Assert.Equal(night, DayTime.Span(Evening, Evening.AddHours(8)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
