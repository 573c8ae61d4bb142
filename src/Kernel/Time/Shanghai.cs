namespace Weiguang.Kernel.Time;

/// <summary>Times are stored in UTC and shown in Asia/Shanghai (UTC+8, no daylight saving since 1991).</summary>
public static class Shanghai
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly TimeSpan Ahead = TimeSpan.FromHours(9); // More than the zone ever was.

    /// <summary>The wall-clock time in China of a UTC instant. At the two ends of the calendar the time stands still.</summary>
    public static DateTime ToShanghai(this DateTime utc) => utc > DateTime.MaxValue - Ahead
        ? DateTime.MaxValue
        : TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The UTC instant of a wall-clock time in China.</summary>
    public static DateTime FromShanghai(this DateTime local) => local < DateTime.MinValue + Ahead
        ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)
        : TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone);

    /// <summary>The instant a day ends in China, which is when the next begins.</summary>
    public static DateTime EndInShanghai(this DateOnly day) => day == DateOnly.MaxValue
        ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)
        : day.AddDays(1).ToDateTime(TimeOnly.MinValue).FromShanghai();

    /// <summary>The day in China of a UTC instant.</summary>
    public static DateOnly DayInShanghai(this DateTime utc) => DateOnly.FromDateTime(utc.ToShanghai());

    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.Now().ToShanghai());

    /// <summary>The current instant, UTC.</summary>
    public static DateTime Now(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;
}
