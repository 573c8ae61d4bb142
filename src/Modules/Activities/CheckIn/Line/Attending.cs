using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn.Line;

/// <summary>
/// One volunteer's comings and goings, worked out from everything that was read of them in the order in which it was READ. When, how often and in which order it came in
/// makes no difference, because every new reading works out all of it again.
/// </summary>
internal sealed partial class Attending
{
    /// <summary>A second proof so soon after the first belongs to the same arrival or leaving.</summary>
    internal static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(15);

    private readonly IReadOnlyList<Seat> _seats;
    private readonly Dictionary<Guid, Presence> _presences = [];
    private readonly Dictionary<(Guid, Guid), ProofAnswer> _answers = [];

    /// <summary>Leavings read live that their own phone speaks against.</summary>
    private readonly HashSet<Guid> _contested = [];

    /// <summary>Where they are now.</summary>
    private Presence? _current;

    private Attending(IReadOnlyList<Seat> seats) => _seats = seats;

    public IReadOnlyCollection<Presence> Presences => _presences.Values;

    public static Attending Of(IReadOnlyList<Seat> seats, IEnumerable<ProofRequest> proofs)
    {
        var attending = new Attending(seats);
        var all = proofs.ToList();
        var outvoted = all.FindAll(p => IsOutvoted(p, all, seats));
        attending._contested.UnionWith(outvoted.Where(p => !IsBroughtHome(p)).Concat(all.Where(p => IsElsewhere(p, all, seats))).Select(p => p.Nonce));
        foreach (var moment in all.ConvertAll(p => outvoted.Contains(p) ? p with { End = ProofEnd.Seen } : p).GroupBy(p => p.At).OrderBy(m => m.Key))
        {
            // At one and the same moment whoever was there leaves before they come in again.
            var leavesFirst = attending._current is { } here && here.InAt < moment.Key;
            foreach (var proof in moment.OrderBy(p => leavesFirst ? -(int)Order(p.End) : Order(p.End)).ThenBy(p => !p.IsDoorAsked).ThenBy(p => p.Nonce)) // The number belongs to the scan before it.
            {
                attending._answers[(proof.ActivityId, proof.Nonce)] = attending.Take(proof);
            }
        }

        return attending;
    }

    public ProofAnswer AnswerTo(ProofRequest proof) => _answers.GetValueOrDefault((proof.ActivityId, proof.Nonce)) ?? new(ProofOutcome.Missing);

    public bool IsDisputed(ProofAnswer answer) => answer.IsGood && answer.ShiftId is { } shift && _presences.GetValueOrDefault(shift)?.IsDisputed == true;

    /// <summary>
    /// A leaving that somebody else typed. Where the volunteer's own phone or signed card shows them there at a later moment of the same shift, it says no more than that they were seen: else whoever runs the shift
    /// would cut anybody's hours. A kiosk that brings it home late could have made it up afterwards; read live it is somebody's word against their phone, and people decide (<see cref="Disputes"/>).
    /// </summary>
    private static bool IsOutvoted(ProofRequest r, List<ProofRequest> all, IReadOnlyList<Seat> seats) =>
        r.End == ProofEnd.Out && !IsTheirs(r) && seats.Any(s => s.ActivityId == r.ActivityId && s.OpensAt <= r.At && all.Exists(p =>
            p.ActivityId == r.ActivityId && p.At > r.At && p.End != ProofEnd.In && IsTheirs(p) && p.At <= s.At(p.At).GoneAt && (IsBroughtHome(r) || Earlier(p.At, s.EndsAt) - r.At > SameMoment)
            && !all.Exists(back => back.End == ProofEnd.In && IsTheirs(back) && back.ActivityId == r.ActivityId && back.At > r.At && back.At < p.At && (IsBroughtHome(r) || MayComeBack(s.StartsAt, r.At, back.At, [])))));

    /// <summary>An arrival that somebody else typed, of whom their own phone shows at a later moment, before it shows anything here, that they are still at another activity which goes on.</summary>
    private static bool IsElsewhere(ProofRequest r, List<ProofRequest> all, IReadOnlyList<Seat> seats) =>
        r.End == ProofEnd.In && !IsTheirs(r) && all.Where(p => p.At > r.At && IsTheirs(p)).MinBy(p => p.At) is { } next && next.ActivityId != r.ActivityId && next.End != ProofEnd.In
        && all.Exists(p => p.ActivityId == next.ActivityId && p.End == ProofEnd.In && p.At < r.At) && seats.Any(s => s.ActivityId == next.ActivityId && s.OpensAt <= r.At && next.At <= s.At(next.At).GoneAt);

    private static bool IsBroughtHome(ProofRequest r) => r is { KioskId: not null, IsLate: true };

    private static bool IsTheirs(ProofRequest p) => (p.By is null && p.KioskId is null) || p.Kinds.HasFlag(ProofKinds.Card);

    private static int Order(ProofEnd end) => end switch { ProofEnd.In => 0, ProofEnd.Seen => 1, ProofEnd.Out => 2 };

    private ProofAnswer Take(ProofRequest r)
    {
        var own = _seats.Where(s => s.ActivityId == r.ActivityId && (r.ShiftId is null || s.ShiftId == r.ShiftId)).ToList();
        return own.Count == 0 ? new(ProofOutcome.NotSignedUp) : r.End switch { ProofEnd.In => Enter(r, own), ProofEnd.Out => Leave(r, own), ProofEnd.Seen => See(r, own) };
    }

