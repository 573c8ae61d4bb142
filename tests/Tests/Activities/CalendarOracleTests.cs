using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Finding.Calendar;
using Weiguang.Kernel.Geo;
using Weiguang.Tests.Activities.Organising;

namespace Weiguang.Tests.Activities;

/// <summary>Somebody else's reading of RFC 5545 (Ical.Net) beside ours: the same days follow from a rule, and what we write into a calendar is what it reads there.</summary>
public class CalendarOracleTests
{
    /// <summary>What a title may hold and a calendar must escape, fold or leave alone.</summary>
    private static readonly Gen<string> Texts = Gen.Elements("微光", "a", ",", ";", "\\", "\n", ":", "\"", " ", "；", "𠮷", "👍", "é", "\\n", "\\,", "BEGIN:VEVENT", "=").ListOf().Select(parts => string.Concat(parts.Append("。")));

    private static readonly Gen<DateTime> Moments = Gen.Choose(0, int.MaxValue).Select(seconds => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds));

    private static readonly Gen<GeoPoint?> Positions =
        from isKnown in Gen.Elements(true, false)
        from lat in Gen.Choose(-90_000_000, 90_000_000)
        from lon in Gen.Choose(-180_000_000, 180_000_000)
        select isKnown ? new GeoPoint(lat / 1e6, lon / 1e6) : (GeoPoint?)null;

    private static readonly Gen<CalendarEntry> Entries =
        from id in Gen.Choose(0, int.MaxValue)
        from changed in Moments
        from starts in Moments
        from minutes in Gen.Choose(1, 100_000)
        from title in Texts
        from place in Texts
        from position in Positions
        from state in Gen.Elements(Enum.GetValues<CalendarState>())
        select new CalendarEntry($"{id:x32}@weiguang", id, changed, starts, starts.AddMinutes(minutes), title, place, position, $"https://weiguang.example.cn/activities/{id:x32}", state);

    [Fact]
    public void Both_find_the_same_days_of_a_series_without_those_it_skips() => Prop.ForAll(RecurrenceTests.Rules.ToArbitrary(), RecurrenceTests.Starts.ToArbitrary(), Gen.Choose(0, 40).ListOf().ToArbitrary(), (rule, start, skips) =>
    {
        // There the first day counts whether it fits the rule or not, so both begin with one that fits.
        if (rule.From(start).Take(1).ToList() is not [var first])
        {
            return true;
        }

        var series = new Series { Title = "服务日", DivisionCode = 1, LeadId = Guid.Empty, Organiser = "队", Rule = rule.ToString(), StartsOn = first, CreatedAt = default };
        var days = rule.From(first).Take(41).ToList();
        skips.Where(i => i < days.Count).ToList().ForEach(i => series.Skip(days[i]));
        var through = first.AddYears(4);
        return series.Due(through).SequenceEqual(Theirs(series).TakeWhile(day => day <= through));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_into_a_calendar_is_read_from_it() => Prop.ForAll(Texts.ToArbitrary(), Entries.ListOf().ToArbitrary(), (name, entries) =>
    {
        var read = Ical.Net.Calendar.Load(CalendarText.Write(name, entries))!;
        Assert.Equal(name, read.Properties["X-WR-CALNAME"]!.Value);
        Assert.Equal(entries.Select(e => (e.Uid, e.Sequence, e.Summary, e.Place, e.Url, e.State.ToString().ToUpperInvariant())), read.Events.Select(e => (e.Uid!, e.Sequence, e.Summary!, e.Location!, e.Url!.ToString(), e.Status!)));
        Assert.Equal(entries.Select(e => (e.StartsAt, e.EndsAt, e.ChangedAt, e.ChangedAt)), read.Events.Select(e => (e.Start!.AsUtc, e.End!.AsUtc, e.DtStamp!.AsUtc, e.LastModified!.AsUtc)));
        Assert.Equal(entries.Select(e => e.Position), read.Events.Select(e => e.GeographicLocation is { } at ? new GeoPoint(at.Latitude, at.Longitude) : (GeoPoint?)null));
    }).QuickCheckThrowOnFailure();

    private static IEnumerable<DateOnly> Theirs(Series series)
    {
        string[] skipped = series.Skipped.Length == 0 ? [] : [$"EXDATE;VALUE=DATE:{string.Join(',', series.Skipped.Select(day => $"{day:yyyyMMdd}"))}"];
        string[] lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", $"DTSTART;VALUE=DATE:{series.StartsOn:yyyyMMdd}", $"RRULE:{series.Rule}", .. skipped, "END:VEVENT", "END:VCALENDAR", ""];
        return Ical.Net.Calendar.Load(string.Join("\r\n", lines))!.Events.Single().GetOccurrences().Select(o => o.Period.StartTime.Date);
    }
}
