namespace Weiguang.Kernel.Time;

/// <summary>
/// The years anybody here can mean. A slip of the finger (0226, 20261) is told at the field, and arithmetic never comes to the ends of the calendar.
/// </summary>
public static class Years
{
    public const int First = 1900;
    public const int Last = 2199;

    public static bool IsMeant(this DateOnly day) => day.Year is >= First and <= Last;

    public static bool IsMeant(this DateTime time) => time.Year is >= First and <= Last;
}
