using System.Globalization;

namespace Weiguang.Regions;

/// <summary>
/// The thirteen statutory holidays of 《全国年节及纪念日放假办法》 as revised on 2024-11-10. Days off moved to bridge weekends are announced
/// each autumn and are not known ahead; a station's hours follow the statutory days only.
/// </summary>
internal static class Holidays
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    public static bool IsStatutory(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) or (5, 1) or (5, 2) or (10, 1) or (10, 2) or (10, 3) => true,
        (4, var d) when d == Qingming(day.Year) => true,
        _ => IsLunar(day),
    };

    /// <summary>New Year's Eve, the first three days of the year, Dragon Boat (5/5), Mid-Autumn (8/15).</summary>
    private static bool IsLunar(DateOnly day)
    {
        var date = day.ToDateTime(TimeOnly.MinValue);
        if (date < Lunar.MinSupportedDateTime || date.AddDays(1) > Lunar.MaxSupportedDateTime)
        {
            return false;
        }

        return LunarDay(date) is (1, 1 or 2 or 3) or (5, 5) or (8, 15) || LunarDay(date.AddDays(1)) is (1, 1);
    }

    /// <summary>Month and day of the lunar calendar; a leap month is 0, for no holiday falls into it.</summary>
    private static (int Month, int Day) LunarDay(DateTime date)
    {
        var (year, month, day) = (Lunar.GetYear(date), Lunar.GetMonth(date), Lunar.GetDayOfMonth(date));
        var leap = Lunar.GetLeapMonth(year); // Counted with the leap month: 7 means a second sixth month.
        return (leap == 0 || month < leap ? month : month == leap ? 0 : month - 1, day);
    }

    /// <summary>The day in April; the usual formula of this century for the solar term.</summary>
    private static int Qingming(int year) => (int)((year % 100 * 0.2422) + 4.81) - (year % 100 / 4);
}
