using FsCheck;
using FsCheck.Fluent;
using Weiguang.Hours;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;

namespace Weiguang.Tests.Hours;

/// <summary>Presence counts by what was in force when it happened; what is agreed afterwards may take away, and adds nothing.</summary>
public class AgreedTimeTests
{
    private static readonly DateTime Noon = new(2026, 9, 1, 4, 0, 0, DateTimeKind.Utc);

    /// <summary>Minutes from noon: of the agreement, the agreed start and end, and the rest.</summary>
    [Theory]
    [InlineData("-900 0 240 60", 0, 240, 180)]
    [InlineData("-900 0 240 60; 250 0 240 0", 0, 240, 180)] // Its rest was taken off after the end: it stays.
    [InlineData("-900 0 240 60; 60 0 240 0", 0, 240, 240)] // Before it began: there was none.
    [InlineData("-900 0 240 0; 250 0 480 0", 0, 250, 240)] // Made longer when people had left.
    [InlineData("-900 0 240 0; 230 0 480 0", 0, 400, 400)] // Made longer while they were there.
    [InlineData("-900 0 240 0; 300 0 480 0", 0, 400, 340)] // An hour after its end: what was there before that moment stays nobody's.
    [InlineData("-900 0 240 0; 250 0 120 0", 0, 240, 120)] // Made shorter afterwards: less counts.
    [InlineData("-900 0 240 0; 250 0 120 0; 260 0 240 0", 0, 240, 120)] // And back again: no more does.
    [InlineData("-900 0 240 60; 230 0 480 60", 0, 480, 420)] // One rest, not two.
    public void What_is_agreed_afterwards_adds_nothing(string terms, int inMinute, int outMinute, int counts) => Assert.Equal(counts, Facts(Terms(terms)).MinutesOf(Noon.AddMinutes(inMinute), Noon.AddMinutes(outMinute)));

    [Fact]
    public void The_door_is_not_paid()
    {
        var shift = Facts([new(Noon, Noon, Noon.AddMinutes(10), 0)], slack: 180);

        Assert.Equal((10, 10, 360), (shift.MinutesOf(Noon.AddMinutes(-180), Noon.AddMinutes(190)), shift.Engagement.Most, shift.OutsideOf(Noon.AddMinutes(-180), Noon.AddMinutes(190))));
    }

    /// <summary>A visit lies somewhere in its window: it may end after it, and begins in it.</summary>
    [Theory]
    [InlineData(-120, 60, 60)]
    [InlineData(-120, -10, 0)]
    [InlineData(50, 150, 100)]
    [InlineData(50, 600, 130)]
    public void A_visit_counts_from_its_window_on(int inMinute, int outMinute, int counts)
    {
        var visit = Facts([], slack: 120, isWindow: true, length: 60);

        Assert.Equal(counts, visit.MinutesOf(Noon.AddMinutes(inMinute), Noon.AddMinutes(outMinute)));
    }

    [Fact]
    public void No_later_agreement_makes_more_of_what_was_before_it() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var (from, until) = (Noon.AddMinutes(c.In), Noon.AddMinutes(c.In + c.Stays));
        var before = Facts(c.Terms).MinutesOf(from, until);
        var later = c.Later with { Since = new[] { until, c.Terms[^1].Since }.Max() };
        var after = Facts([.. c.Terms, later]).MinutesOf(from, until);
        return after >= 0 && after <= before;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_counts_that_was_not_agreed_when_it_happened() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var (from, until) = (Noon.AddMinutes(c.In), Noon.AddMinutes(c.In + c.Stays));
        return Facts(c.Terms).MinutesOf(from, until) <= Enumerable.Range(0, Math.Max(0, c.Stays)).Count(minute =>
        {
            var at = from.AddMinutes(minute);
            var then = c.Terms.LastOrDefault(t => t.Since <= at) ?? c.Terms[0];
            return then.StartsAt <= at && at < then.EndsAt;
        });
    }).QuickCheckThrowOnFailure();

    private static EngagementFacts Facts(AgreedTime[] terms, int slack = 30, bool isWindow = false, int length = 240)
    {
        var now = terms.Length > 0 ? terms[^1] : new(Noon, Noon, Noon.AddMinutes(length), 0);
        return new(new Engagement("activity", Guid.Empty, Guid.Empty)
        {
            DivisionCode = 0, TeamId = null, LeadId = Guid.Empty, Title = "", Category = "", Place = "", Position = null, Content = "", Organiser = "",
            StartsAt = now.StartsAt, EndsAt = now.EndsAt, SlackMinutes = slack, BreakMinutes = now.BreakMinutes, IsCancelled = false, IsWindow = isWindow, Terms = terms,
        }, Sealed.Nothing, null);
    }

    private static AgreedTime[] Terms(string terms) =>
        [.. terms.Split(';').Select(t => Array.ConvertAll(t.Split(' ', StringSplitOptions.RemoveEmptyEntries), n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))).Select(t => Term(t[0], t[1], t[2] - t[1], t[3]))];

    private static AgreedTime Term(int since, int start, int length, int rest) => new(Noon.AddMinutes(since), Noon.AddMinutes(start), Noon.AddMinutes(start + length), rest);

    private static Gen<AgreedTime> Agreements =>
        from since in Gen.Choose(-300, 600)
        from start in Gen.Choose(-120, 120)
        from length in Gen.Choose(10, 400)
        from rest in Gen.Choose(0, 90)
        select Term(since, start, length, Math.Min(rest, length));

    private static Gen<Case> Cases =>
        from terms in Gen.ArrayOf(Agreements, 3)
        from later in Agreements
        from inMinute in Gen.Choose(-200, 300)
        from stays in Gen.Choose(0, 400)
        select new Case([.. terms.OrderBy(t => t.Since)], later, inMinute, stays);

    private sealed record Case(AgreedTime[] Terms, AgreedTime Later, int In, int Stays);
}
