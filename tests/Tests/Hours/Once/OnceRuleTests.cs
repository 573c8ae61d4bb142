using FsCheck;
using FsCheck.Fluent;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;

namespace Weiguang.Tests.Hours.Once;

/// <summary>One person's records, whatever they are of and in whatever order they go into the ledger: no minute twice, no day over its most.</summary>
public class OnceRuleTests
{
    private static readonly DateTime Noon = new(2026, 9, 1, 4, 0, 0, DateTimeKind.Utc);
    private static readonly DayRule Whole = new(1440);

    [Fact]
    public void What_counts_never_overlaps_and_its_minutes_never_exceed_its_time() => Prop.ForAll(Gen.NonEmptyListOf(Cases).ToArbitrary(), cases =>
    {
        var standing = new List<CountedSpan>();
        var minutes = 0L;
        foreach (var c in cases)
        {
            var (record, facts) = Of(c);
            if (record.State == RecordState.Void)
            {
                continue;
            }

            var before = record.Minutes;
            var taken = Take(record, facts, standing, Whole);
            Assert.All(taken, s => Assert.True(s.FromAt < s.UntilAt));
            Assert.True(record.Minutes <= before && record.Minutes >= 0);
            Assert.Equal(record.Minutes == 0, taken.Count == 0);
            minutes += record.Minutes;
        }

        var all = standing.OrderBy(s => s.FromAt).ToList();
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First.UntilAt <= pair.Second.FromAt));
        return minutes * TimeSpan.TicksPerMinute <= all.Sum(s => s.Time.Length.Ticks);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void No_day_counts_more_than_its_most_whatever_is_given_back_meanwhile() => Prop.ForAll(Gen.NonEmptyListOf(Cases).Two().ToArbitrary(), pair =>
    {
        var (standing, rule) = (new List<CountedSpan>(), new DayRule(200));
        foreach (var (index, c) in pair.Item1.Concat(pair.Item2).Index())
        {
            var (record, facts) = Of(c);
            if (record.State != RecordState.Void)
            {
                Take(record, facts, standing, rule);
            }

            if (index % 4 == 3 && standing.Count > 0)
            {
                standing.RemoveAll(s => s.RecordId == standing[index % standing.Count].RecordId);
            }
        }

        return standing.GroupBy(s => s.Day).All(day => day.DistinctBy(s => s.RecordId).Sum(s => s.Minutes) <= rule.MostMinutes);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Alone_a_record_counts_what_was_proven() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var (record, facts) = Of(c);
        var before = record.Minutes;
        return record.State == RecordState.Void || (Take(record, facts, [], Whole).Count > 0 && record.Minutes == before);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 120, 30, 60, 90)] // Another lies in the middle.
    [InlineData(0, 120, 0, 120, 0)]
    [InlineData(0, 120, -60, 30, 90)]
    [InlineData(0, 120, 90, 200, 90)]
    [InlineData(0, 120, 120, 200, 120)] // One ends when the other begins.
    public void The_later_counts_what_is_free(int from, int until, int otherFrom, int otherUntil, int counts)
    {
        var standing = new List<CountedSpan>();
        var other = Of(new(-300, 600, 0, 0, otherFrom, otherUntil, null));
        Take(other.Record, other.Facts, standing, Whole);
        var (record, facts) = Of(new(0, 120, 0, 0, from, until, null));

        Take(record, facts, standing, Whole);

        Assert.Equal((counts, counts == 0 ? RecordState.Void : RecordState.Proven), (record.Minutes, record.State));
        Assert.Equal(counts == 120 ? [] : new[] { RecordAction.Overlap }, record.Story.Skip(1).Select(s => s.Action));
    }

    /// <summary>The rest of two to half past two is served elsewhere: it is not taken off a second time.</summary>
    [Fact]
    public void The_rest_that_lies_in_what_counts_elsewhere_is_not_taken_off_again()
    {
        var standing = new List<CountedSpan>();
        var other = Of(new(0, 240, 0, 0, 90, 150, null));
        Take(other.Record, other.Facts, standing, Whole);
        var (record, facts) = Of(new(0, 240, 0, 30, 0, 240, null));

        Take(record, facts, standing, Whole);

        Assert.Equal(180, record.Minutes);
    }

    /// <summary>Said minutes have no times: they take what is free, from coming on.</summary>
    [Theory]
    [InlineData(0, 150, 150, 150)] // Stayed half an hour after the end, and it had been agreed so.
    [InlineData(60, 120, 120, 120)] // Came late, and counts from before it: until the end there is no room.
    public void Said_minutes_find_their_place_within_the_window(int from, int until, int said, int counts)
    {
        var standing = new List<CountedSpan>();
        var (record, facts) = Of(new(0, 120, 30, 0, from, until, said));

        Take(record, facts, standing, Whole);

        Assert.Equal(counts, record.Minutes);
        Assert.Equal(counts, Span.MinutesOf(standing.Select(s => s.Time)));
        Assert.All(standing, s => Assert.True(s.FromAt >= Noon.AddMinutes(-30) && s.UntilAt <= Noon.AddMinutes(150)));
    }

    private static IReadOnlyList<CountedSpan> Take(ServiceRecord record, EngagementFacts facts, List<CountedSpan> standing, DayRule rule)
    {
        var taken = OnceRules.Take(record, OnceRules.Weigh(record, facts, standing, rule, DateTime.MaxValue), "别的", rule, Noon);
        standing.AddRange(taken);
        return taken;
    }

    private static (ServiceRecord Record, EngagementFacts Facts) Of(Case c)
    {
        var engagement = new Engagement("activity", Guid.CreateVersion7(), Guid.CreateVersion7())
        {
            DivisionCode = 0, TeamId = null, LeadId = Guid.Empty, Title = "", Category = "", Place = "", Position = null, Content = "", Organiser = "",
            StartsAt = Noon.AddMinutes(c.Start), EndsAt = Noon.AddMinutes(c.Start + c.Length), SlackMinutes = c.Slack, BreakMinutes = Math.Min(c.Rest, c.Length), IsCancelled = false,
        };
        var facts = new EngagementFacts(engagement, Sealed.Nothing, null);
        var (from, until) = (Noon.AddMinutes(c.In), Noon.AddMinutes(c.Out));
        var record = facts.Record(Guid.Empty, from, ProofKinds.Card);
        record.Count(new(until, ProofKinds.Card, facts.MinutesOf(from, until), EvidenceGrade.B), RecordBasis.CheckOut, Guid.Empty, Noon);
        if (c.Said is { } said && record.State != RecordState.Void)
        {
            record.Correct(Math.Clamp(said, 1, Math.Max(1, engagement.MostOf(from, until))), Guid.Empty, Noon, "更正");
        }

        return (record, facts);
    }

    private static Gen<Case> Cases =>
        from start in Gen.Choose(-300, 300)
        from length in Gen.Choose(1, 400)
        from slack in Gen.Choose(0, 60)
        from rest in Gen.Choose(0, 90)
        from inMinute in Gen.Choose(-400, 600)
        from stays in Gen.Choose(-30, 500)
        from said in Gen.Choose(-300, 400)
        select new Case(start, length, slack, rest, inMinute, inMinute + stays, said > 0 ? said : null);

    private sealed record Case(int Start, int Length, int Slack, int Rest, int In, int Out, int? Said);
}
