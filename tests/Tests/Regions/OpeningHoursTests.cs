using Weiguang.Regions;
using Weiguang.Regions.Stations;

namespace Weiguang.Tests.Regions;

public class OpeningHoursTests
{
    private const string Usual = "周一至周五 08:30-11:30,13:30-17:00；节假日 休息";

    [Theory]
    [InlineData(Usual)]
    [InlineData("星期一到星期五：8:30—11:30、13:30～17:00\n节假日 休息")]
    [InlineData("周一-周五 08：30－11：30，13：30－17：00;节假日休息")]
    [InlineData("工作日 8:30-11:30 13:30-17:00；节假日：休息")]
    [InlineData("Mo-Fr 08:30-11:30,13:30-17:00; PH off")]
    public void Hours_are_read_however_they_are_written(string text)
    {
        var hours = OpeningHours.Parse(text)!;

        Assert.Equal([new OpenSpan(510, 690), new(810, 1020)], hours.On(DayOfWeek.Wednesday));
        Assert.Empty(hours.On(DayOfWeek.Saturday));
        Assert.Empty(hours.OnHolidays!);
        Assert.Equal(hours.On(DayOfWeek.Friday), OpeningHours.Parse(hours.Text)!.On(DayOfWeek.Friday));
    }

    [Theory]
    [InlineData("有空就开")]
    [InlineData("周一 8:30")]
    [InlineData("周一 17:00-8:30")]
    [InlineData("周一 25:00-26:00")]
    [InlineData("周一 8:00-12:00,11:00-13:00")]
    [InlineData("周一至周八 8:00-9:00")]
    public void Hours_that_make_no_sense_are_refused(string text) => Assert.Null(OpeningHours.Parse(text));

    [Theory]
    [InlineData("2026-09-01T08:29", false, "2026-09-01T08:30")]
    [InlineData("2026-09-01T08:30", true, null)]
    [InlineData("2026-09-01T11:30", false, "2026-09-01T13:30")]
    [InlineData("2026-09-04T17:00", false, "2026-09-07T08:30")] // Friday evening, opens on Monday.
    [InlineData("2026-09-30T18:00", false, "2026-10-05T08:30")] // The three days of the National Day and a weekend.
    public void A_station_says_whether_it_is_open_and_when_it_opens(string at, bool open, string? opens)
    {
        var hours = OpeningHours.Parse(Usual)!;
        var now = DateTime.Parse(at);

        Assert.Equal(open, hours.IsOpen(now));
        Assert.Equal(opens is null ? null : DateTime.Parse(opens), hours.OpensAt(now));
    }

    [Fact]
    public void The_last_rule_for_a_day_wins_and_midnight_may_close()
    {
        var hours = OpeningHours.Parse("每天 全天；周六周日 9:00-24:00")!;

        Assert.Equal(new OpenSpan(0, 1440), Assert.Single(hours.On(DayOfWeek.Monday)));
        Assert.Equal(new OpenSpan(540, 1440), Assert.Single(hours.On(DayOfWeek.Sunday)));
        Assert.Null(hours.OnHolidays);
    }

    [Fact]
    public void Unknown_hours_are_neither_open_nor_closed()
    {
        Assert.False(OpeningHours.Unknown.IsKnown);
        Assert.Null(OpeningHours.Unknown.OpensAt(DateTime.Parse("2026-09-01T08:29")));
        Assert.Same(OpeningHours.Unknown, OpeningHours.Parse("  "));
    }

    /// <summary>The holidays of 2025 and 2026 as the State Council's notices name the days themselves, and the New Year of 2033 behind a leap month.</summary>
    [Theory]
    [InlineData(2025, "01-01 01-28 01-29 01-30 01-31 04-04 05-01 05-02 05-31 10-01 10-02 10-03 10-06")]
    [InlineData(2026, "01-01 02-16 02-17 02-18 02-19 04-05 05-01 05-02 06-19 09-25 10-01 10-02 10-03")]
    [InlineData(2034, "01-01 02-18 02-19 02-20 02-21 04-05 05-01 05-02 06-20 09-27 10-01 10-02 10-03")]
    public void Statutory_holidays_follow_both_calendars(int year, string days)
    {
        var found = Enumerable.Range(0, 365).Select(new DateOnly(year, 1, 1).AddDays).Where(Holidays.IsStatutory).Select(d => d.ToString("MM-dd"));

        Assert.Equal(days, string.Join(' ', found));
    }
}
