using System.Globalization;

namespace Weiguang.Kernel.Time;

/// <summary>The day of the farmers' calendar, as old people say it: 农历十月二十.</summary>
public static class LunarDay
{
    private static readonly ChineseLunisolarCalendar Calendar = new();
    private static readonly string[] Months = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
    private static readonly string[] Tens = ["初", "十", "廿"];
    private const string Digits = "一二三四五六七八九十";

    /// <summary>Empty outside the calendar's years, 1901 to 2101.</summary>
    public static string Of(DateOnly day)
    {
        var at = day.ToDateTime(TimeOnly.MinValue);
        if (at < Calendar.MinSupportedDateTime || at > Calendar.MaxSupportedDateTime)
        {
            return "";
        }

        var (year, month) = (Calendar.GetYear(at), Calendar.GetMonth(at));
        var leap = Calendar.GetLeapMonth(year); // The place of the second of two equal months; 0 without one.
        var name = Months[(leap > 0 && month >= leap ? month - 1 : month) - 1];
        return $"农历{(month == leap ? "闰" : "")}{name}月{Day(Calendar.GetDayOfMonth(at))}";
    }

    private static string Day(int day) => day switch
    {
        20 => "二十",
        30 => "三十",
        _ => $"{Tens[(day - 1) / 10]}{Digits[(day - 1) % 10]}",
    };
}
