using Weiguang.Regions.Stations;

namespace Weiguang.Regions;

/// <summary>When a station is open, by weekday and on statutory holidays, in China's wall-clock time. Written as people write it: "周一至周五 08:30-11:30,13:30-17:00；节假日 休息".</summary>
public sealed class OpeningHours
{
    /// <summary>Nothing known.</summary>
    public static readonly OpeningHours Unknown = new([], null, "");

    private readonly IReadOnlyList<OpenSpan>[] _week;
    private readonly IReadOnlyList<OpenSpan>? _holidays;

    internal OpeningHours(IReadOnlyList<OpenSpan>[] week, IReadOnlyList<OpenSpan>? holidays, string text) => (_week, _holidays, Text) = (week, holidays, text);

    /// <summary>As written; empty when unknown.</summary>
    public string Text { get; }

    public bool IsKnown => _week.Length > 0;

    /// <summary>Null when the text is not understood; empty text gives <see cref="Unknown"/>.</summary>
    public static OpeningHours? Parse(string? text) => OpeningHoursText.Parse(text);

    /// <summary>The open spans of one day; a statutory holiday follows its own rule when there is one.</summary>
    public IReadOnlyList<OpenSpan> On(DateOnly day) => !IsKnown ? [] : _holidays is not null && Holidays.IsStatutory(day) ? _holidays : On(day.DayOfWeek);

    /// <summary>The usual spans of a weekday.</summary>
    public IReadOnlyList<OpenSpan> On(DayOfWeek day) => IsKnown ? _week[(int)day] : [];

    /// <summary>The spans on statutory holidays; null when they are as on any other day.</summary>
    public IReadOnlyList<OpenSpan>? OnHolidays => _holidays;

    /// <param name="local">China's wall-clock time.</param>
    public bool IsOpen(DateTime local) => On(DateOnly.FromDateTime(local)).Any(s => s.Holds(local.TimeOfDay));

    /// <summary>When it opens next, within two weeks; null when open now or not known.</summary>
    /// <param name="local">China's wall-clock time.</param>
    public DateTime? OpensAt(DateTime local) => IsOpen(local) ? null : Enumerable.Range(0, 15)
        .SelectMany(ahead => On(DateOnly.FromDateTime(local).AddDays(ahead)).Select(s => local.Date.AddDays(ahead).AddMinutes(s.From)))
        .Where(at => at > local).Select(at => (DateTime?)at).FirstOrDefault();
}

/// <summary>From one minute of the day to another, the last excluded; 1440 is midnight.</summary>
public readonly record struct OpenSpan(int From, int To)
{
    public bool Holds(TimeSpan time) => time.TotalMinutes >= From && time.TotalMinutes < To;

    public override string ToString() => $"{From / 60:00}:{From % 60:00}-{To / 60:00}:{To % 60:00}";
}
