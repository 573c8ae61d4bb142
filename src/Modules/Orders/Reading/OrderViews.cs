using Weiguang.Ledger;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Reading;

/// <summary>An order in a list: what anybody who may see it may know.</summary>
public sealed record OrderListItem(
    Guid Id, string Number, string Title, string Category, OrderStatus Status, Urgency Urgency, long DivisionCode, Guid StationId,
    DateTime CreatedAt, DateTime StatusAt, DateTime? DueAt, DateTime WindowFrom, DateTime WindowTo, Guid? VolunteerId, double? Lat, double? Lon)
{
    /// <summary>When somebody may come: the agreed time, or all that the asker named; the first of them is also <see cref="WindowFrom"/> to <see cref="WindowTo"/>.</summary>
    public required IReadOnlyList<TimeWindow> Windows { get; init; }
}

/// <summary>An order whole, as this viewer may see it: contact and address only for those who have to go there, the asker and the desk.</summary>
public sealed record OrderDetail
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required string Title { get; init; }

    public required string Category { get; init; }

    public required string Notes { get; init; }

    public required OrderStatus Status { get; init; }

    public required Urgency Urgency { get; init; }

    public required long DivisionCode { get; init; }

    public required string Place { get; init; }

    public required Guid StationId { get; init; }

    public required string Station { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Grows with every step; a step that names it is refused when the order moved meanwhile.</summary>
    public required int Version { get; init; }

    public required DateTime? DueAt { get; init; }

    public required IReadOnlyList<TimeWindow> Windows { get; init; }

    public required bool ForSomeoneElse { get; init; }

    /// <summary>Name of who needs help; masked unless the viewer has to meet them.</summary>
    public required string ContactName { get; init; }

    /// <summary>Masked; in clear only through reveal.</summary>
    public required string ContactPhone { get; init; }

    /// <summary>Empty unless the viewer has to go there.</summary>
    public required string Address { get; init; }

    public required double? Lat { get; init; }

    public required double? Lon { get; init; }

    /// <summary>Masked for those who neither asked for it, nor sent somebody, nor went.</summary>
    public required string? Volunteer { get; init; }

    public required Guid? VolunteerId { get; init; }

    public required DateTime? AgreedFrom { get; init; }

    public required DateTime? AgreedTo { get; init; }

    /// <summary>The codes to read out to the volunteer; for the asker alone, while they are needed.</summary>
    public required string? ArrivalCode { get; init; }

    public required string? LeavingCode { get; init; }

    /// <summary>They were typed wrong too often and prove nothing any more.</summary>
    internal bool CodesLocked { get; init; }

    /// <summary>For the asker, the desk and who went.</summary>
    public required AttendanceView? Attendance { get; init; }

    /// <summary>What the asker said of the visit; for them, the desk and who went.</summary>
    public required RatingView? Rating { get; init; }

    public required int Photos { get; init; }

    public required IReadOnlyList<StoryStep> Story { get; init; }

    /// <summary>Steps this viewer may take now.</summary>
    public required IReadOnlyList<OrderAction> Allowed { get; init; }

    /// <summary>To whom it went and what each of them said; for the desk alone.</summary>
    internal IReadOnlyList<AskedView> Asked { get; init; } = [];

    /// <summary>How the viewer's own offer stands; null when they were never asked by name.</summary>
    internal OfferState? Offered { get; init; }

    /// <summary>The visit was confirmed, so there is a service record of it.</summary>
    internal bool HasHours { get; init; }

    /// <summary>The station let the volunteer in or out, and whoever asks belongs to it: their word that it was done is no second one. For them alone.</summary>
    internal bool IsStationsWord { get; init; }

    /// <summary>Source phrase of why it was rated and bears no reward yet; null where it does.</summary>
    internal string? Unrewarded { get; init; }

    internal DispatchKind DispatchKind { get; init; }

    internal Guid? TeamId { get; init; }

    /// <summary>The parts in which this viewer meets the order.</summary>
    internal OrderParty Parties { get; init; }
}

/// <param name="Grade">Of its service record once there is one; until then what was shown on arrival and on leaving.</param>
public sealed record AttendanceView(DateTime InAt, DateTime? OutAt, int Minutes, EvidenceGrade Grade)
{
    /// <summary>Source phrase of it.</summary>
    internal string Words { get; init; } = "";
}

public sealed record RatingView(bool Came, bool OnTime, Solved Solved, int Stars, string Words, DateTime At);

/// <summary>A volunteer who was asked.</summary>
internal sealed record AskedView(Guid VolunteerId, string Name, OfferState State, DateTime At, string Reason);

/// <summary>One step of the story; the actor's name is masked for those who need not know it.</summary>
/// <param name="Asked">Names of those who were asked with this step; for the desk alone.</param>
public sealed record StoryStep(OrderAction Action, OrderStatus To, DateTime At, string Actor, string Reason, IReadOnlyList<string> Asked)
{
    /// <summary>Source phrase of what was done.</summary>
    internal string Words { get; init; } = "";
}
