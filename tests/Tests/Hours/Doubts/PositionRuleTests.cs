using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Anomalies.Rules;
using Weiguang.Hours.Domain;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>One odd thing about a position says little; several together are looked at.</summary>
public class PositionRuleTests
{
    private static readonly DateTime Nine = new(2026, 9, 1, 1, 0, 0, DateTimeKind.Utc);
    private static readonly (Guid Activity, Guid Shift) At = (Guid.CreateVersion7(), Guid.CreateVersion7());

    [Theory]
    [InlineData(0, 1, 40, 12, true)] // On the very pin, to the metre.
    [InlineData(1, 15, 0, 20, true)] // On the pin both times.
    [InlineData(1, 15, 38, 12, false)] // Once is luck.
    [InlineData(42, 1, 60, 0, true)] // No phone claims such an error twice.
    [InlineData(42, 1, 60, 9, false)]
    [InlineData(35, 14, 35, 14, false)] // Sat down and did not move.
    public void Signs_of_one_person_add_up(int inMetres, int inAccuracy, int outMetres, int outAccuracy, bool isHit)
    {
        var who = Guid.CreateVersion7();

        Assert.Equal(isHit ? 1 : 0, Found([Placed(who, ProofEnd.In, inMetres, inAccuracy), Placed(who, ProofEnd.Out, outMetres, outAccuracy)]).Count);
    }

    [Fact]
    public void The_same_invented_position_of_several_at_both_ends_is_found()
    {
        var three = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToList();
        List<Tick> alike = [.. three.SelectMany(p => new[] { Placed(p, ProofEnd.In, 35, 20), Placed(p, ProofEnd.Out, 35, 20) })];

        Assert.Equal(3, Assert.Single(Found(alike)).VolunteerIds.Count); // Alike both times.
        Assert.Empty(Found([.. alike.Where(t => t.End == ProofEnd.In)])); // Once is luck.
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 0)] // The whole village has one network.
    public void One_network_for_many_says_something_only_where_others_come_from_many(bool others, int hits)
    {
        List<Tick> ticks = [.. Enumerable.Range(0, 4).Select(i => Placed(Guid.CreateVersion7(), ProofEnd.In, 1, 17 + i) with { Network = "a", Device = "p" })];
        ticks.AddRange(Enumerable.Range(0, others ? 4 : 0).Select(i => Placed(Guid.CreateVersion7(), ProofEnd.In, 20 + (9 * i), 13 + i) with { Network = $"n{i}" }));

        Assert.Equal(hits, Found(ticks).SelectMany(h => h.VolunteerIds).Count());
    }

    /// <summary>People stand some way from the pin in any direction, and phones are off by some metres; villages share networks.</summary>
    [Fact]
    public void Of_honest_phones_hardly_one_in_a_thousand_is_looked_at()
    {
        var (luck, people, hits) = (new Random(5), 0, 0);
        for (var shift = 0; shift < 600; shift++)
        {
            var there = Enumerable.Range(0, luck.Next(3, 30)).Select(_ => Guid.CreateVersion7()).ToList();
            people += there.Count;
            hits += Found([.. there.SelectMany(p =>
            {
                var network = luck.NextDouble() < 0.5 ? "village" : $"{luck.Next(50)}";
                return new[] { Honest(p, ProofEnd.In), Honest(p, ProofEnd.Out) }.Select(t => t with { Network = network });
            })]).SelectMany(h => h.VolunteerIds).Count();
        }

        Assert.InRange(hits, 0, people / 1000);

        Tick Honest(Guid who, ProofEnd end)
        {
            var doubt = Math.Max(3, 18 * Math.Exp(0.6 * Normal(luck)));
            var (x, y) = ((25 * Normal(luck)) + (0.5 * doubt * Normal(luck)), (25 * Normal(luck)) + (0.5 * doubt * Normal(luck)));
            return Placed(who, end, (int)Math.Sqrt((x * x) + (y * y)), (int)doubt);
        }
    }

    private static List<Hit> Found(List<Tick> ticks) => [.. PositionRules.Position(ticks, Limits.National(AnomalyKind.Position))];

    private static Tick Placed(Guid who, ProofEnd end, int metres, int accuracy) => new(At.Activity, At.Shift, who, ProofKinds.RotatingCode | ProofKinds.Position, end == ProofEnd.In ? Nine : Nine.AddHours(2), $"{who}", null)
    {
        End = end,
        Metres = metres,
        AccuracyMetres = accuracy,
    };

    private static double Normal(Random luck) => Math.Sqrt(-2 * Math.Log(1 - luck.NextDouble())) * Math.Cos(2 * Math.PI * luck.NextDouble());
}
