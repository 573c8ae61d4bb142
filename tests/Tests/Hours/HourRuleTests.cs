using Weiguang.Tests.Activities;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;

namespace Weiguang.Tests.Hours;

/// <summary>What counts of a presence, whatever comes in.</summary>
public class HourRuleTests
{
    private static readonly DateTime Noon = new(2026, 9, 1, 4, 0, 0, DateTimeKind.Utc);
    private static readonly RoundingRule Dazu = new() { UpTo = [15, 45, 60], Counts = [0, 30, 60] };

    [Theory]
    [InlineData(0, 240, 0, 240)]
    [InlineData(-20, 250, 0, 240)] // The door opened before the start, and closed after the end: the shift counts…
    [InlineData(-90, 400, 0, 240)] // …and nothing else.
    [InlineData(0, 240, 60, 180)] // There throughout: the rest is taken off.
    [InlineData(0, 80, 60, 80)] // Left before the rest.
    [InlineData(160, 240, 60, 80)] // Came after it.
    [InlineData(0, 120, 60, 90)] // Left in the middle of it.
    [InlineData(240, 0, 0, 0)] // Out before in.
    public void Minutes_count_within_the_shift_and_without_the_rest(int inMinute, int outMinute, int rest, int counts) =>
        Assert.Equal(counts, HourRules.Count(new(Noon, Noon.AddHours(4), 0, rest), Noon.AddMinutes(inMinute), Noon.AddMinutes(outMinute)));

    /// <summary>Called off before it began, after the slack had begun: nobody is paid for a shift that never was.</summary>
    [Theory]
    [InlineData(-150, -150, 180, 0)]
    [InlineData(-150, -60, 180, 0)] // Came early, was sent home an hour before the start.
    [InlineData(-10, 60, 180, 60)] // Called off in the middle.
    [InlineData(0, 300, 300, 240)] // After its end: nothing changes.
    public void After_it_is_called_off_nothing_counts(int inMinute, int offMinute, int outMinute, int counts)
    {
        var engagement = new Engagement("activity", Guid.Empty, Guid.Empty)
        {
            DivisionCode = 0, TeamId = null, LeadId = Guid.Empty, Title = "", Category = "", Place = "", Position = null, Content = "", Organiser = "",
            StartsAt = Noon, EndsAt = Noon.AddHours(4), SlackMinutes = offMinute < 300 ? 180 : 0, BreakMinutes = 0, IsCancelled = true, OffAt = Noon.AddMinutes(offMinute),
        };

        Assert.Equal(counts, new EngagementFacts(engagement, Sealed.Nothing, null).MinutesOf(Noon.AddMinutes(inMinute), Noon.AddMinutes(outMinute)));
    }

    [Fact]
    public void Midnight_is_a_minute_like_any_other()
    {
        var evening = new DateTime(2026, 9, 1, 14, 0, 0, DateTimeKind.Utc); // Ten at night in China.

        Assert.Equal(240, HourRules.Count(new(evening, evening.AddHours(4)), evening, evening.AddHours(4)));
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(16, 30)]
    [InlineData(45, 30)]
    [InlineData(46, 60)]
    [InlineData(60, 60)]
    [InlineData(134, 120)]
    [InlineData(170, 180)]
    public void Dazu_rounds_what_is_left_over_an_hour(int minutes, int counts) =>
        Assert.Equal(counts, HourRules.Count(new(Noon, Noon.AddHours(4)), Noon, Noon.AddMinutes(minutes), Dazu));

    [Theory]
    [InlineData(143, 0)]
    [InlineData(144, 144)]
    public void Below_the_share_a_place_asks_for_nothing_counts(int minutes, int counts) =>
        Assert.Equal(counts, HourRules.Count(new(Noon, Noon.AddHours(4)), Noon, Noon.AddMinutes(minutes), new RoundingRule { LeastPercent = 60 }));

    [Fact]
    public void More_presence_never_counts_less_and_never_more_than_the_clock() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var shift = new ShiftTime(Noon, Noon.AddMinutes(c.Length), c.Slack, Math.Min(c.Rest, c.Length));
        int Count(int from, int until) => HourRules.Count(shift, Noon.AddMinutes(from), Noon.AddMinutes(until));
        var counts = Count(c.In, c.Out);
        return counts >= 0 && counts <= Math.Max(0, c.Out - c.In) && counts <= HourRules.Most(shift) && Count(c.In - 7, c.Out) >= counts && Count(c.In, c.Out + 7) >= counts;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_presence_cut_in_two_counts_the_same() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var shift = new ShiftTime(Noon, Noon.AddMinutes(c.Length), c.Slack, 2 * (Math.Min(c.Rest, c.Length) / 2));
        var middle = (c.In + c.Out) / 2;
        int Count(int from, int until) => HourRules.Count(shift, Noon.AddMinutes(from), Noon.AddMinutes(until));
        return c.Out < c.In || Math.Abs(Count(c.In, c.Out) - Count(c.In, middle) - Count(middle, c.Out)) <= 1; // Halves of a minute.
    }).QuickCheckThrowOnFailure();

    private static Gen<Case> Cases =>
        from length in Gen.Choose(0, 720)
        from slack in Gen.Choose(0, 60)
        from rest in Gen.Choose(0, 120)
        from inMinute in Gen.Choose(-300, 900)
        from outMinute in Gen.Choose(-300, 900)
        select new Case(length, slack, rest, inMinute, outMinute);

    private sealed record Case(int Length, int Slack, int Rest, int In, int Out);
}
