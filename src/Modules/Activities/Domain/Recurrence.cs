using System.Globalization;

namespace Weiguang.Activities.Domain;

internal enum Frequency { Weekly, Monthly }

/// <summary>A weekday; within a month the nth one from its beginning (1 to 5) or its last (-1), 0 in a weekly rule.</summary>
internal readonly record struct NthDay(int Nth, DayOfWeek Day);

/// <summary>
/// How days repeat, in China's calendar: the part of RFC 5545's RRULE that service days need, WEEKLY by weekdays and MONTHLY by nth weekday, with INTERVAL, and UNTIL or COUNT.
/// Weeks begin on Monday (RFC 5545, WKST). Unlike there the first day is only a day of the rule when it fits the rule.
/// </summary>
internal sealed record Recurrence(Frequency Frequency, int Interval, IReadOnlyList<NthDay> Days, DateOnly? Until = null, int? Count = null)
{
    private const int MostYears = 10;
    private const int LastYear = 9900;
    private static readonly string[] Codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>The days from <paramref name="start"/> on, in order; ends after ten years at the latest, and there are none at the end of the calendar.</summary>
    public IEnumerable<DateOnly> From(DateOnly start)
    {
        if (start.Year > LastYear)
        {
            yield break;
        }

        var last = start.AddYears(MostYears);
        var until = Until < last ? Until.Value : last;
        var given = 0;
        foreach (var day in (Frequency == Frequency.Weekly ? Weeks(start, until) : Months(start, until)).Where(d => d >= start))
        {
            if (day > until || given++ >= (Count ?? int.MaxValue))
            {
                yield break;
            }

            yield return day;
        }
    }

    private IEnumerable<DateOnly> Weeks(DateOnly start, DateOnly until)
    {
        var inWeek = Days.Select(d => SinceMonday(d.Day)).Distinct().Order().ToArray();
        for (var monday = start.AddDays(-SinceMonday(start.DayOfWeek)); monday <= until; monday = monday.AddDays(7 * Interval))
        {
            foreach (var offset in inWeek)
            {
                yield return monday.AddDays(offset);
            }
        }
    }

    private IEnumerable<DateOnly> Months(DateOnly start, DateOnly until)
    {
        for (var first = new DateOnly(start.Year, start.Month, 1); first <= until; first = first.AddMonths(Interval))
        {
            foreach (var day in Days.Select(d => InMonth(first, d)).OfType<DateOnly>().Distinct().Order())
            {
                yield return day;
            }
        }
    }

    /// <summary>Null in a month that has no fifth such day.</summary>
    private static DateOnly? InMonth(DateOnly first, NthDay day)
    {
        if (day.Nth < 0)
        {
            var last = first.AddMonths(1).AddDays(-1);
            return last.AddDays(-((last.DayOfWeek - day.Day + 7) % 7));
        }

        var found = first.AddDays(((day.Day - first.DayOfWeek + 7) % 7) + (7 * (day.Nth - 1)));
        return found.Month == first.Month ? found : null;
    }

    private static int SinceMonday(DayOfWeek day) => ((int)day + 6) % 7;

    public override string ToString() => string.Join(';', Parts());

    private IEnumerable<string> Parts()
    {
        yield return $"FREQ={Frequency.ToString().ToUpperInvariant()}";
        if (Interval > 1)
        {
            yield return $"INTERVAL={Interval}";
        }

        yield return "BYDAY=" + string.Join(',', Days.Select(d => (d.Nth == 0 ? "" : d.Nth.ToString(CultureInfo.InvariantCulture)) + Codes[(int)d.Day]));
        if (Until is { } until)
        {
            yield return $"UNTIL={until:yyyyMMdd}";
        }

        if (Count is { } count)
        {
            yield return $"COUNT={count}";
        }
    }

    /// <summary>Null for what is no rule of this subset.</summary>
    public static Recurrence? Parse(string? text)
    {
        var parts = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2)).ToList();
        if (parts.Count == 0 || parts.Any(p => p.Length != 2) || parts.DistinctBy(p => p[0].ToUpperInvariant()).Count() != parts.Count)
        {
            return null;
        }

        var said = parts.ToDictionary(p => p[0].ToUpperInvariant(), p => p[1].ToUpperInvariant());
        var known = said.Keys.All(k => k is "FREQ" or "INTERVAL" or "BYDAY" or "UNTIL" or "COUNT");
        return known && said.TryGetValue("FREQ", out var frequency) && said.TryGetValue("BYDAY", out var days) ? Read(said, frequency, days) : null;
    }

    private static Recurrence? Read(Dictionary<string, string> said, string frequency, string days)
    {
        var byDay = days.Split(',').Select(ReadDay).ToList();
        var (interval, count) = (ReadNumber(said, "INTERVAL"), ReadNumber(said, "COUNT"));
        var until = said.TryGetValue("UNTIL", out var last) && last.Length >= 8 && DateOnly.TryParseExact(last[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        var monthly = frequency == "MONTHLY";
        var sound = (monthly || frequency == "WEEKLY") && byDay.TrueForAll(d => d is { } known && (known.Nth != 0) == monthly)
            && interval is not (< 1 or > 52) && count is not (< 1 or > 520) && (until is not null || last is null) && (until is null || count is null);
        return sound ? new(monthly ? Frequency.Monthly : Frequency.Weekly, interval ?? 1, [.. byDay.Select(d => d!.Value).Distinct()], until, count) : null;
    }

    // A number that cannot be read is out of every range.
    private static int? ReadNumber(Dictionary<string, string> said, string name) =>
        !said.TryGetValue(name, out var text) ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static NthDay? ReadDay(string text)
    {
        var day = text.Length < 2 ? -1 : Array.IndexOf(Codes, text[^2..]);
        var nth = text.Length == 2 ? 0 : text.Length > 2 && int.TryParse(text[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is -1 or (>= 1 and <= 5) ? number : 99;
        return day >= 0 && nth != 99 ? new(nth, (DayOfWeek)day) : null;
    }
}
