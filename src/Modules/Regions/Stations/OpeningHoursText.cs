using System.Globalization;
using System.Text.RegularExpressions;

namespace Weiguang.Regions.Stations;

/// <summary>Reads opening hours: rules split by ; or a new line, each "days spans"; later rules win. Full-width signs are fine.</summary>
internal static partial class OpeningHoursText
{
    private const string Days = "日一二三四五六";
    private static readonly string[] EnglishDays = ["su", "mo", "tu", "we", "th", "fr", "sa"];

    public static OpeningHours? Parse(string? text)
    {
        var rules = Normal(text ?? "").Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (rules.Length == 0)
        {
            return OpeningHours.Unknown;
        }

        var week = Enumerable.Repeat<IReadOnlyList<OpenSpan>>([], 7).ToArray();
        IReadOnlyList<OpenSpan>? holidays = null;
        foreach (var rule in rules)
        {
            if (Rule().Match(rule) is not { Success: true } match || Spans(match.Groups["spans"].Value) is not { } spans)
            {
                return null;
            }

            var days = match.Groups["days"].Value;
            holidays = days == "节假日" ? spans : holidays;
            foreach (var day in DaysOf(days))
            {
                week[day] = spans;
            }
        }

        return new(week, holidays, string.Join("；", rules));
    }

    /// <summary>"全天" is the whole day, "休息" none of it.</summary>
    private static List<OpenSpan>? Spans(string text)
    {
        switch (text)
        {
            case "休息": return [];
            case "全天" or "24小时": return [new(0, 1440)];
        }

        var spans = new List<OpenSpan>();
        foreach (var part in text.Split([',', ' ', '、'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('-') is not [var from, var to] || Minutes(from) is not { } start || Minutes(to) is not { } end || start >= end || (spans.Count > 0 && start < spans[^1].To))
            {
                return null;
            }

            spans.Add(new(start, end));
        }

        return spans.Count == 0 ? null : spans;
    }

    private static int? Minutes(string time) =>
        time == "24:00" ? 1440 : TimeOnly.TryParseExact(time, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? (at.Hour * 60) + at.Minute : null;

    private static IEnumerable<int> DaysOf(string days) => days switch
    {
        "节假日" => [],
        "每天" => Enumerable.Range(0, 7),
        "工作日" => Enumerable.Range(1, 5),
        "周末" => [6, 0],
        _ when days.Contains('至') => Between(Day(days[1]), Day(days[^1])),
        _ => days.Where(c => Days.Contains(c)).Select(Day),
    };

    private static IEnumerable<int> Between(int from, int to)
    {
        for (var day = from; ; day = (day + 1) % 7)
        {
            yield return day;
            if (day == to)
            {
                yield break;
            }
        }
    }

    private static int Day(char day) => Days.IndexOf(day);

    /// <summary>Brings the ways people write to one: half-width signs, 周 and 至; the signs of OpenStreetMap (Mo-Fr, PH, off) as well, for those who read no Chinese.</summary>
    private static string Normal(string text)
    {
        var half = text.Replace("\r\n", "\n").Replace('\r', '\n').Replace('：', ':').Replace('；', ';').Replace('，', ',').Replace('　', ' ').Replace("24/7", "每天 全天");
        var words = English().Replace(half, word => word.Value.ToLowerInvariant() switch
        {
            "ph" => "节假日",
            "off" or "closed" => "休息",
            "daily" => "每天",
            var day => "周" + Days[Array.IndexOf(EnglishDays, day)],
        });
        var days = words.Replace("星期", "周").Replace("礼拜", "周").Replace("周天", "周日");
        return DayRange().Replace(Dash().Replace(days, "-"), "$1至").Trim();
    }

    [GeneratedRegex(@"^(?<days>每天|工作日|周末|节假日|周[一二三四五六日](?:至周?[一二三四五六日]|(?:[、,]?周?[一二三四五六日])*))[ :]*(?<spans>休息|全天|24小时|[0-9][0-9:,、 \-]*)$")]
    private static partial Regex Rule();

    [GeneratedRegex("\\b(su|mo|tu|we|th|fr|sa|ph|off|closed|daily)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("(周[一二三四五六日])(?:-|到)(?=周?[一二三四五六日])")]
    private static partial Regex DayRange();

    [GeneratedRegex(@" *[–—~～\-－] *")]
    private static partial Regex Dash();
}
