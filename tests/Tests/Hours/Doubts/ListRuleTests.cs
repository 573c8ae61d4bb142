using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Anomalies.Rules;
using Weiguang.Hours.Domain;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>A list ticked by one press is how lists are kept; a list ticked by a clock is a program.</summary>
public class ListRuleTests
{
    private static readonly DateTime Nine = new(2026, 9, 1, 1, 0, 0, DateTimeKind.Utc);
    private static readonly (Guid Activity, Guid Shift, Guid Hand) At = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

    [Theory]
    [InlineData(20)]
    [InlineData(500)]
    public void An_honest_organiser_ticks_a_whole_list_by_one_press_when_they_come_and_when_they_go(int people)
    {
        var ticks = Ticked([.. Enumerable.Range(0, people).Select(i => TimeSpan.FromMilliseconds(i * 0.2))], i => TimeSpan.FromHours(2) + TimeSpan.FromMilliseconds(i * 0.3));

        Assert.Empty(Found(ticks));
        Assert.Empty(ListRules.Crowd(ticks, Limits.National(AnomalyKind.Crowd)));
    }

    [Theory]
    [InlineData(6, 1000, 20)]
    [InlineData(6, 1000, 0)]
    [InlineData(40, 3000, 60)]
    public void One_tick_a_second_is_a_program(int people, int milliseconds, int jitter)
    {
        var luck = new Random(7);
        var hit = Assert.Single(Found(Ticked([.. Enumerable.Range(0, people).Select(i => TimeSpan.FromMilliseconds((i * milliseconds) + luck.Next(jitter + 1)))], _ => TimeSpan.FromMinutes(luck.Next(60, 120)))));

        Assert.Equal(people, hit.VolunteerIds.Count);
    }

    [Fact]
    public void Whoever_pauses_between_two_runs_is_found_with_both_of_them()
    {
        var luck = new Random(7);
        TimeSpan[] runs = [.. Enumerable.Range(0, 6).Select(i => TimeSpan.FromSeconds(i)), .. Enumerable.Range(0, 6).Select(i => TimeSpan.FromSeconds(100 + i))];
        var ticks = Ticked([.. runs], _ => TimeSpan.FromMinutes(luck.Next(60, 120)) + TimeSpan.FromSeconds(luck.Next(60)));

        Assert.Equal(12, Assert.Single(Found(ticks)).VolunteerIds.Count);
    }

    [Fact]
    public void Whoever_plays_the_list_again_with_another_length_after_a_while_is_found_with_both()
    {
        var (luck, at) = (new Random(3), TimeSpan.Zero);
        var comes = Enumerable.Range(0, 12).Select(_ => at += TimeSpan.FromSeconds(1 + (9 * luck.NextDouble()))).ToList();

        Assert.Equal(12, Assert.Single(Found(Ticked(comes, i => TimeSpan.FromMinutes(i < 6 ? 117 : 95)))).VolunteerIds.Count);
    }

    [Fact]
    public void Two_groups_who_came_together_and_left_apart_are_two_cases()
    {
        var people = Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7()).ToList();
        List<Tick> ticks = [.. people.SelectMany((p, i) => new[] { Tick(p, Nine, ProofEnd.In, ProofKinds.Card, null), Tick(p, Nine.AddHours(i < 5 ? 2 : 3), ProofEnd.Out, ProofKinds.Card, null) })];

        var hits = Found(ticks);

        Assert.Equal((2, 10), (hits.DistinctBy(h => h.Facts).Count(), hits.SelectMany(h => h.VolunteerIds).Distinct().Count()));
    }

    [Fact]
    public void Both_crowds_of_one_hand_are_found()
    {
        var limits = Limits.National(AnomalyKind.Crowd);
        var (people, step) = ((int)limits["people"], limits["minutes"] * 60 / limits["people"]);
        TimeSpan[] comes = [.. Enumerable.Range(0, people + 3).Select(i => TimeSpan.FromSeconds(i * step)), .. Enumerable.Range(0, people).Select(i => TimeSpan.FromHours(2) + TimeSpan.FromSeconds(i * step))];
        var ticks = Ticked([.. comes], _ => TimeSpan.FromHours(5)).FindAll(t => t.End == ProofEnd.In);

        Assert.Equal((2 * people) + 3, Assert.Single(ListRules.Crowd(ticks, limits)).VolunteerIds.Count);
    }

    [Fact]
    public void A_program_that_draws_its_gaps_by_lot_and_plays_the_list_again_is_found_by_the_lengths()
    {
        var (luck, at) = (new Random(3), TimeSpan.Zero);
        var hit = Assert.Single(Found(Ticked([.. Enumerable.Range(0, 6).Select(_ => at += TimeSpan.FromSeconds(1 + (9 * luck.NextDouble())))], _ => TimeSpan.FromMinutes(117))));

        Assert.Equal(6, hit.VolunteerIds.Count);
    }

    /// <summary>Gaps of a hand are log-normal with a spread of a half or so; lists of all lengths at both ends. At most one list in five hundred looks like a clock's.</summary>
    [Fact]
    public void Hands_that_tick_one_after_the_other_are_hardly_ever_taken_for_a_clock()
    {
        var (luck, lists, hits) = (new Random(11), 4000, 0);
        for (var list = 0; list < lists; list++)
        {
            var at = TimeSpan.Zero;
            var comes = Enumerable.Range(0, luck.Next(3, 40)).Select(_ => at += TimeSpan.FromSeconds(2.5 * Math.Exp(0.5 * Normal(luck)))).ToList();
            hits += Found(Ticked(comes, _ => TimeSpan.FromMinutes(120 + (8 * Normal(luck))))).Count > 0 ? 1 : 0;
        }

        Assert.InRange(hits, 0, lists / 500);
    }

    [Fact]
    public void Whoever_shows_themselves_in_the_same_second_at_both_ends_was_typed_in()
    {
        var people = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToList();
        List<Tick> ticks = [.. people.SelectMany(p => new[] { Tick(p, Nine, ProofEnd.In, ProofKinds.Card, At.Hand), Tick(p, Nine.AddHours(2), ProofEnd.Out, ProofKinds.Card, At.Hand) })];

        Assert.Equal(5, Assert.Single(Found(ticks)).VolunteerIds.Count);
        Assert.Empty(Found([.. ticks.Take(8)])); // Four may.
    }

    private static List<Tick> Ticked(List<TimeSpan> comes, Func<int, TimeSpan> stays) => [.. comes.SelectMany((came, i) =>
    {
        var who = Guid.CreateVersion7();
        return new[] { Tick(who, Nine + came, ProofEnd.In, ProofKinds.Word, At.Hand), Tick(who, Nine + came + stays(i), ProofEnd.Out, ProofKinds.Word, At.Hand) };
    })];

    private static List<Hit> Found(List<Tick> ticks) => [.. ListRules.Identical(ticks.GroupBy(t => t.VolunteerId).Select(own => new Seen(own.Key, At.Activity, At.Shift, "", own.First().At, own.Last().At, true, null)), ticks, Limits.National(AnomalyKind.Identical))];

    private static Tick Tick(Guid who, DateTime at, ProofEnd end, ProofKinds kinds, Guid? by) => new(At.Activity, At.Shift, who, kinds, at, "", by) { End = end };

    private static double Normal(Random luck) => Math.Sqrt(-2 * Math.Log(1 - luck.NextDouble())) * Math.Cos(2 * Math.PI * luck.NextDouble());
}
