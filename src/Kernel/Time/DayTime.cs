using System.Globalization;

namespace Weiguang.Kernel.Time;

/// <summary>The one way in which sentences and lists write a day and a time of it, by the clock in China and in the reader's language. A point in time that stands alone is a <c>Stamp</c>.</summary>
public static class DayTime
{
    /// <summary>"12月4日 周五", "Fri 4 Dec", "пт 4 дек."</summary>
    /// <param name="local">By the clock in China.</param>
    public static string Day(DateTime local) => local.ToString(CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "zh" ? "M月d日 ddd" : "ddd d MMM", CultureInfo.CurrentCulture);

    /// <summary>"6:30"</summary>
    /// <param name="local">By the clock in China.</param>
    public static string Clock(DateTime local) => local.ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>"12月4日 周五 6:30"</summary>
    public static string Of(DateTime utc) => $"{Day(utc.ToShanghai())} {Clock(utc.ToShanghai())}";

    /// <summary>"12月4日 周五 14:00–16:00"; an end on another day says which.</summary>
    public static string Span(DateTime fromUtc, DateTime toUtc) => $"{Day(fromUtc.ToShanghai())} {Hours(fromUtc, toUtc)}";

    /// <summary>From when to when for somebody who knows the day: "14:00–16:00", "22:00 – 12月5日 周六 6:00".</summary>
    public static string Hours(DateTime fromUtc, DateTime toUtc)
    {
        var (from, to) = (fromUtc.ToShanghai(), toUtc.ToShanghai());
        return from.Date == to.Date ? $"{Clock(from)}–{Clock(to)}" : $"{Clock(from)} – {Day(to)} {Clock(to)}";
    }
}
