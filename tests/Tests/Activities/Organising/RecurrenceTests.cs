using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.Domain;

namespace Weiguang.Tests.Activities.Organising;

public class RecurrenceTests
{
    private static readonly DateOnly Friday = new(2026, 9, 4);

    private static readonly Gen<Recurrence> Weekly =
        from interval in Gen.Choose(1, 6)
        from days in Gen.SubListOf(Enum.GetValues<DayOfWeek>()).Where(d => d.Any())
        from until in Gen.Choose(0, 400)
        from ending in Gen.Choose(0, 2)
        select new Recurrence(Frequency.Weekly, interval, [.. days.Select(d => new NthDay(0, d))], ending == 1 ? Friday.AddDays(until) : null, ending == 2 ? 1 + (until % 60) : null);

    private static readonly Gen<Recurrence> Monthly =
        from interval in Gen.Choose(1, 4)
        from nth in Gen.Elements(1, 2, 3, 4, 5, -1)
        from day in Gen.Elements(Enum.GetValues<DayOfWeek>())
        from count in Gen.Choose(1, 40)
        select new Recurrence(Frequency.Monthly, interval, [new NthDay(nth, day)], null, count);

    /// <summary>For the test against somebody else's reading, too.</summary>
    internal static readonly Gen<Recurrence> Rules = Gen.OneOf(Weekly, Monthly);

    internal static readonly Gen<DateOnly> Starts = Gen.Choose(0, 3000).Select(days => Friday.AddDays(days));

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=FR;COUNT=3", "2026-09-04 2026-09-11 2026-09-18")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=4", "2026-09-04 2026-09-14 2026-09-18 2026-09-28")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR;UNTIL=20260918", "2026-09-04 2026-09-11 2026-09-18")]
    [InlineData("FREQ=WEEKLY;BYDAY=SU,MO;COUNT=3", "2026-09-06 2026-09-07 2026-09-13")]
    [InlineData("FREQ=MONTHLY;BYDAY=1FR;COUNT=3", "2026-09-04 2026-10-02 2026-11-06")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1SA;COUNT=2", "2026-09-26 2026-10-31")]
    [InlineData("FREQ=MONTHLY;BYDAY=5TU;COUNT=2", "2026-09-29 2026-12-29")]
    public void Days_come_as_the_standard_says(string rule, string days) =>
        Assert.Equal(days, string.Join(' ', Recurrence.Parse(rule)!.From(Friday).Select(d => d.ToString("yyyy-MM-dd"))));

    [Theory]
    [InlineData("")]
    [InlineData("FREQ=DAILY;BYDAY=FR")]
    [InlineData("FREQ=WEEKLY")]
    [InlineData("FREQ=WEEKLY;BYDAY=")]
    [InlineData("FREQ=WEEKLY;BYDAY=2FR")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX")]
    [InlineData("FREQ=WEEKLY;INTERVAL=0;BYDAY=FR")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR;COUNT=2;UNTIL=20270101")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR;UNTIL=soon")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR;BYHOUR=3")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR;BYDAY=MO")]
    public void What_is_no_rule_of_ours_is_refused(string text) => Assert.Null(Recurrence.Parse(text));

    [Fact]
    public void A_rule_reads_back_as_it_was_written() => Prop.ForAll(Rules.ToArbitrary(), rule =>
    {
        var read = Recurrence.Parse(rule.ToString())!;
        return read.ToString() == rule.ToString() && read.From(Friday).SequenceEqual(rule.From(Friday));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Weekly_days_are_exactly_those_of_the_weekdays_in_every_nth_week() => Prop.ForAll(Weekly.ToArbitrary(), Starts.ToArbitrary(), (rule, start) =>
    {
        var monday = start.AddDays(-(((int)start.DayOfWeek + 6) % 7));
        var last = start.AddDays(400);
        var expected = Enumerable.Range(0, 401).Select(start.AddDays)
            .Where(d => rule.Days.Any(x => x.Day == d.DayOfWeek) && (d.DayNumber - monday.DayNumber) / 7 % rule.Interval == 0 && !(d > rule.Until)).Take(rule.Count ?? int.MaxValue);
        return rule.From(start).TakeWhile(d => d <= last).SequenceEqual(expected);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Monthly_days_are_the_nth_of_their_months_counted_by_hand() => Prop.ForAll(Monthly.ToArbitrary(), Starts.ToArbitrary(), (rule, start) =>
    {
        var asked = rule.Days[0];
        return rule.From(start).All(d => d >= start && d.DayOfWeek == asked.Day
            && ((d.Year - start.Year) * 12 + d.Month - start.Month) % rule.Interval == 0
            && (asked.Nth > 0 ? ((d.Day - 1) / 7) + 1 == asked.Nth : d.AddDays(7).Month != d.Month))
            && rule.From(start).Count() <= rule.Count;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Days_rise_and_none_comes_twice() => Prop.ForAll(Rules.ToArbitrary(), Starts.ToArbitrary(), (rule, start) =>
    {
        var days = rule.From(start).Take(200).ToList();
        return days.Zip(days.Skip(1)).All(pair => pair.First < pair.Second);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_series_made_in_any_steps_makes_each_day_once() => Prop.ForAll(Weekly.ToArbitrary(), Gen.Choose(1, 60).ListOf(8).ToArbitrary(), (rule, steps) =>
    {
        var series = new Series { Title = "服务日", DivisionCode = 1, LeadId = Guid.Empty, Organiser = "队", Rule = rule.ToString(), StartsOn = Friday, CreatedAt = default };
        var (made, through) = (new List<DateOnly>(), Friday.AddDays(-1));
        foreach (var step in steps)
        {
            through = through.AddDays(step);
            made.AddRange(series.Due(through));
            series.Made(through);
            made.AddRange(series.Due(through)); // Asked again there is nothing.
        }

        return made.SequenceEqual(rule.From(Friday).TakeWhile(d => d <= through));
    }).QuickCheckThrowOnFailure();
}
