using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;

namespace Weiguang.Tests.Activities;

/// <summary>Several shifts of one activity, told in minutes from the start of the first: what each reading means.</summary>
public class AttendingTests
{
    private static readonly DateTime Start = new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Activity = Guid.NewGuid();
    private static readonly Guid Elsewhere = Guid.NewGuid();
    private static readonly Seat First = SeatOf(Activity, 0, 120);
    private static readonly Seat Second = SeatOf(Activity, 120, 240);

    [Fact]
    public void A_second_arrival_at_the_changeover_closes_the_first_shift_and_opens_the_second()
    {
        var read = Read([First, Second], In(0), In(110), Out(240));

        Assert.Equal([ProofOutcome.In, ProofOutcome.ChangedOver, ProofOutcome.Out], read.Answers);
        Assert.Equal([(First.ShiftId, 0, 110), (Second.ShiftId, 110, 240)], read.Stays);
    }

    [Fact]
    public void Who_comes_again_soon_after_arriving_is_in_already() =>
        Assert.Equal([ProofOutcome.In, ProofOutcome.AlreadyIn], Read([First, Second], In(0), In(9)).Answers);

    [Theory]
    [InlineData(95, 105, false)]
    [InlineData(95, 111, true)]
    [InlineData(95, 121, true)]
    public void Who_came_late_and_shows_the_card_twice_is_not_moved_to_the_next_shift_by_that(int first, int second, bool moves)
    {
        // From the hundredth minute on the start of the next shift is nearer than that of this one.
        var (here, next) = (SeatOf(Activity, 80, 120, slack: 10), SeatOf(Activity, 120, 240, slack: 30));
        Assert.Equal([ProofOutcome.In, moves ? ProofOutcome.ChangedOver : ProofOutcome.AlreadyIn], Read([here, next], In(first), In(second)).Answers);
    }

    [Fact]
    public void Who_left_the_first_comes_to_the_second_and_leaves_the_second()
    {
        var read = Read([First, Second], In(0), Out(118), In(121), Out(239));
        Assert.Equal([(First.ShiftId, 0, 118), (Second.ShiftId, 121, 239)], read.Stays);
    }

    [Fact]
    public void Who_tapped_leave_by_mistake_and_shows_themselves_soon_has_not_left()
    {
        var read = Read([First], In(0), Out(40), In(50), Out(118));

        Assert.Equal([ProofOutcome.In, ProofOutcome.Out, ProofOutcome.In, ProofOutcome.Out], read.Answers);
        Assert.Equal([(First.ShiftId, 0, 118)], read.Stays);
    }

    [Fact]
    public void Who_left_before_it_began_comes_back_from_then_on_however_late()
    {
        var read = Read([First], In(-10), Out(-9), In(30), Out(118));

        Assert.Equal([ProofOutcome.In, ProofOutcome.Out, ProofOutcome.In, ProofOutcome.Out], read.Answers);
        Assert.Equal([(First.ShiftId, 30, 118)], read.Stays);
    }

    [Fact]
    public void Who_left_long_ago_has_left()
    {
        var read = Read([First], In(0), Out(40), In(56), Out(118));

        Assert.Equal([ProofOutcome.In, ProofOutcome.Out, ProofOutcome.AlreadyOut, ProofOutcome.AlreadyOut], read.Answers);
        Assert.Equal([(First.ShiftId, 0, 40)], read.Stays);
    }

    [Fact]
    public void Whoever_was_let_in_stays_let_in_when_the_door_opens_later_since()
    {
        var narrow = First with { SlackMinutes = 0 };
        var kept = In(-20) with { CountedFor = First.ShiftId };

        Assert.Equal(ProofOutcome.NotYet, Read([narrow], In(-20)).Answers[0]);
        Assert.Equal([(First.ShiftId, -20, 118)], Read([narrow], kept, Out(118)).Stays);
    }

    [Fact]
    public void One_arrival_and_one_leaving_at_the_very_end_cover_the_shift_that_follows_without_a_gap()
    {
        var read = Read([First, Second], In(-5), Out(241, ProofKinds.Card));

        Assert.Equal([(First.ShiftId, -5, 120), (Second.ShiftId, 120, 241)], read.Stays);
        Assert.Equal([(ProofKinds.Position, ProofKinds.Card), (ProofKinds.Position, ProofKinds.Card)], read.Attending.Presences.OrderBy(p => p.InAt).Select(p => (p.InProof, p.OutProof)));
    }

