using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.Kernel.Ui;

namespace Weiguang.Activities.Page;

/// <summary>An activity as its public page shows it to one viewer.</summary>
/// <param name="Address">The place in words, from county to house.</param>
/// <param name="Metres">From the viewer's home, roughly; null when either is unknown.</param>
/// <param name="Agreed">The viewer has signed the agreement.</param>
/// <param name="Invited">The viewer is invited and has not said no.</param>
public sealed record ActivityView(
    Guid Id, string Title, string Description, string RiskNotice, Risk Risk, string Category, string[] Guarantees, string[] Beneficiaries,
    long DivisionCode, string Address, double? Lat, double? Lon, double? Metres, Guid? TeamId, string Organiser,
    DateTime OpensAt, DateTime ClosesAt, DateTime StartsAt, DateTime EndsAt, ActivityPhase Phase, RecruitScope Recruit, int CancelHours,
    bool AsksAgreement, bool Agreed, bool Invited, bool RunsIt, IReadOnlyList<ConditionView> Conditions, IReadOnlyList<ShiftView> Shifts)
{
    public string Invitation { get; init; } = "";

    /// <summary>What one brings along; empty for nothing.</summary>
    public string Bring { get; init; } = "";

    /// <summary>Whom to call; only for those who are signed up or run it.</summary>
    public CallTo? Call { get; init; }

    /// <summary>Why it was called off, as its organiser wrote it; empty when it was not.</summary>
    public string CalledOff { get; init; } = "";

    /// <summary>A change of it waits for a yes or did not get it; what stands here was approved, and nobody signs up.</summary>
    public bool IsUnapproved { get; init; }

    /// <summary>What the viewer lacks first of all: whoever is no volunteer is asked for nothing else.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsNoVolunteer => Conditions.Any(c => c is { What: Requirement.BeVolunteer, Met: false });

    /// <summary>The viewer could take a seat now: asked for one, or has one held.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool MayTake => !IsNoVolunteer && (MayAsk || Shifts.Any(s => s.Mine is { Status: SignupStatus.Offered }));

    public bool MayAsk => Phase == ActivityPhase.Recruiting || (Phase == ActivityPhase.Running && Shifts.Any(s => s.IsOpen));
}

/// <summary>One thing the organiser or the law asks for.</summary>
/// <param name="Met">Null when nobody is signed in.</param>
public sealed record ConditionView(Requirement What, string Value, string Text, bool? Met);

/// <param name="Free">Seats left; never below 0.</param>
/// <param name="Mine">How the viewer stands to it; null when not at all.</param>
public sealed record ShiftView(Guid Id, string Post, string Duties, string Skill, DateTime StartsAt, DateTime EndsAt, int Capacity, int Free, int Waiting, bool IsOff, bool IsOpen, MySeat? Mine)
{
    /// <summary>A seat is free and nobody stands in line for it.</summary>
    public bool HasRoom => Free > 0 && Waiting == 0;
}

/// <param name="Place">Place in the waiting list now, from 1.</param>
/// <param name="NeedsReason">Leaving now needs a word to the organiser.</param>
/// <param name="MayLeave">Before the start and before they have come, with a seat or a place in line.</param>
public sealed record MySeat(SignupStatus Status, int? Place, DateTime? HoldUntil, string Reason, bool NeedsReason, bool MayLeave)
{
    public bool IsOn => Status.IsOn;

    /// <param name="ahead">How many stand in line before them.</param>
    /// <param name="hasCome">They have checked in: whoever is there leaves by checking out.</param>
    internal static MySeat Of(Signup s, int ahead, int cancelHours, bool hasCome, DateTime now) => new(
        s.Status, s.Status == SignupStatus.Waiting ? ahead + 1 : null, s.HoldUntil, s.Reason,
        s.Status is SignupStatus.Accepted or SignupStatus.Pending && Seats.SeatBook.IsLate(s.StartsAt, cancelHours, now),
        now < s.StartsAt && s.IsOn && !hasCome);
}
