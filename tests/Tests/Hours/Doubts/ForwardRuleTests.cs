using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Anomalies.Rules;
using Weiguang.Hours.Domain;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>One picture of the code, sent to several: by when it was read, who read the same one, and who knew the number of the door.</summary>
public class ForwardRuleTests
{
    private static readonly DateTime Nine = new(2026, 9, 1, 1, 0, 0, DateTimeKind.Utc);
    private static readonly (Guid Activity, Guid Shift) At = (Guid.CreateVersion7(), Guid.CreateVersion7());

    public enum Number { NotAsked, Silent, Told }

    [Fact]
    public void Three_late_readers_of_one_code_at_both_ends_are_found_also_when_somebody_sent_the_number_after_it()
    {
        var ring = Ring(3, 40, Number.Told, Number.Told);

        Assert.Equal(3, Assert.Single(Found(ring)).VolunteerIds.Count);
        Assert.Empty(Found([.. ring.Where(t => t.End == ProofEnd.In)])); // Once, and the door knows them: a slow network.
    }

    [Fact]
    public void Who_was_not_asked_is_found_beside_two_who_could_not_tell()
    {
        List<Tick> ring = [.. Ring(2, 8, Number.Silent, Number.Silent), .. Ring(1, 8, Number.NotAsked, Number.NotAsked)];

        Assert.Equal(3, Assert.Single(Found(ring)).VolunteerIds.Count);
    }

    [Fact]
    public void Where_most_of_those_asked_could_tell_nobody_is_looked_at()
    {
        List<Tick> crowd = [.. Ring(3, 8, Number.Told, Number.Told), .. Ring(2, 8, Number.Silent, Number.Silent), .. Ring(9, 8, Number.NotAsked, Number.NotAsked)];

        Assert.Empty(Found(crowd));
    }

    [Fact]
    public void Who_did_not_hear_it_and_was_noted_at_the_door_is_as_good_as_told()
    {
        var unheard = Ring(3, 8, Number.Silent, Number.Silent);
        List<Tick> noted = [.. unheard, .. unheard.Select(t => t with { By = Guid.CreateVersion7(), Kinds = ProofKinds.Word, ShownAt = null, IsNumberAsked = false })];

        Assert.Empty(Found(noted));
        Assert.Single(Found(unheard)); // Else three of three who know nothing are.
    }

    [Fact]
    public void One_alone_who_is_slow_and_hears_nothing_is_no_ring() => Assert.Empty(Found(Ring(1, 60, Number.Silent, Number.Silent)));

    /// <summary>The friend at home: late, without the number, and not on the network that nearly all others have.</summary>
    [Theory]
    [InlineData(6, 60, Number.Silent, "home", true)]
    [InlineData(6, 60, Number.Silent, "village", false)]
    [InlineData(6, 60, Number.Told, "home", false)]
    [InlineData(6, 20, Number.Silent, "home", false)]
    [InlineData(5, 60, Number.Silent, "home", false)] // Too few to say what network the place has.
    public void One_alone_from_another_network_is_found_when_all_speaks_against_them(int others, int seconds, Number number, string network, bool isFound)
    {
        var friend = Ring(1, seconds, number, Number.Told).ConvertAll(t => t with { Network = network });
        List<Tick> there = [.. Enumerable.Range(1, others).SelectMany(i => Ring(1, 8, Number.NotAsked, Number.NotAsked).Select(t => t with { Network = "village", ShownAt = t.ShownAt + (i * TimeSpan.FromMinutes(1)), At = t.At + (i * TimeSpan.FromMinutes(1)) }))];

        Assert.Equal(isFound ? [friend[0].VolunteerId] : [], Found([.. friend.Where(t => t.End == ProofEnd.In), .. there]).SelectMany(h => h.VolunteerIds));
    }

    /// <summary>A queue at one screen: some slow phones, one in four asked and whoever comes from another network than nearly all, one in sixteen of those does not tell.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.9)]
    [InlineData(0.97)]
    public void Of_honest_queues_hardly_one_in_a_thousand_people_is_looked_at(double share)
    {
        var (luck, people, hits) = (new Random(7), 0, 0);
        for (var shift = 0; shift < 1000; shift++)
        {
            var ticks = new List<Tick>();
            var there = luck.Next(5, 120);
            for (var i = 0; i < there; i++)
            {
                var (who, isGuest) = (Guid.CreateVersion7(), luck.NextDouble() >= share);
                ticks.AddRange(new[] { ProofEnd.In, ProofEnd.Out }.Select(end =>
                {
                    var (step, age) = (luck.Next(there / 3), luck.NextDouble() < 0.05 ? luck.Next(26, 70) : luck.Next(1, 25));
                    var asked = age > 25 || (isGuest && share >= 0.8) || luck.NextDouble() < 0.25;
                    return Scan(who, end, Nine.AddSeconds(15 * step), age, !asked ? Number.NotAsked : luck.NextDouble() < 0.06 ? Number.Silent : Number.Told) with { Network = isGuest ? $"{who}" : "village" };
                }));
            }

            people += there;
            hits += Found(ticks).Sum(h => h.VolunteerIds.Count);
        }

        Assert.InRange(hits, 0, people / 1000);
    }

    private static List<Tick> Ring(int people, int seconds, Number atIn, Number atOut) => [.. Enumerable.Range(0, people).Select(_ => Guid.CreateVersion7())
        .SelectMany(who => new[] { Scan(who, ProofEnd.In, Nine, seconds, atIn), Scan(who, ProofEnd.Out, Nine.AddHours(2), seconds, atOut) })];

    private static Tick Scan(Guid who, ProofEnd end, DateTime shownAt, int seconds, Number number) => new(At.Activity, At.Shift, who, number == Number.Silent ? ProofKinds.Scan : ProofKinds.RotatingCode, shownAt.AddSeconds(seconds), $"{who}", null)
    {
        End = end,
        ShownAt = shownAt,
        IsNumberAsked = number != Number.NotAsked,
        IsNumberTold = number == Number.Told,
    };

    private static List<Hit> Found(List<Tick> ticks) => [.. ForwardRules.Forwarded(ticks, Limits.National(AnomalyKind.Forwarded))];
}