    private ProofAnswer Enter(ProofRequest r, List<Seat> own)
    {
        var open = own.FindAll(s => s.At(r.At).IsOpenAt(r.At) || s.ShiftId == r.CountedFor);
        if (open.Count == 0)
        {
            return own.Where(s => r.At < s.At(r.At).OpensAt).MinBy(s => s.At(r.At).OpensAt) is { } next
                ? new(ProofOutcome.NotYet, ShiftId: next.ShiftId, OpensAt: next.At(r.At).OpensAt)
                : new(ProofOutcome.TooLate, ShiftId: own.MaxBy(s => s.EndsAt)!.ShiftId);
        }

        // A second proof right after the first is the same arrival, however soon the next shift begins.
        var here = HereIn(r.ActivityId);
        if (here is not null && r.At - here.InAt <= SameMoment && open.Contains(here.Seat))
        {
            return Again(r, here);
        }

        // Nobody goes back from a later shift to an earlier one.
        var ahead = here is null ? open : open.FindAll(s => s.StartsAt >= here.Seat.StartsAt);
        if (ahead.Count == 0)
        {
            return Again(r, here!);
        }

        var seat = ahead.MinBy(s => (IsOver(s), (r.At - s.StartsAt).Duration(), s.StartsAt, s.ShiftId))!;
        if (_presences.TryGetValue(seat.ShiftId, out var known) && !(known.IsSaid && IsTheirs(r)))
        {
            return Again(r, known);
        }

        _presences.Remove(seat.ShiftId); // What was said of them is nothing beside their own phone.
        return Open(r, seat);
    }

    private ProofAnswer Open(ProofRequest r, Seat seat)
    {
        if (_contested.Contains(r.Nonce))
        {
            // Somebody says that they came here, and their own phone shows them elsewhere later: that goes on, and people decide about this.
            var said = new Presence(seat, r, r.At, r.KindsAt(seat)) { IsSaid = true };
            said.Dispute();
            _presences.Add(seat.ShiftId, said);
            return Say(ProofOutcome.Disputed, said);
        }

        var before = _current;
        before?.LeaveBehind(r.At, !IsTheirs(r));
        var changes = before is not null && before.Seat.Adjoins(seat) && r.At <= before.Seat.At(r.At).LastAt;
        if (changes)
        {
            before!.Close(r.At, r.KindsAt(before.Seat));
        }

        _presences.Add(seat.ShiftId, _current = new Presence(seat, r, r.At, r.KindsAt(seat)));
        return Say(changes ? ProofOutcome.ChangedOver : ProofOutcome.In, _current);
    }

    private ProofAnswer Again(ProofRequest r, Presence here)
    {
        if (here != _current)
        {
            return ComeBack(r, here) ?? Say(ProofOutcome.AlreadyOut, here);
        }

        here.See(r.At);
        if (Contradict(here.First, r))
        {
            here.Dispute();
            return Say(ProofOutcome.Disputed, here);
        }

        here.Strengthen(r.At - here.InAt <= SameMoment ? r.KindsAt(here.Seat) : ProofKinds.None);
        return Say(ProofOutcome.AlreadyIn, here);
    }

    /// <summary>Whether who left then may be there again at a moment: of a leaving before the shift began always, later within a quarter of an hour; and not who has come in elsewhere since.</summary>
    /// <param name="elsewhere">When they came in at other shifts.</param>
    internal static bool MayComeBack(DateTime startsAt, DateTime left, DateTime at, IEnumerable<DateTime> elsewhere) =>
        (left <= startsAt || at - left <= SameMoment) && elsewhere.All(came => came < left);

    /// <summary>
    /// Who left by mistake is there again: after a leaving before the shift began, of which nothing counted, from now on; soon after a leaving as if it had not been. Later it stays as it is, and is for people to correct.
    /// What comes home late brings nobody back.
    /// </summary>
    private ProofAnswer? ComeBack(ProofRequest r, Presence here)
    {
        if (_current is not null || here.OutAt is not { } left || r.IsLate || !MayComeBack(here.Seat.StartsAt, left, r.At, _presences.Values.Where(p => p != here).Select(p => p.InAt)))
        {
            return null;
        }

        if (r.At - left > SameMoment)
        {
            _presences[here.Seat.ShiftId] = _current = new Presence(here.Seat, r, r.At, r.KindsAt(here.Seat));
            return Say(ProofOutcome.In, _current);
        }

        here.Reopen();
        _current = here;
        return Say(ProofOutcome.In, here);
    }

    /// <summary>Two devices let the same person in, one of them without network, so that neither could know of the other; or a kiosk makes the arrival earlier afterwards.</summary>
    private static bool Contradict(ProofRequest a, ProofRequest b) =>
        a.Device != b.Device && (a.IsLate || b.IsLate)
        && ((a.IsOfCard && b.IsOfCard) || ((a.KioskId ?? b.KioskId) is not null && b.At - a.At > SameMoment));

    private Presence? HereIn(Guid activityId) => _current?.Seat.ActivityId == activityId ? _current : null;

    /// <summary>They were there and are no longer.</summary>
    private bool IsOver(Seat seat) => _presences.TryGetValue(seat.ShiftId, out var there) && there != _current && !there.IsSaid;

    private static ProofAnswer Say(ProofOutcome outcome, Presence here) => new(outcome, here.InAt, here.OutAt, here.Seat.ShiftId);
}
