using FsCheck;
using FsCheck.Fluent;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars;
using Weiguang.Recognition.Stars.Deciding;
using Weiguang.Regions;

namespace Weiguang.Tests.Recognition;

public class StarRuleTests
{
    private static readonly DateTime Now = new(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Person = Guid.CreateVersion7();
    private static readonly DivisionRules<StarRule> Nothing = new(new Dictionary<long, StarRule>(), StarRule.National);

    [Theory]
    [InlineData(0, 0), InlineData(5999, 0), InlineData(6000, 1), InlineData(17_999, 1), InlineData(18_000, 2), InlineData(36_000, 3), InlineData(60_000, 4), InlineData(89_999, 4), InlineData(90_000, 5)]
    public void The_national_thresholds_are_those_of_the_dictionary(long minutes, int level) => Assert.Equal(level, StarRule.National.LevelAt(minutes));

    [Fact]
    public void The_nearest_rule_up_the_tree_wins()
    {
        var (country, city, county) = (Rule(1), Rule(2), Rule(3));
        var rules = new DivisionRules<StarRule>(new Dictionary<long, StarRule> { [0] = country, [220800000000] = city, [TestPeople.County] = county }, StarRule.National);

        Assert.Same(county, rules.Of(TestPeople.Village));
        Assert.Same(county, rules.Of(TestPeople.County));
        Assert.Same(city, rules.Of(TestPeople.NextCounty));
        Assert.Same(country, rules.Of(360102001001));
        Assert.Same(StarRule.National, Nothing.Of(TestPeople.Village));
    }

    [Fact]
    public void A_level_is_reached_exactly_when_its_minutes_are_there() => Check.QuickThrowOnFailure(Prop.ForAll(Rules().ToArbitrary(), Gen.Choose(0, 200_000).ToArbitrary(), (rule, minutes) =>
        Enumerable.Range(1, StarRule.Levels).All(level => rule.LevelAt(minutes) >= level == minutes >= rule.MinutesOf(level))));

    [Fact]
    public void Rules_that_do_not_rise_are_refused() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(-5, 2000)).ToArbitrary(),
        hours => new StarRuleForm { Hours = hours }.Read() is ({ }, []) == (hours.Length == 5 && hours[0] > 0 && hours.SequenceEqual(hours.Distinct().Order()))));

    /// <summary>Whoever reads the levels upward stumbles over the one that is not more.</summary>
    [Theory]
    [InlineData(new[] { 100, 50, 600, 1000, 1500 }, "hours2"), InlineData(new[] { 100, 300, 600, 600, 1500 }, "hours4"), InlineData(new[] { 100, 90, 80, 1000, 900 }, "hours2 hours3 hours5")]
    public void A_level_that_is_not_more_than_the_one_below_is_told_at_its_own_field(int[] hours, string fields) =>
        Assert.Equal(fields, string.Join(' ', StarRule.Sheet.Mistakes(new StarRule(hours, 3, 12).Numbers).Select(m => m.Field)));

    [Fact]
    public void What_a_rule_says_is_read_back_from_its_numbers() => Check.QuickThrowOnFailure(Prop.ForAll(Rules().ToArbitrary(), rule =>
        StarRule.Sheet.Mistakes(rule.Numbers).Count == 0 && StarRule.Sheet.Read(RuleNumbers.Parse(rule.Numbers.ToString())).Hours.SequenceEqual(rule.Hours)));

    [Fact]
    public void Whatever_happened_before_a_proposal_is_above_what_is_held_and_alone() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.ListOf(Gen.Elements(Enum.GetValues<StarState>())).ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(), (states, reached) =>
        {
            var stars = states.Take(5).Select((state, i) => In(state, i + 1)).ToList();
            var due = StarProposal.Due(reached, stars, Now);
            var held = stars.Where(s => s.IsHeld).Select(s => s.Level).DefaultIfEmpty(0).Max();
            return due == 0
                ? reached <= held || stars.Any(s => s.State is StarState.Proposed or StarState.Publicity or StarState.UnderReview || (s.Level == reached && !s.MayComeAgain(Now)))
                : due == reached && due > held && !stars.Any(s => s.IsUnderWay);
        }));

    [Fact]
    public void After_a_no_the_star_waits_and_then_comes_again()
    {
        var declined = In(StarState.Declined, 1);
        Assert.Equal(0, StarProposal.Due(1, [declined], Now));
        Assert.Equal(0, StarProposal.Due(1, [declined], Now.AddMonths(12).AddSeconds(-1)));
        Assert.Equal(1, StarProposal.Due(1, [declined], Now.AddMonths(12)));
    }

    [Fact]
    public void A_held_star_stays_when_thresholds_rise_and_is_looked_at_when_hours_are_taken()
    {
        var star = In(StarState.Awarded, 1);
        var stricter = new DivisionRules<StarRule>(new Dictionary<long, StarRule> { [0] = Rule(5) }, StarRule.National);
        Assert.True(StarProposal.IsEnough(star, 6000, stricter));
        Assert.False(StarProposal.IsEnough(star, 5999, stricter));
        Assert.False(StarProposal.IsEnough(star, 5999, Nothing));
        Assert.False(StarProposal.IsEnough(In(StarState.Proposed, 1), 6000, stricter));
    }

    [Theory]
    [InlineData("2026-09-01", 3, "2026-09-04")] // Tuesday → Friday.
    [InlineData("2026-09-03", 3, "2026-09-08")] // Over a weekend.
    [InlineData("2026-09-30", 3, "2026-10-07")] // Three days of October are off, then a weekend.
    [InlineData("2026-09-05", 1, "2026-09-07")]
    [InlineData("2026-09-05", 0, "2026-09-05")]
    public void Working_days_leave_out_weekends_and_holidays(string from, int days, string until) =>
        Assert.Equal(DateOnly.Parse(until), new WorkCalendar(new HashSet<DateOnly>(), new HashSet<DateOnly>()).After(DateOnly.Parse(from), days));

    [Fact]
    public void Announced_days_change_the_calendar()
    {
        var calendar = new WorkCalendar(new HashSet<DateOnly> { new(2026, 9, 20) }, new HashSet<DateOnly> { new(2026, 10, 7) });
        Assert.True(calendar.IsWorkday(new(2026, 9, 20))); // A Sunday that is worked.
        Assert.False(calendar.IsWorkday(new(2026, 10, 7)));
    }

    [Fact]
    public void So_many_working_days_lie_between() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 3000).ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), (day, days) =>
    {
        var calendar = new WorkCalendar(new HashSet<DateOnly>(), new HashSet<DateOnly>());
        var from = new DateOnly(2025, 1, 1).AddDays(day);
        var until = calendar.After(from, days);
        return calendar.IsWorkday(until) && Enumerable.Range(1, until.DayNumber - from.DayNumber).Count(i => calendar.IsWorkday(from.AddDays(i))) == days;
    }));

    private static Gen<StarRule> Rules() =>
        from first in Gen.Choose(1, 500)
        from steps in Gen.ArrayOf(Gen.Choose(1, 900), 4)
        select new StarRule([.. steps.Aggregate(new List<int> { first }, (hours, step) => [.. hours, hours[^1] + step])], 3, 12);

    private static StarRule Rule(int factor) => new([100 * factor, 300 * factor, 600 * factor, 1000 * factor, 1500 * factor], 3, 12);

    /// <summary>A star brought into a state by its own verbs.</summary>
    private static StarCase In(StarState state, int level)
    {
        var star = StarCase.Propose(Person, level, TestPeople.Village, 6000, Now);
        var again = Now.AddMonths(12);
        _ = state switch
        {
            StarState.Proposed => true,
            StarState.Publicity => star.Certify(Now, Now),
            StarState.Awarded => star.Certify(Now, Now) && star.Award(Now),
            StarState.UnderReview => star.Certify(Now, Now) && star.Award(Now) && star.Review(Now),
            StarState.Withdrawn => star.Certify(Now, Now) && star.Award(Now) && star.Review(Now) && star.Withdraw(again, Now),
            StarState.Declined => star.Decline(again, Now),
            StarState.Overturned => star.Certify(Now, Now) && star.Overturn(again, Now),
            _ => star.Lapse(Now),
        };
        Assert.Equal(state, star.State);
        return star;
    }
}
