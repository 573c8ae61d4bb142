using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.People;

/// <summary>
/// When a volunteer has time: a grid of 8 rows (Monday to Sunday, then public holidays) and 3 columns (morning, afternoon, evening),
/// numbered 1 to 24 row by row as in the national system, and kept as bits (number − 1) of one integer.
/// </summary>
public static class AvailabilitySlots
{
    public const int Count = 24;

    private const int Monday = 0;
    private const int Friday = 4;
    private const int Holiday = 7;

    /// <summary>Every slot ticked.</summary>
    public const int Always = (1 << Count) - 1;

    public static readonly IReadOnlyList<Term> Days =
    [
        new("1", "星期一", "Monday", "Понедельник"),
        new("2", "星期二", "Tuesday", "Вторник"),
        new("3", "星期三", "Wednesday", "Среда"),
        new("4", "星期四", "Thursday", "Четверг"),
        new("5", "星期五", "Friday", "Пятница"),
        new("6", "星期六", "Saturday", "Суббота"),
        new("7", "星期日", "Sunday", "Воскресенье"),
        new("8", "节假日", "Holidays", "Праздники"),
    ];

    public static readonly IReadOnlyList<Term> Parts =
    [
        new("1", "上午", "Morning", "Утро"),
        new("2", "下午", "Afternoon", "День"),
        new("3", "晚上", "Evening", "Вечер"),
    ];

    /// <param name="day">0 is Monday, 7 is a public holiday.</param>
    /// <param name="part">0 morning, 1 afternoon, 2 evening.</param>
    public static int Number(int day, int part) => (day * 3) + part + 1;

    public static int Bit(int number) => 1 << (number - 1);

    public static bool Has(int availability, int number) => (availability & Bit(number)) != 0;

    /// <summary>The slot of an instant (UTC): morning until 12, afternoon until 18, evening after, by the clock in China.</summary>
    public static int At(DateTime utc) => Number(WeekdayOf(utc.ToShanghai()), PartOf(utc.ToShanghai()));

    /// <summary>
    /// The same as people live it: a public holiday is a holiday whatever weekday it falls on, and a weekend day that is worked for one is the working day beside it.
    /// So who works all week has time on a holiday only where they said so, and has none on a made-up Saturday.
    /// </summary>
    public static int At(DateTime utc, WorkCalendar calendar)
    {
        var local = utc.ToShanghai();
        var day = DateOnly.FromDateTime(local);
        var row = calendar.IsHoliday(day) ? Holiday : !calendar.IsMadeUp(day) ? WeekdayOf(local) : day.DayOfWeek == DayOfWeek.Saturday ? Friday : Monday;
        return Number(row, PartOf(local));
    }

    private static int WeekdayOf(DateTime local) => ((int)local.DayOfWeek + 6) % 7;

    private static int PartOf(DateTime local) => local.Hour < 12 ? 0 : local.Hour < 18 ? 1 : 2;
}
