using Weiguang.Activities.Domain;

namespace Weiguang.Activities.CheckIn;

/// <summary>Everything about one proof that the answer depends on.</summary>
/// <param name="Seats">Seats the volunteer has around that time, in any activity.</param>
/// <param name="Presences">Their presences around that time; the rules change them and add new ones.</param>
/// <param name="IsKnown">A proof with this nonce is on record.</param>
internal sealed record ProofCase(ProofRequest Request, IReadOnlyList<Seat> Seats, List<Presence> Presences, bool IsKnown);

/// <summary>The rules of checking in and out, without any database: whoever calls holds the volunteer. docs/algorithms/check-in.md tells the reasons.</summary>
internal static class CheckInRules
{
    /// <summary>A second proof so soon after the first belongs to the same arrival or leaving.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(15);

    /// <summary>A proof received so much later than it was read comes from a kiosk without network.</summary>
    private static readonly TimeSpan Offline = TimeSpan.FromMinutes(2);

    /// <summary>The answer, and whether the proof is to be kept.</summary>
    public static (ProofAnswer Answer, bool Keep) Decide(ProofCase c, DateTime now)
    {
        if (SeatFor(c) is not { } seat)
        {
            return (new(ProofOutcome.NotSignedUp), false);
        }

        var here = c.Presences.Find(p => p.ActivityId == seat.ActivityId && p.ShiftId == seat.ShiftId);
        if (c.IsKnown)
        {
            return (Say(ProofOutcome.Replayed, here, seat), false);
        }

        return (c.Request.End, here) switch
        {
            (ProofEnd.In, null) => Enter(c, seat),
            (ProofEnd.In, _) => Again(c.Request, seat, here, now),
            (_, null) => (new(ProofOutcome.NotIn, ShiftId: seat.ShiftId), false),
            (ProofEnd.Out, _) => Leave(c.Request, seat, here),
            _ => See(c.Request, seat, here),
        };
    }

    /// <summary>The seat meant: the shift named; else on leaving the one where they are in; else the one whose time is nearest.</summary>
    private static Seat? SeatFor(ProofCase c)
    {
        var r = c.Request;
        var inside = r.End == ProofEnd.In ? null : c.Presences.Find(p => p.ActivityId == r.ActivityId && p.OutAt is null)?.ShiftId;
        return c.Seats.Where(s => s.ActivityId == r.ActivityId && (r.ShiftId is null || s.ShiftId == r.ShiftId))
            .MinBy(s => s.ShiftId == inside ? TimeSpan.MinValue : Distance(s, r.At));
    }

    private static TimeSpan Distance(Seat seat, DateTime at) => at < seat.OpensAt ? seat.OpensAt - at : at > seat.LastAt ? at - seat.LastAt : TimeSpan.Zero;

    private static (ProofAnswer, bool) Enter(ProofCase c, Seat seat)
    {
        var r = c.Request;
        if (r.At < seat.OpensAt)
        {
            return (new(ProofOutcome.NotYet, ShiftId: seat.ShiftId, OpensAt: seat.OpensAt), false);
        }

        if (r.At >= seat.EndsAt)
        {
            return (new(ProofOutcome.TooLate, ShiftId: seat.ShiftId), false);
        }

        if (c.Presences.Exists(p => p.OutAt is null && r.At < p.StaleAt))
        {
            return (new(ProofOutcome.OpenElsewhere, ShiftId: seat.ShiftId), false);
        }

        var here = new Presence
        {
            ActivityId = seat.ActivityId,
            ShiftId = seat.ShiftId,
            VolunteerId = r.VolunteerId,
            InAt = r.At,
            InProof = r.Kinds,
            InDevice = r.Device,
            SeenAt = r.At,
            StaleAt = seat.LastAt,
            HasChanged = true,
        };
        c.Presences.Add(here);
        return (Say(ProofOutcome.In, here, seat), true);
    }

    private static (ProofAnswer, bool) Again(ProofRequest r, Seat seat, Presence here, DateTime now)
    {
        here.HasChanged = true;
        if (now - r.At > Offline && r.Kinds.HasFlag(ProofKinds.Card) && here.InProof.HasFlag(ProofKinds.Card) && r.Device != here.InDevice)
        {
            here.IsDisputed = true;
            return (Say(ProofOutcome.Disputed, here, seat), true);
        }

        here.InProof |= (r.At - here.InAt).Duration() <= SameMoment ? r.Kinds : ProofKinds.None;
        here.SeenAt = Later(here.SeenAt, r.At, seat);
        return (Say(here.OutAt is null ? ProofOutcome.AlreadyIn : ProofOutcome.AlreadyOut, here, seat), true);
    }

    private static (ProofAnswer, bool) Leave(ProofRequest r, Seat seat, Presence here)
    {
        if (r.At < here.InAt)
        {
            return (new(ProofOutcome.NotIn, ShiftId: seat.ShiftId), false);
        }

        here.HasChanged = true;
        here.SeenAt = Later(here.SeenAt, r.At, seat);
        if (here.OutAt is { } before)
        {
            here.OutProof |= (r.At - before).Duration() <= SameMoment ? r.Kinds : ProofKinds.None;
            return (Say(ProofOutcome.AlreadyOut, here, seat), true);
        }

        (here.OutAt, here.OutProof) = (r.At, r.Kinds);
        return (Say(ProofOutcome.Out, here, seat), true);
    }

    private static (ProofAnswer, bool) See(ProofRequest r, Seat seat, Presence here)
    {
        if (here.OutAt is not null || r.At < here.InAt)
        {
            return (Say(ProofOutcome.AlreadyOut, here, seat), false);
        }

        (here.SeenAt, here.HasChanged) = (Later(here.SeenAt, r.At, seat), true);
        return (Say(ProofOutcome.Seen, here, seat), true);
    }

    private static DateTime Later(DateTime seen, DateTime at, Seat seat) => at > seen && at <= seat.LastAt ? at : seen;

    private static ProofAnswer Say(ProofOutcome outcome, Presence? here, Seat seat) => new(outcome, here?.InAt, here?.OutAt, seat.ShiftId);
}