    [Fact]
    public void What_lies_between_two_shifts_is_invented_for_nobody()
    {
        var later = SeatOf(Activity, 140, 260);
        Assert.Equal([(First.ShiftId, 0, 120), (later.ShiftId, 140, 260)], Read([First, later], In(0), Out(260)).Stays);
    }

    [Fact]
    public void A_leaving_covers_no_shift_behind_a_gap_longer_than_the_slack_and_none_in_the_middle()
    {
        var far = SeatOf(Activity, 160, 280);
        var third = SeatOf(Activity, 240, 360);
        var (gap, three) = (Read([First, far], In(0), Out(280)), Read([First, Second, third], In(0), Out(360)));

        Assert.Equal([ProofOutcome.In, ProofOutcome.NotIn], gap.Answers);
        Assert.Equal([ProofOutcome.In, ProofOutcome.NotIn], three.Answers);
        Assert.Equal([(First.ShiftId, 0, null)], gap.Stays);
        Assert.Equal([(First.ShiftId, 0, null)], three.Stays);
    }

    [Fact]
    public void Three_shifts_are_covered_when_something_was_read_in_each()
    {
        var third = SeatOf(Activity, 240, 360);
        Assert.Equal([(First.ShiftId, 0, 120), (Second.ShiftId, 120, 240), (third.ShiftId, 240, 360)], Read([First, Second, third], In(0), Seen(200), Out(360)).Stays);
    }

    [Fact]
    public void What_was_read_for_the_second_shift_when_it_was_over_is_not_taken_from_it_by_the_third()
    {
        var third = SeatOf(Activity, 240, 360);
        Assert.Equal([(First.ShiftId, 0, 120), (Second.ShiftId, 120, 250), (third.ShiftId, 250, 360)], Read([First, Second, third], In(0), Seen(250), Out(360)).Stays);
    }

    [Fact]
    public void A_leaving_soon_after_the_changeover_is_the_first_shifts() =>
        Assert.Equal([(First.ShiftId, 0, 130)], Read([First, Second], In(0), Out(130)).Stays);

    [Fact]
    public void Who_comes_only_to_the_second_is_in_at_the_second() =>
        Assert.Equal([(Second.ShiftId, 100, 240)], Read([First, Second], In(100), Out(240)).Stays);

    [Fact]
    public void Who_comes_long_after_the_first_shift_has_not_left_it_by_that()
    {
        var read = Read([First, Second], In(0), In(170), Out(240));
        Assert.Equal([(First.ShiftId, 0, null), (Second.ShiftId, 170, 240)], read.Stays);
    }

    [Fact]
    public void A_leaving_with_nothing_open_explains_itself_and_waits_for_its_arrival()
    {
        Assert.Equal([ProofOutcome.NotIn], Read([First], Out(120)).Answers);
        Assert.Equal([(First.ShiftId, 0, 120)], Read([First], Out(120), In(0)).Stays);
    }

    [Fact]
    public void A_leaving_on_another_day_says_nothing_about_this_one()
    {
        var next = SeatOf(Activity, 24 * 60, 26 * 60);
        var read = Read([First, next], In(0), Out(26 * 60));
        Assert.Equal(ProofOutcome.NotIn, read.Answers[1]);
    }

    [Fact]
    public void Nobody_is_in_two_places_whoever_comes_elsewhere_was_here_no_longer()
    {
        var other = SeatOf(Elsewhere, 120, 240);
        var read = Read([First, other], In(0), In(100, Elsewhere), Out(118), Out(240, activity: Elsewhere));
        Assert.Equal([ProofOutcome.In, ProofOutcome.In, ProofOutcome.Out, ProofOutcome.Out], read.Answers);
        Assert.Equal([(First.ShiftId, 0, 100), (other.ShiftId, 100, 240)], read.Stays);
    }

    [Fact]
    public void A_named_shift_is_the_one_meant_and_nobody_goes_back_to_an_earlier_one()
    {
        var read = Read([First, Second], In(95, shift: Second.ShiftId), In(98, shift: First.ShiftId), Out(200, shift: First.ShiftId), Out(240, shift: Second.ShiftId));
        Assert.Equal([ProofOutcome.In, ProofOutcome.AlreadyIn, ProofOutcome.NotIn, ProofOutcome.Out], read.Answers);
        Assert.Equal([(Second.ShiftId, 95, 240)], read.Stays);
    }

