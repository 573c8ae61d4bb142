using System.Globalization;
using Weiguang.Kernel.Time;

namespace Weiguang.Tests.Kernel;

public class DayTimeTests
{
    private static readonly DateTime Evening = new(2026, 11, 29, 14, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("zh-CN", "周日 11月29日 22:30", "周日 11月29日 22:30–23:30", "周日 11月29日 22:30 – 周一 11月30日 6:30")]
    [InlineData("en", "Sun 29 Nov 22:30", "Sun 29 Nov 22:30–23:30", "Sun 29 Nov 22:30 – Mon 30 Nov 6:30")]
    [InlineData("ru", "вс 29 нояб. 22:30", "вс 29 нояб. 22:30–23:30", "вс 29 нояб. 22:30 – пн 30 нояб. 6:30")]
    public void A_day_and_its_time_are_written_one_way_in_each_language(string language, string point, string hour, string night) => Read(language, null, () =>
    {
        Assert.Equal(point, DayTime.Of(Evening));
        Assert.Equal(hour, DayTime.Span(Evening, Evening.AddHours(1)));
        Assert.Equal(night, DayTime.Span(Evening, Evening.AddHours(8)));
    });

    [Theory]
    [InlineData("zh-CN", 28, "明天 22:30 – 周一 11月30日 6:30")]
    [InlineData("zh-CN", 29, "今天 22:30 – 明天 6:30")]
    [InlineData("zh-CN", 30, "昨天 22:30 – 今天 6:30")]
    [InlineData("zh-CN", 27, "周日 11月29日 22:30 – 周一 11月30日 6:30")]
    [InlineData("en", 29, "today 22:30 – tomorrow 6:30")]
    [InlineData("ru", 30, "вчера 22:30 – сегодня 6:30")]
    public void What_is_near_is_called_as_people_call_it(string language, int today, string night) =>
        Read(language, new DateOnly(2026, 11, today), () => Assert.Equal(night, DayTime.Span(Evening, Evening.AddHours(8))));

    [Theory]
    [InlineData("zh-CN", "2025年11月29日 22:30")]
    [InlineData("en", "29 Nov 2025 22:30")]
    [InlineData("ru", "29 нояб. 2025 22:30")]
    public void Another_year_is_said(string language, string point) => Read(language, new DateOnly(2026, 11, 29), () => Assert.Equal(point, DayTime.Of(Evening.AddYears(-1))));

    [Theory]
    [InlineData("zh-CN", "2026年11月29日 22:30")]
    [InlineData("en", "29 Nov 2026 22:30")]
    [InlineData("ru", "29 нояб. 2026 22:30")]
    public void What_is_kept_says_its_year(string language, string point) => Read(language, null, () =>
    {
        DayTime.IsKept = true;
        Assert.Equal(point, DayTime.Of(Evening));
    });

    private static void Read(string language, DateOnly? today, Action look)
    {
        var (before, day, isKept) = (CultureInfo.CurrentCulture, DayTime.Today, DayTime.IsKept);
        (CultureInfo.CurrentCulture, DayTime.Today, DayTime.IsKept) = (CultureInfo.GetCultureInfo(language), today, false);
        try
        {
            look();
        }
        finally
        {
            (CultureInfo.CurrentCulture, DayTime.Today, DayTime.IsKept) = (before, day, isKept);
        }
    }

    [Fact]
    public void An_end_at_midnight_belongs_to_the_day_before()
    {
        var midnight = new DateTime(2026, 12, 2, 16, 0, 0, DateTimeKind.Utc);
        Assert.Equal(midnight.AddMinutes(-1), DayTime.Last(midnight));
        Assert.Equal(midnight.AddSeconds(1), DayTime.Last(midnight.AddSeconds(1)));
    }
}
