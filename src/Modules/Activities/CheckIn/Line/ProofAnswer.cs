using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn.Line;

/// <summary>Something shows that a volunteer is there.</summary>
/// <param name="ShiftId">Null takes the volunteer's own shift of that moment.</param>
/// <param name="Nonce">Chosen by the reading device: sending the same again changes nothing.</param>
/// <param name="At">When it was read, UTC; earlier than now for a kiosk that was without network.</param>
/// <param name="Device">Keyed fingerprint of phone or kiosk.</param>
/// <param name="By">Who scanned or ticked; null when the volunteer did it.</param>
/// <param name="KioskId">The kiosk that read it, and by <paramref name="DeviceAt"/> its own uncorrected clock.</param>
internal sealed record ProofRequest(
    Guid ActivityId, Guid? ShiftId, Guid VolunteerId, ProofEnd End, ProofKinds Kinds, Guid Nonce, DateTime At,
    string Device = "", int? Metres = null, int? AccuracyMetres = null, Guid? By = null, Guid? KioskId = null, DateTime? DeviceAt = null)
{
    /// <summary>A proof received so much later than it was read comes from a kiosk without network.</summary>
    private static readonly TimeSpan Offline = TimeSpan.FromMinutes(2);

    /// <summary>When the desk got it; set by the desk.</summary>
    public DateTime ReceivedAt { get; init; } = At;

    /// <summary>Keyed fingerprint of the volunteer's own network; empty when somebody else read it.</summary>
    public string Network { get; init; } = "";

    /// <summary>The shift it counts for on record: the door that held when it was read let them in, whatever it says now.</summary>
    public Guid? CountedFor { get; init; }

    /// <summary>See <see cref="Proof.IsUnvouched"/>.</summary>
    public bool IsUnvouched { get; init; }

    /// <summary>When the code came onto the screen; null where none was read.</summary>
    public DateTime? ShownAt { get; init; }

    /// <summary>The position to the last digit, as the phone gave it, for whoever looks at the door just now; empty where it gave none. Not kept.</summary>
    public string Spot { get; init; } = "";

    /// <summary>The number that is told at the door is asked for besides.</summary>
    public bool IsDoorAsked => Kinds.HasFlag(ProofKinds.Scan);

    /// <summary>The same of whom the number at the door is asked: until it is told, the own phone's word.</summary>
    public ProofRequest AskedFor => this with { Kinds = (Kinds & ~ProofKinds.RotatingCode) | ProofKinds.Scan };

    public bool IsLate => ReceivedAt - At > Offline;

    /// <summary>What a kiosk's log says of it, when it came home.</summary>
    public ProofRequest VouchedBy(LogFault fault) => this with { IsUnvouched = fault == LogFault.NoLog ? IsLate : fault != LogFault.None };

    /// <summary>What it is worth at this shift: what a kiosk brings home when the shift and its slack are over has no witness of its time but the kiosk.</summary>
    public ProofKinds KindsAt(Seat seat) => KioskId is not null && ReceivedAt > seat.LastAt && Kinds.HasFlag(ProofKinds.Card) ? (Kinds & ~ProofKinds.Card) | ProofKinds.Number : Kinds;

    /// <summary>Somebody had the volunteer's card, or its number, before them.</summary>
    public bool IsOfCard => (Kinds & (ProofKinds.Card | ProofKinds.Number)) != ProofKinds.None;
}

/// <summary>What the desk says to a proof.</summary>
internal enum ProofOutcome
{
    In,
    Out,

    /// <summary>Noted that they are still there.</summary>
    Seen,

    /// <summary>Was in already; the proof is kept, and makes the arrival stronger when it came right after.</summary>
    AlreadyIn,
    AlreadyOut,

    /// <summary>Has no seat in this activity.</summary>
    NotSignedUp,

    /// <summary>Before check-in opens.</summary>
    NotYet,

    /// <summary>The shift is over.</summary>
    TooLate,

    /// <summary>In at the next shift of the same activity, and out of the one before it at that moment.</summary>
    ChangedOver,

    /// <summary>Nothing is open that could be left. The reading is kept: an arrival read earlier by a kiosk without network may still come in.</summary>
    NotIn,

    /// <summary>This number belongs to another person's reading.</summary>
    Reused,

    /// <summary>The same proof came before.</summary>
    Replayed,

    /// <summary>Two kiosks without network both let this person in: kept for the organiser to look at.</summary>
    Disputed,

    /// <summary>More was read of this person in a few days than anybody comes and goes; nothing more is kept of them by reading.</summary>
    TooOften,
    Missing,
}

/// <param name="ShiftId">The shift it was counted for.</param>
/// <param name="OpensAt">For <see cref="ProofOutcome.NotYet"/>.</param>
internal sealed record ProofAnswer(ProofOutcome Outcome, DateTime? InAt = null, DateTime? OutAt = null, Guid? ShiftId = null, DateTime? OpensAt = null)
{
    /// <summary>The number that is told at the door was asked for.</summary>
    public bool IsDoorAsked { get; init; }

    /// <summary>The reading is on record, also where it waits for the organiser, or for an arrival to come home.</summary>
    public bool IsKept => IsGood || Outcome is ProofOutcome.Disputed or ProofOutcome.NotIn;

    public bool IsGood => Outcome is ProofOutcome.In or ProofOutcome.ChangedOver or ProofOutcome.Out or ProofOutcome.Seen or ProofOutcome.AlreadyIn or ProofOutcome.AlreadyOut or ProofOutcome.Replayed;
}
