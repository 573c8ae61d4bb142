using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn.Line;

/// <summary>When people are let in and out of a shift, as it was agreed from a moment on.</summary>
internal sealed record DoorTerm(DateTime Since, DateTime StartsAt, DateTime EndsAt, int SlackMinutes)
{
    private static readonly TimeSpan Queue = TimeSpan.FromHours(1);

    public DateTime OpensAt => StartsAt.AddMinutes(-SlackMinutes);

    public DateTime LastAt => EndsAt.AddMinutes(SlackMinutes);

    /// <summary>A leaving read later than this says nothing about the shift any more: an hour for the queue at the way out, or the slack if that is longer.</summary>
    public DateTime GoneAt => EndsAt + (LastAt - EndsAt > Queue ? LastAt - EndsAt : Queue);

    public bool IsOpenAt(DateTime at) => OpensAt <= at && at < EndsAt;
}

/// <summary>A seat as the check-in desk sees it, with the door as it is now.</summary>
internal sealed record Seat(Guid ActivityId, Guid ShiftId, DateTime StartsAt, DateTime EndsAt, int SlackMinutes)
{
    /// <summary>What was agreed of the door, in its order.</summary>
    public IReadOnlyList<DoorTerm> Agreed { get; init; } = [];

    public DateTime OpensAt => StartsAt.AddMinutes(-SlackMinutes);

    public DateTime LastAt => EndsAt.AddMinutes(SlackMinutes);

    /// <summary>The door of that moment: a reading is judged by what was in force when it was made, however late it comes home.</summary>
    public DoorTerm At(DateTime moment) => Agreed.LastOrDefault(t => t.Since <= moment) ?? (Agreed is [var first, ..] ? first : new(DateTime.MinValue, StartsAt, EndsAt, SlackMinutes));

    /// <summary>The other follows on this one in the same activity, with no more than the slack in between.</summary>
    public bool Adjoins(Seat next) =>
        next.ActivityId == ActivityId && next.ShiftId != ShiftId && next.StartsAt >= StartsAt && next.StartsAt - EndsAt <= LastAt - EndsAt;
}

/// <summary>Somebody's presence at one shift, as their readings add up to it.</summary>
internal sealed class Presence(Seat seat, ProofRequest first, DateTime inAt, ProofKinds inProof)
{
    public Seat Seat => seat;

    /// <summary>The reading that let them in.</summary>
    public ProofRequest First => first;

    public DateTime InAt { get; } = inAt;

    public ProofKinds InProof { get; private set; } = inProof;

    public DateTime? OutAt { get; private set; }

    public ProofKinds OutProof { get; private set; }

    public DateTime SeenAt { get; private set; } = inAt;

    /// <summary>They came in elsewhere at this moment, without having left here.</summary>
    public DateTime? Until { get; private set; }

    /// <summary>Only somebody else says that they came, while their own phone showed them elsewhere.</summary>
    public bool IsSaid { get; init; }

    /// <summary>That they came in elsewhere is another's word.</summary>
    public bool IsLeftByWord { get; private set; }

    public bool IsDisputed { get; private set; }

    /// <summary>A kiosk brought them in when everybody had been missed already.</summary>
    private bool IsLate => first.KioskId is not null && first.ReceivedAt > seat.LastAt;

    public void See(DateTime at) => SeenAt = at <= seat.At(at).LastAt && at > SeenAt ? at : SeenAt;

    /// <summary>A second way of showing the same arrival.</summary>
    public void Strengthen(ProofKinds kinds) => InProof = InProof.With(kinds);

    public void StrengthenLeaving(ProofKinds kinds) => OutProof = OutProof.With(kinds);

    public void Close(DateTime at, ProofKinds kinds) => (OutAt, OutProof, SeenAt) = (at, kinds, at);

    /// <summary>They had not left after all.</summary>
    public void Reopen() => (OutAt, OutProof) = (null, ProofKinds.None);

    /// <param name="byWord">Only somebody else says so.</param>
    public void LeaveBehind(DateTime at, bool byWord) => (Until, IsLeftByWord) = (at, byWord);

    public void Dispute() => IsDisputed = true;

    public KeptPresence Row => new(seat.ActivityId, seat.ShiftId, first.VolunteerId, InAt, InProof, first.Device, OutAt, OutProof, SeenAt, IsDisputed, IsLate);
}

/// <summary>The same as the database keeps it.</summary>
internal sealed record KeptPresence(
    Guid ActivityId, Guid ShiftId, Guid VolunteerId, DateTime InAt, ProofKinds InProof, string InDevice, DateTime? OutAt, ProofKinds OutProof, DateTime SeenAt, bool IsDisputed, bool IsLate);