    [Fact]
    public void The_time_alone_refuses_for_good()
    {
        Assert.Equal([ProofOutcome.NotYet, ProofOutcome.TooLate, ProofOutcome.NotSignedUp], Read([First], In(-31), In(120), In(5, Elsewhere)).Answers);
        Assert.Equal(ProofOutcome.NotYet, Read([First, SeatOf(Activity, 300, 400)], In(200)).Answers.Single());
    }

    [Fact]
    public void At_the_same_moment_one_leaves_before_one_comes_in_again() =>
        Assert.Equal([(First.ShiftId, 0, 120), (Second.ShiftId, 120, 240)], Read([First, Second], In(0), In(120), Out(120), Out(240)).Stays);

    [Fact]
    public void Pressed_just_before_and_just_after_the_changeover_the_second_counts_for_the_next_shift()
    {
        var (before, after) = (Seen(120) with { At = Start.AddMinutes(120).AddSeconds(-20) }, Seen(120) with { At = Start.AddMinutes(120).AddSeconds(5) });

        Assert.Equal([(First.ShiftId, 0, 120), (Second.ShiftId, 120, null)], Read([First, Second], In(0), before, after).Stays);
    }

    /// <summary>The arrival lies on a kiosk without network: until it comes home, neither press says anything, and both say something then.</summary>
    [Fact]
    public void Pressed_around_the_changeover_before_the_arrival_came_home_both_shifts_stand()
    {
        var (before, after) = (Seen(120) with { At = Start.AddMinutes(120).AddSeconds(-20) }, Seen(120) with { At = Start.AddMinutes(120).AddSeconds(5) });

        Assert.Equal([(First.ShiftId, 0, 120), (Second.ShiftId, 120, null)], Read([First, Second], before, after, In(0)).Stays);
    }

    [Fact]
    public void Pressed_all_day_long_it_is_kept_no_more()
    {
        List<ProofRequest> pressed = [In(0), .. Enumerable.Range(1, CheckInRules.Most).Select(i => Seen(60) with { At = Start.AddMinutes(60).AddSeconds(i) })];

        Assert.NotNull(CheckInRules.Decide(new([First], pressed[1..^1]), Seen(90)).Kept);
        Assert.Equal((ProofOutcome.TooOften, null), (CheckInRules.Decide(new([First], pressed), Seen(90)).Answer.Outcome, CheckInRules.Decide(new([First], pressed), Seen(90)).Kept));
    }

    /// <summary>Neither one's own pressing nor what somebody else sends takes away the leaving.</summary>
    [Fact]
    public void However_much_was_read_of_them_by_others_they_can_still_leave()
    {
        List<ProofRequest> filled = [In(0), .. Enumerable.Range(1, 500).SelectMany(i => new[] { Seen(60), Out(60) with { By = Guid.NewGuid() } }.Select(p => p with { At = Start.AddMinutes(60).AddSeconds(i) }))];

        Assert.NotNull(CheckInRules.Decide(new([First], filled), Out(90)).Kept);
        Assert.Equal(ProofOutcome.TooOften, CheckInRules.Decide(new([First], filled), Seen(90)).Answer.Outcome);
    }

    [Theory]
    [InlineData(20, 118, true)]
    [InlineData(110, 118, false)] // The same leaving.
    [InlineData(110, 150, false)] // Nothing would be lost by it.
    [InlineData(20, 190, false)] // Says nothing about this shift any more.
    public void A_leaving_that_somebody_typed_does_not_end_what_the_own_phone_shows_later_and_is_for_people_to_decide(int typed, int own, bool contested)
    {
        var read = Read([First], In(0), Out(typed, ProofKinds.Word) with { By = Guid.NewGuid() }, Out(own));

        Assert.Equal(contested, read.Attending.Presences.Single().Row.IsDisputed);
        Assert.Equal([(First.ShiftId, 0, contested ? own : typed)], read.Stays);
    }

