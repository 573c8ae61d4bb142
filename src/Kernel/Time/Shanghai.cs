namespace Weiguang.Kernel.Time;

/// <summary>Times are stored in UTC and shown in Asia/Shanghai (UTC+8, no daylight saving since 1991).</summary>
public static class Shanghai
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The wall-clock time in China of a UTC instant.</summary>
    public static DateTime ToShanghai(this DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The UTC instant of a wall-clock time in China.</summary>
    public static DateTime FromShanghai(this DateTime local) => TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone);

    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.Now().ToShanghai());

    /// <summary>The current instant, UTC.</summary>
    public static DateTime Now(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;
}
