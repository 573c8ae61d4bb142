using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn.Line;

/// <summary>Leaving, being there still, and staying through a changeover.</summary>
internal sealed partial class Attending
{
    private ProofAnswer Leave(ProofRequest r, List<Seat> own)
    {
        if (HereIn(r.ActivityId) is { } here)
        {
            var next = NextOf(here);
            if (next is not null && LeavesNext(r, here.Seat, next))
            {
                return Close(StayThrough(here, next, r), r);
            }

            if (IsMeant(r, here.Seat, next) && r.At <= here.Seat.At(r.At).GoneAt)
            {
                return Close(here, r);
            }
        }

        return LeaveLater(r, own);
    }

    private ProofAnswer See(ProofRequest r, List<Seat> own)
    {
        if (HereIn(r.ActivityId) is { } here)
        {
            var next = NextOf(here);
            var stays = next is not null && (r.ShiftId is null || r.ShiftId == next.ShiftId) && r.At >= Later(next.StartsAt, here.Seat.EndsAt) && r.At <= next.At(r.At).LastAt;
            here = stays ? StayThrough(here, next!, r) : here;
            if (stays || (IsMeant(r, here.Seat, next) && r.At <= here.Seat.At(r.At).LastAt))
            {
                here.See(r.At);
                if (_contested.Contains(r.Nonce))
                {
                    here.Dispute();
                }

                return Say(ProofOutcome.Seen, here);
            }
        }

        return LastOf(r) is { } over ? Say(ProofOutcome.AlreadyOut, over) : NotIn(r, own);
    }

    private ProofAnswer Close(Presence here, ProofRequest r)
    {
        here.Close(r.At, r.KindsAt(here.Seat));
        _current = null;
        return Say(ProofOutcome.Out, here);
    }

    /// <summary>Read when they were no longer there: once more at the same moment, or after they had come in elsewhere, from which moment on they were not here.</summary>
    private ProofAnswer LeaveLater(ProofRequest r, List<Seat> own)
    {
        if (LastOf(r) is not { } over)
        {
            return NotIn(r, own);
        }

        if (r.At > over.Seat.At(r.At).GoneAt)
        {
            return NotIn(r, own) with { InAt = over.InAt }; // Kept; and they are not told that nobody saw them come.
        }

        if (over.OutAt is { } left)
        {
            over.StrengthenLeaving(r.At - left <= SameMoment ? r.KindsAt(over.Seat) : ProofKinds.None);
            return Say(ProofOutcome.AlreadyOut, over);
        }

        if (over.Until is not { } until)
        {
            return NotIn(r, own);
        }

        over.Close(until, r.KindsAt(over.Seat));
        if (over.IsLeftByWord && r.At - until > SameMoment)
        {
            over.Dispute(); // One of two words is not so.
        }

        return Say(ProofOutcome.Out, over);
    }

    /// <summary>
    /// Stayed through: in at one shift, and read again in the time of the next. Each shift rests on a reading of its own, only the changeover is inferred: the first counts to its end, the second
    /// from its start, what lies between is nobody's; whoever was seen at the first when it was over was there until then. Both are worth what the weaker of the two readings is worth, as one long shift would be.
    /// </summary>
    private Presence StayThrough(Presence here, Seat next, ProofRequest r)
    {
        var over = Later(here.SeenAt, here.Seat.EndsAt < next.StartsAt ? here.Seat.EndsAt : next.StartsAt);
        here.Close(over, r.KindsAt(here.Seat));
        _presences.Add(next.ShiftId, _current = new Presence(next, here.First, Later(over, next.StartsAt), here.InProof));
        return _current;
    }

    /// <summary>The seat that follows without a gap and has no presence yet; they were here before it began.</summary>
    private Seat? NextOf(Presence here) =>
        _seats.Where(s => here.Seat.Adjoins(s) && here.InAt < s.StartsAt && !_presences.ContainsKey(s.ShiftId)).MinBy(s => (s.StartsAt, s.ShiftId));

    /// <summary>A leaving belongs to the next shift when it is nearer to that one's end, or when the time of this one is over.</summary>
    private static bool LeavesNext(ProofRequest r, Seat seat, Seat next) =>
        r.At > next.StartsAt && r.At <= next.At(r.At).GoneAt
        && (r.ShiftId is { } named ? named == next.ShiftId : r.At > seat.At(r.At).LastAt || (r.At - next.EndsAt).Duration() < (r.At - seat.EndsAt).Duration());

    private static bool IsMeant(ProofRequest r, Seat seat, Seat? next) => r.ShiftId is not { } named || named == seat.ShiftId || named == next?.ShiftId;

    private Presence? LastOf(ProofRequest r) =>
        _presences.Values.Where(p => p.Seat.ActivityId == r.ActivityId && (r.ShiftId is null || p.Seat.ShiftId == r.ShiftId)).MaxBy(p => (p.InAt, p.Seat.ShiftId));

    private static ProofAnswer NotIn(ProofRequest r, List<Seat> own) => new(ProofOutcome.NotIn, ShiftId: own.MinBy(s => (Distance(s, r.At), s.StartsAt, s.ShiftId))!.ShiftId);

    private static TimeSpan Distance(Seat seat, DateTime at) => at < seat.OpensAt ? seat.OpensAt - at : at > seat.LastAt ? at - seat.LastAt : TimeSpan.Zero;

    internal static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
