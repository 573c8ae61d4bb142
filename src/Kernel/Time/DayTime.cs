using System.Globalization;

namespace Weiguang.Kernel.Time;

/// <summary>
/// The one way in which the product writes a day and a time of it, by the clock in China and in the reader's language: 今天 8:40, 周一 11月30日 14:00. Which day today is, like the language, belongs to the request
/// (<see cref="Today"/>); where none is known (a message that leaves the house) days are written out. A year stands where it is not this one, and on whatever is kept (<see cref="IsKept"/>).
/// </summary>
public static class DayTime
{
    private static readonly AsyncLocal<DateOnly?> Known = new();

    private static readonly AsyncLocal<bool> Kept = new();

    private static readonly Dictionary<string, string[]> Near = new()
    {
        ["zh"] = ["昨天", "今天", "明天"],
        ["en"] = ["yesterday", "today", "tomorrow"],
        ["ru"] = ["вчера", "сегодня", "завтра"],
    };

    /// <summary>The reader's day in China; null where words like 今天 would not stay true.</summary>
    public static DateOnly? Today
    {
        get => Known.Value;
        set => Known.Value = value;
    }

    /// <summary>Whether it is written for years: a sheet of paper, an answer to a program. Then no day is without its year.</summary>
    public static bool IsKept
    {
        get => Kept.Value;
        set => Kept.Value = value;
    }

    private static string Language => CultureInfo.CurrentCulture.TwoLetterISOLanguageName;

    /// <summary>"周五 12月4日", "Fri 4 Dec", "пт 4 дек."; of another year "2027年12月4日", "4 Dec 2027", "4 дек. 2027".</summary>
    public static string Day(DateOnly day)
    {
        var isFar = IsKept || (Today is { } today && today.Year != day.Year);
        var pattern = (Language, isFar) switch
        {
            ("zh", true) => "yyyy年M月d日",
            ("zh", false) => "ddd M月d日",
            (_, true) => "d MMM yyyy",
            (_, false) => "ddd d MMM",
        };
        return day.ToString(pattern, CultureInfo.CurrentCulture);
    }

    /// <inheritdoc cref="Day(DateOnly)"/>
    /// <param name="local">By the clock in China.</param>
    public static string Day(DateTime local) => Day(DateOnly.FromDateTime(local));

    /// <summary>"今天", "明天", "昨天" where it is one of these, else the day.</summary>
    public static string Nearby(DateOnly day) =>
        Today is { } today && day.DayNumber - today.DayNumber is >= -1 and <= 1 and var away && Near.TryGetValue(Language, out var words) ? words[away + 1] : Day(day);

    /// <summary>"6:30"</summary>
    /// <param name="local">By the clock in China.</param>
    public static string Clock(DateTime local) => local.ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>"今天 6:30", "周五 12月4日 6:30"</summary>
    public static string Of(DateTime utc) => $"{Nearby(utc.DayInShanghai())} {Clock(utc.ToShanghai())}";

    /// <summary>An end at midnight belongs to the day before: 23:59 of that day, for 周四 0:00 reads as Thursday. Any other end as it is.</summary>
    public static DateTime Last(DateTime endUtc) => endUtc.ToShanghai().TimeOfDay == TimeSpan.Zero ? endUtc.AddMinutes(-1) : endUtc;

    /// <summary>"周五 12月4日 14:00–16:00"; an end on another day says which.</summary>
    public static string Span(DateTime fromUtc, DateTime toUtc) => $"{Nearby(fromUtc.DayInShanghai())} {Hours(fromUtc, toUtc)}";

    /// <summary>From when to when for somebody who knows the day: "14:00–16:00", "22:00 – 周六 12月5日 6:00".</summary>
    public static string Hours(DateTime fromUtc, DateTime toUtc) => fromUtc.DayInShanghai() == toUtc.DayInShanghai()
        ? $"{Clock(fromUtc.ToShanghai())}–{Clock(toUtc.ToShanghai())}"
        : $"{Clock(fromUtc.ToShanghai())} – {Of(toUtc)}";
}
