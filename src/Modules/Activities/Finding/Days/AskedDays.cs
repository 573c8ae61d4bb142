using System.Globalization;

namespace Weiguang.Activities.Finding.Days;

/// <summary>Which days an address asks for; what cannot be read asks for none.</summary>
/// <param name="First">Null for all.</param>
internal sealed record AskedDays(DateOnly? First, DateOnly? Last)
{
    public const string Today = "today";

    public const string Weekend = "weekend";

    /// <param name="when">today, weekend.</param>
    /// <param name="day">yyyy-MM-dd, when nothing of that was asked.</param>
    public static AskedDays Read(string? when, string? day, DateOnly today) => when switch
    {
        Today => new(today, today),
        Weekend => WeekendOf(today),
        _ => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? new(asked, asked) : new(null, null),
    };

    /// <summary>The first of a month written yyyy-MM, this one or a later; this month when it is none.</summary>
    public static DateOnly Month(string? month, DateOnly today)
    {
        var own = new DateOnly(today.Year, today.Month, 1);
        return DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked > own && asked < own.AddYears(2) ? asked : own;
    }

    /// <summary>Saturday and Sunday; on a Sunday what is left of it.</summary>
    private static AskedDays WeekendOf(DateOnly today) => today.DayOfWeek == DayOfWeek.Sunday ? new(today, today) : Two(today.AddDays(DayOfWeek.Saturday - today.DayOfWeek));

    private static AskedDays Two(DateOnly saturday) => new(saturday, saturday.AddDays(1));
}
