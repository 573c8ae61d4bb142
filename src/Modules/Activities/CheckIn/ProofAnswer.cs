using Weiguang.Activities.Domain;

namespace Weiguang.Activities.CheckIn;

/// <summary>Something shows that a volunteer is there.</summary>
/// <param name="ShiftId">Null takes the volunteer's own shift of that moment.</param>
/// <param name="Nonce">Chosen by the reading device: sending the same again changes nothing.</param>
/// <param name="At">When it was read, UTC; earlier than now for a kiosk that was without network.</param>
/// <param name="Device">Keyed fingerprint of phone or kiosk.</param>
/// <param name="By">Who scanned or ticked; null when the volunteer did it.</param>
internal sealed record ProofRequest(
    Guid ActivityId, Guid? ShiftId, Guid VolunteerId, ProofEnd End, ProofKinds Kinds, Guid Nonce, DateTime At,
    string Device = "", int? Metres = null, int? AccuracyMetres = null, Guid? By = null);

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

    /// <summary>Is checked in at another activity.</summary>
    OpenElsewhere,

    /// <summary>Was never checked in.</summary>
    NotIn,

    /// <summary>The same proof came before.</summary>
    Replayed,

    /// <summary>Two kiosks without network both let this person in: kept for the organiser to look at.</summary>
    Disputed,
    Missing,
}

/// <param name="ShiftId">The shift it was counted for.</param>
/// <param name="OpensAt">For <see cref="ProofOutcome.NotYet"/>.</param>
internal sealed record ProofAnswer(ProofOutcome Outcome, DateTime? InAt = null, DateTime? OutAt = null, Guid? ShiftId = null, DateTime? OpensAt = null)
{
    public bool IsGood => Outcome is ProofOutcome.In or ProofOutcome.Out or ProofOutcome.Seen or ProofOutcome.AlreadyIn or ProofOutcome.AlreadyOut or ProofOutcome.Replayed;
}

/// <summary>A seat as the check-in desk sees it.</summary>
internal sealed record Seat(Guid ActivityId, Guid ShiftId, DateTime StartsAt, DateTime EndsAt, int SlackMinutes)
{
    public DateTime OpensAt => StartsAt.AddMinutes(-SlackMinutes);

    public DateTime LastAt => EndsAt.AddMinutes(SlackMinutes);
}

/// <summary>Somebody's presence while the desk holds them.</summary>
internal sealed class Presence
{
    public required Guid ActivityId { get; init; }

    public required Guid ShiftId { get; init; }

    public required Guid VolunteerId { get; init; }

    public required DateTime InAt { get; init; }

    public required ProofKinds InProof { get; set; }

    public string InDevice { get; init; } = "";

    public DateTime? OutAt { get; set; }

    public ProofKinds OutProof { get; set; }

    public required DateTime SeenAt { get; set; }

    public bool IsDisputed { get; set; }

    /// <summary>After this moment an open presence no longer keeps anybody from another one: they forgot to check out.</summary>
    public required DateTime StaleAt { get; init; }

    public bool HasChanged { get; set; }
}
