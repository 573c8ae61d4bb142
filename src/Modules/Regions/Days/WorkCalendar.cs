using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Weiguang.Regions;

/// <summary>
/// Working days 工作日: Monday to Friday without statutory holidays. Each autumn the State Council announces which weekends are worked and which
/// days are off besides; a region writes them into the settings <c>WorkCalendar:Work</c> and <c>WorkCalendar:Off</c> (dates as yyyy-MM-dd).
/// </summary>
public sealed class WorkCalendar(IReadOnlySet<DateOnly> worked, IReadOnlySet<DateOnly> off)
{
    public bool IsWorkday(DateOnly day) => worked.Contains(day)
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.Contains(day) && !Holidays.IsStatutory(day));

    /// <summary>A public holiday or a day off announced beside one; an ordinary weekend is none.</summary>
    public bool IsHoliday(DateOnly day) => !worked.Contains(day) && (off.Contains(day) || Holidays.IsStatutory(day));

    /// <summary>A day of a weekend that is worked for a day off elsewhere 调休.</summary>
    public bool IsMadeUp(DateOnly day) => (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) && worked.Contains(day);

    /// <summary>The last of <paramref name="days"/> working days that follow <paramref name="day"/>, which itself does not count; the day itself for 0.</summary>
    public DateOnly After(DateOnly day, int days)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            days -= IsWorkday(day) ? 1 : 0;
        }

        return day;
    }

    internal static WorkCalendar Of(IConfiguration configuration) => new(Days(configuration, "WorkCalendar:Work"), Days(configuration, "WorkCalendar:Off"));

    private static HashSet<DateOnly> Days(IConfiguration configuration, string key) =>
        [.. configuration.GetSection(key).GetChildren().Select(day => DateOnly.ParseExact(day.Value!, "yyyy-MM-dd", CultureInfo.InvariantCulture))];
}
