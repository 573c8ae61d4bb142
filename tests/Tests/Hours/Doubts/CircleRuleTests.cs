using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Anomalies.Rules;
using Weiguang.Hours.Domain;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>Who serves whom: pairs that keep to themselves, and circles. Serving oneself is the smallest of them.</summary>
public class CircleRuleTests
{
    private static readonly DateTime First = new(2026, 9, 1, 1, 0, 0, DateTimeKind.Utc);
    private static readonly Guid[] People = [.. Enumerable.Range(0, 9).Select(_ => Guid.CreateVersion7())];

    [Theory]
    [InlineData("00", true)] // Themselves.
    [InlineData("01", false)]
    [InlineData("01 10", false)] // Neighbours help each other.
    [InlineData("01 10 01", true)]
    [InlineData("01 12 20", false)]
    [InlineData("01 12 20 01 12", true)]
    [InlineData("01 12 23 30 01 12 23 30", false)] // Four are too many to say anything.
    [InlineData("01 02 03 41 42 43", false)]
    public void Services_that_come_back_are_a_ring(string services, bool isHit)
    {
        var all = Services(services, (day, _) => First.AddDays(day).AddMinutes(17 * day));

        Assert.Equal(isHit, CircleRules.Ring(Sources(all), all, Limits.National(AnomalyKind.Ring)).Any());
    }

    [Theory]
    [InlineData("01 01 01 01", true)] // Four days of nobody else.
    [InlineData("01 01 01", false)]
    [InlineData("01 01 01 01 21 31", false)] // Others come to them as well.
    [InlineData("01 01 01 01 02 03", false)] // They go to others as well.
    public void The_same_two_day_after_day_and_nobody_else_are_a_pair(string services, bool isHit)
    {
        var all = Services(services, (day, _) => First.AddDays(day).AddMinutes(17 * day), minutes: 120);

        Assert.Equal(isHit, CircleRules.Pair(Sources(all), all, Limits.National(AnomalyKind.Pair)).Any());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(40, false)]
    public void Always_at_the_same_hour_three_days_are_enough(int minutesApart, bool isHit)
    {
        var all = Services("01 01 01", (day, _) => First.AddDays(day).AddMinutes(minutesApart * day), minutes: 120);

        Assert.Equal(isHit, CircleRules.Pair(Sources(all), all, Limits.National(AnomalyKind.Pair)).Any());
    }

    /// <summary>A neighbour brings a meal every day: what would be invented by it is little.</summary>
    [Theory]
    [InlineData(25, false)]
    [InlineData(30, true)] // Six hours in twelve days.
    public void The_same_two_every_day_for_a_fortnight_are_a_pair_where_it_comes_to_six_hours(int minutes, bool isHit)
    {
        var all = Services(string.Join(' ', Enumerable.Repeat("01", 14)), (day, _) => First.AddDays(day), minutes);

        Assert.Equal(isHit, CircleRules.Pair(Sources(all), all, Limits.National(AnomalyKind.Pair)).Any());
    }

    [Theory]
    [InlineData("01", 1, 240, true)] // Half a day at once.
    [InlineData("01", 1, 120, false)]
    [InlineData("01 01", 1, 120, true)] // Day after day.
    [InlineData("01 01 01 01 01 01 01 01 01 01", 1, 22, false)] // A meal.
    [InlineData("01 01 01", 7, 120, false)] // Once a week to the same old person, on her network.
    [InlineData("01 02", 1, 240, false)] // They go to others as well.
    public void From_one_network_of_their_own_two_are_looked_at_sooner(string services, int days, int minutes, bool isHit)
    {
        List<Service> all = [.. Services(services, (day, _) => First.AddDays(days * day).AddMinutes(17 * day)).Select(s => s with { OutAt = s.InAt.AddMinutes(minutes), IsOneHouse = true })];

        Assert.Equal(isHit, CircleRules.Pair(Sources(all), all, Limits.National(AnomalyKind.Pair)).Any());
        Assert.Empty(CircleRules.Pair(Sources(all), [.. all.Select(s => s with { IsOneHouse = false })], Limits.National(AnomalyKind.Pair)));
    }

    /// <param name="services">Volunteer and served, a digit each, a day each.</param>
    private static List<Service> Services(string services, Func<int, string, DateTime> at, int minutes = 60) => [.. services.Split(' ').Select((s, day) =>
    {
        var id = Guid.CreateVersion7();
        return new Service(id, id, People[s[0] - '0'], People[s[1] - '0'], at(day, s), at(day, s).AddMinutes(minutes));
    })];

    private static HashSet<Guid> Sources(List<Service> all) => [.. all.Select(s => s.SourceId)];
}