    [Fact]
    public void Who_came_back_at_once_from_a_leaving_that_somebody_typed_contests_nothing()
    {
        var typed = Out(20, ProofKinds.Word) with { By = Guid.NewGuid() };

        Assert.False(Read([First], In(0), typed, In(25), Out(118)).Attending.Presences.Single().Row.IsDisputed);
        Assert.True(Read([First], In(0), typed, In(60), Out(118)).Attending.Presences.Single().Row.IsDisputed);
    }

    [Fact]
    public void Who_is_said_to_have_come_elsewhere_and_shows_themselves_here_stays_here()
    {
        var far = SeatOf(Elsewhere, 60, 180);
        var typed = In(31, Elsewhere) with { By = Guid.NewGuid(), Kinds = ProofKinds.Word };

        var read = Read([First, far], In(0), typed, Seen(45), Out(118));

        Assert.Equal([ProofOutcome.In, ProofOutcome.Disputed, ProofOutcome.Seen, ProofOutcome.Out], read.Answers);
        Assert.Equal([(First.ShiftId, 0, 118), (far.ShiftId, 31, null)], read.Stays);
        Assert.Equal([(First.ShiftId, false), (far.ShiftId, true)], read.Attending.Presences.OrderBy(p => p.InAt).Select(p => (p.Row.ShiftId, p.Row.IsDisputed)));
    }

    [Fact]
    public void Who_comes_themselves_where_they_were_said_to_have_come_is_there_from_then_on()
    {
        var far = SeatOf(Elsewhere, 60, 180);
        var typed = In(31, Elsewhere) with { By = Guid.NewGuid(), Kinds = ProofKinds.Word };

        var read = Read([First, far], In(0), typed, Out(61), In(70, Elsewhere), Out(175, activity: Elsewhere));

        Assert.Equal([(First.ShiftId, 0, 61), (far.ShiftId, 70, 175)], read.Stays);
        Assert.DoesNotContain(read.Attending.Presences, p => p.Row.IsDisputed);
        Assert.Equal([ProofOutcome.In, ProofOutcome.Out], read.Answers.TakeLast(2));
    }

    [Fact]
    public void Who_has_gone_on_to_where_somebody_let_them_in_has_left()
    {
        var far = SeatOf(Elsewhere, 60, 180);
        var typed = In(50, Elsewhere) with { By = Guid.NewGuid(), Kinds = ProofKinds.Word };

        var read = Read([First, far], In(0), typed, Out(175, activity: Elsewhere));

        Assert.Equal([(First.ShiftId, 0, null), (far.ShiftId, 50, 175)], read.Stays);
        Assert.DoesNotContain(read.Attending.Presences, p => p.Row.IsDisputed);
    }

    internal static Seat SeatOf(Guid activity, int from, int to, int slack = 30) => new(activity, Guid.NewGuid(), Start.AddMinutes(from), Start.AddMinutes(to), slack);

    private static ProofRequest In(int minute, Guid? activity = null, Guid? shift = null) => Proof(ProofEnd.In, minute, ProofKinds.Position, activity, shift);

    private static ProofRequest Out(int minute, ProofKinds kinds = ProofKinds.Position, Guid? activity = null, Guid? shift = null) => Proof(ProofEnd.Out, minute, kinds, activity, shift);

    private static ProofRequest Seen(int minute) => Proof(ProofEnd.Seen, minute, ProofKinds.Position, null, null);

    private static ProofRequest Proof(ProofEnd end, int minute, ProofKinds kinds, Guid? activity, Guid? shift) => new(activity ?? Activity, shift, Guid.Empty, end, kinds, Guid.NewGuid(), Start.AddMinutes(minute));

    private static (Attending Attending, List<ProofOutcome> Answers, List<(Guid Shift, int In, int? Out)> Stays) Read(List<Seat> seats, params List<ProofRequest> proofs)
    {
        var kept = new List<ProofRequest>();
        foreach (var proof in proofs)
        {
            if (CheckInRules.Decide(new(seats, kept), proof).Kept is not null)
            {
                kept.Add(proof);
            }
        }

        var attending = Attending.Of(seats, proofs);
        return (attending, proofs.ConvertAll(p => attending.AnswerTo(p).Outcome),
            [.. Attending.Of(seats, kept).Presences.OrderBy(p => p.InAt).Select(p => (p.Seat.ShiftId, Minute(p.InAt), p.OutAt is { } left ? (int?)Minute(left) : null))]);
    }

    private static int Minute(DateTime at) => (int)(at - Start).TotalMinutes;
}
