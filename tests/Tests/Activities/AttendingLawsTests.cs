using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;

namespace Weiguang.Tests.Activities;

/// <summary>
/// Whatever the plan of shifts, whatever two kiosks, a code and a list read, and however late, often and mixed up it comes in: presences are the same, lie beside each other and in their
/// shifts, and no reading gets two answers or is lost.
/// </summary>
public class AttendingLawsTests
{
    private static readonly DateTime Start = new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Guid[] Activities = [new("00000000-0000-0000-0000-00000000000a"), new("00000000-0000-0000-0000-00000000000b")];

    /// <param name="Delay">Minutes until it comes in.</param>
    /// <param name="Twice">Comes in once more so many places later.</param>
    private sealed record Scan(int Activity, int Minute, int Second, ProofEnd End, int Device, int Delay, int Twice, bool Names, int Shift, Guid Nonce);

    private static readonly Gen<List<Seat>> Plans =
        from count in Gen.Choose(1, 6)
        from gaps in Gen.ArrayOf(Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Choose(1, 30)), (1, Gen.Choose(-40, -1)), (1, Gen.Choose(60, 900))), count)
        from lengths in Gen.ArrayOf(Gen.Choose(20, 900), count)
        from activities in Gen.ArrayOf(Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Constant(1))), count)
        from slack in Gen.Elements(0, 15, 30, 180)
        select Plan(gaps, lengths, activities, slack);

    private static readonly Gen<Scan> Scans =
        from activity in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Constant(1)))
        from minute in Gen.Choose(-60, 3500)
        from second in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, 59)))
        from end in Gen.Frequency((4, Gen.Constant(ProofEnd.In)), (3, Gen.Constant(ProofEnd.Out)), (1, Gen.Constant(ProofEnd.Seen)))
        from device in Gen.Choose(0, 3)
        from delay in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, 4000)))
        from twice in Gen.Choose(0, 5)
        from names in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from shift in Gen.Choose(0, 5)
        select new Scan(activity, minute, second, end, device, delay, twice, names, shift, Guid.NewGuid());

    private static readonly Gen<(List<Seat> Seats, List<Scan> Scans, int Seed)> Days =
        from seats in Plans
        from near in Gen.ListOf(from scan in Scans from seat in Gen.Choose(0, seats.Count - 1) from side in Gen.Choose(0, 1) from off in Gen.Choose(-35, 35) from again in Gen.Choose(0, 2) select Pressed(Near(scan, seats[seat], side, off), again))
        from scans in Gen.ListOf(Scans)
        from seed in Gen.Choose(0, 1_000_000)
        select (seats, near.SelectMany(n => n).Concat(scans).Take(14).ToList(), seed);

    [Fact]
    public void The_order_in_which_readings_come_in_makes_no_difference() => Check(day =>
    {
        var proofs = day.Scans.ConvertAll(s => ProofOf(s, day.Seats));
        var inOrder = Settle(day.Seats, proofs.OrderBy(p => p.At)).Presences;
        var asTheyCame = Settle(day.Seats, Arrivals(day.Scans, proofs)).Presences;
        var shuffled = Settle(day.Seats, Shuffle(proofs.Concat(proofs), day.Seed)).Presences;
        Assert.Equal(inOrder, asTheyCame);
        Assert.Equal(inOrder, shuffled);
    });

    [Fact]
    public void Presences_lie_beside_each_other_and_within_their_shifts() => Check(day =>
    {
        var attending = Attending.Of(day.Seats, day.Scans.Select(s => ProofOf(s, day.Seats)));
        var row = attending.Presences.OrderBy(p => p.InAt).ThenBy(p => p.OutAt ?? p.SeenAt).ToList();
        Assert.All(row, p =>
        {
            Assert.InRange(p.InAt, p.Seat.OpensAt, p.Seat.EndsAt);
            Assert.InRange(p.OutAt ?? p.SeenAt, p.InAt, p.Seat.At(p.InAt).GoneAt);
            Assert.True(p.OutAt is null || p.SeenAt == p.OutAt, "whoever left was seen last then");
        });
        Assert.All(row.Zip(row.Skip(1)), pair => Assert.True((pair.First.OutAt ?? pair.First.SeenAt) <= pair.Second.InAt, $"{pair.First.Row} runs into {pair.Second.Row}"));
        Assert.True(row.Count(p => p.OutAt is null && p.Until is null) <= 1, "nobody is in two places");
    });

    [Fact]
    public void Each_shift_rests_on_a_reading_of_its_own() => Check(day =>
    {
        var proofs = day.Scans.ConvertAll(s => ProofOf(s, day.Seats));
        foreach (var p in Attending.Of(day.Seats, proofs).Presences)
        {
            Assert.Contains(proofs, r => r.ActivityId == p.Seat.ActivityId && r.At >= p.InAt && r.At <= (p.OutAt ?? p.SeenAt));
        }
    });

    [Fact]
    public void Sent_again_a_reading_gets_its_one_answer_and_changes_nothing() => Check(day =>
    {
        var proofs = day.Scans.ConvertAll(s => ProofOf(s, day.Seats));
        var (kept, presences) = Settle(day.Seats, Arrivals(day.Scans, proofs));
        var (again, same) = Settle(day.Seats, kept.Concat(proofs));
        Assert.Equal(presences, same);
        Assert.Equal(kept.Select(k => k.Nonce).Order(), again.Select(k => k.Nonce).Order());
        Assert.Equal(kept.Count, kept.DistinctBy(k => k.Nonce).Count());
        // Refused for good is only what the time and the seat refuse, whatever else is known.
        Assert.All(proofs.Where(p => kept.TrueForAll(k => k.Nonce != p.Nonce)), p => Assert.Null(CheckInRules.Decide(new(day.Seats, []), p).Kept));
    });

    /// <summary>What is counted is tested where it is counted: <see cref="LateHoursTests"/>.</summary>
    [Fact]
    public void An_arrival_that_a_kiosk_makes_earlier_afterwards_disputes_the_presence() => Check(day =>
    {
        List<Seat> one = [day.Seats[0]];
        var read = day.Scans.ConvertAll(s => ProofOf(s with { Activity = Array.IndexOf(Activities, one[0].ActivityId), Delay = 0 }, one));
        var came = Settle(one, read.OrderBy(p => p.At)).Presences.SingleOrDefault();
        if (came is null || came.InAt <= one[0].OpensAt.AddMinutes(16))
        {
            return;
        }

        read.RemoveAll(p => p.At < came.InAt || (p.At == came.InAt && p.End != ProofEnd.In)); // Whoever left before they came is another story.
        var invented = new ProofRequest(one[0].ActivityId, null, Guid.Empty, ProofEnd.In, ProofKinds.Card, Guid.NewGuid(), one[0].OpensAt, "a thief's kiosk", KioskId: Guid.NewGuid())
        {
            ReceivedAt = Start.AddDays(4),
        };
        Assert.True(Settle(one, read.OrderBy(p => p.At).Append(invented)).Presences.Single().IsDisputed, $"{came} against {invented.At}");
    });

    private static void Check(Action<(List<Seat> Seats, List<Scan> Scans, int Seed)> law) => Prop.ForAll(Days.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    /// <summary>As the desk does it: one after the other, each kept once.</summary>
    private static (List<ProofRequest> Kept, List<KeptPresence> Presences) Settle(List<Seat> seats, IEnumerable<ProofRequest> arrivals)
    {
        var kept = new List<ProofRequest>();
        foreach (var proof in arrivals.Where(a => kept.TrueForAll(k => k.Nonce != a.Nonce)))
        {
            if (CheckInRules.Decide(new(seats, kept), proof).Kept is not null)
            {
                kept.Add(proof);
            }
        }

        return (kept, [.. Attending.Of(seats, kept).Presences.Select(p => p.Row).OrderBy(p => p.ShiftId)]);
    }

    private static IEnumerable<ProofRequest> Arrivals(List<Scan> scans, List<ProofRequest> proofs) =>
        scans.Zip(proofs).SelectMany(x => new[] { (At: x.First.Minute + x.First.Delay, x.Second), (At: x.First.Minute + x.First.Delay + (x.First.Twice * 60), x.Second) })
            .OrderBy(x => x.At).Select(x => x.Second);

    private static ProofRequest[] Shuffle(IEnumerable<ProofRequest> proofs, int seed)
    {
        ProofRequest[] row = [.. proofs];
        new Random(seed).Shuffle(row);
        return row;
    }

    /// <summary>Pressed again within the minute, as whoever is not sure does.</summary>
    private static IEnumerable<Scan> Pressed(Scan scan, int again) =>
        Enumerable.Range(0, again + 1).Select(i => i == 0 ? scan : scan with { Second = scan.Second + (i * 20), Nonce = Guid.NewGuid() });

    private static Scan Near(Scan scan, Seat seat, int side, int off) => scan with
    {
        Activity = Array.IndexOf(Activities, seat.ActivityId), Minute = (int)((side == 0 ? seat.StartsAt : seat.EndsAt) - Start).TotalMinutes + off,
    };

    private static ProofRequest ProofOf(Scan s, List<Seat> seats)
    {
        var own = seats.FindAll(x => x.ActivityId == Activities[s.Activity]);
        return new(
            Activities[s.Activity], s.Names && own.Count > 0 ? own[s.Shift % own.Count].ShiftId : null, Guid.Empty, s.End, s.Device < 2 ? ProofKinds.Card : s.Device == 2 ? ProofKinds.RotatingCode : ProofKinds.Word,
            s.Nonce, Start.AddMinutes(s.Minute).AddSeconds(s.Second), $"device {s.Device}", KioskId: s.Device < 2 ? new Guid(s.Device + 1, 0, 0, new byte[8]) : null) { ReceivedAt = Start.AddMinutes(s.Minute + s.Delay).AddSeconds(s.Second) };
    }

    private static List<Seat> Plan(int[] gaps, int[] lengths, int[] activities, int slack)
    {
        var (seats, at) = (new List<Seat>(), 0);
        for (var i = 0; i < gaps.Length; i++)
        {
            at = Math.Max(0, at + gaps[i]);
            seats.Add(new(Activities[activities[i]], new Guid(i + 1, 0, 0, new byte[8]), Start.AddMinutes(at), Start.AddMinutes(at + lengths[i]), slack));
            at += lengths[i];
        }

        return seats;
    }
}
