using System.Linq.Expressions;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;

namespace Weiguang.Orders.Domain;

/// <summary>One request of a resident on its way from 点单 to 奖单. Its verbs are in Order.Steps.cs, its table in Order.Mapping.cs.</summary>
internal sealed partial class Order : IScoped<Order>
{
    /// <summary>The place where help is needed, or the desk the order lies on, is in the viewer's range; or the viewer takes part in it.</summary>
    public static Expression<Func<Order, Viewer, bool>> VisibleTo => (order, viewer) =>
        viewer.All
        || (order.DivisionCode >= viewer.From && order.DivisionCode < viewer.To)
        || (order.DeskDivisionCode >= viewer.From && order.DeskDivisionCode < viewer.To)
        || order.AskerId == viewer.PersonId
        || order.VolunteerId == viewer.PersonId
        || (order.TeamId != null && viewer.TeamIds.Contains(order.TeamId.Value))
        || viewer.Rows<AskedFor>().Any(asked => asked.OrderId == order.Id && asked.VolunteerId == viewer.PersonId)
        || (order.Status == OrderStatus.Dispatched && order.DispatchKind == DispatchKind.Open && viewer.PersonId != Guid.Empty);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Whose order it is: the resident's account, or the staff member's who took it by phone.</summary>
    public required Guid AskerId { get; init; }

    public required string Category { get; init; }

    public Guid? MenuItemId { get; init; }

    public required string Title { get; init; }

    public string Notes { get; init; } = "";

    public required Urgency Urgency { get; init; }

    /// <summary>True when the asker orders for somebody else, whose name and phone then stand in Contact….</summary>
    public bool ForSomeoneElse { get; init; }

    public required Sealed ContactName { get; init; }

    public required Sealed ContactPhone { get; init; }

    /// <summary>Village (or the smallest known division) where help is needed.</summary>
    public required long DivisionCode { get; init; }

    public required Sealed Address { get; init; }

    public Sealed Position { get; init; } = Sealed.Nothing;

    /// <summary>Position rounded to about a kilometre: enough to say how far it is, not where somebody lives.</summary>
    public double? CoarseLat { get; init; }

    public double? CoarseLon { get; init; }

    /// <summary>When the asker is at home, one to three windows, earliest first.</summary>
    public required List<TimeWindow> Windows { get; init; }

    /// <summary>Skill code that who comes must have, from the menu item; empty when anybody may.</summary>
    public string RequiredSkill { get; init; } = "";

    /// <summary>Full years of who comes, from the menu item; null when any age may.</summary>
    public int? MinAge { get; init; }

    /// <summary>Dangerous work, from the menu item.</summary>
    public bool IsDangerous { get; init; }

    public required DateTime CreatedAt { get; init; }

    public OrderStatus Status { get; private set; } = OrderStatus.PendingReview;

    /// <summary>Since when the order has stood in this state.</summary>
    public DateTime StatusAt { get; private set; }

    /// <summary>When somebody must have acted; null in states without a clock.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>Minutes that the desk had left when it sent the order out: a recall gives back those, not a whole new term.</summary>
    public int? DeskMinutesLeft { get; private set; }

    /// <summary>The station on whose desk the order lies, and that station's division.</summary>
    public required Guid StationId { get; set; }

    public required long DeskDivisionCode { get; set; }

    public int Escalations { get; private set; }

    /// <summary>No station above could take it: the clock stops handing it upward, the desk sees it as overdue.</summary>
    public bool IsAtTop { get; set; }

    public DispatchKind DispatchKind { get; private set; }

    /// <summary>Everybody could see it once; who did is told how it stands, and no more.</summary>
    public bool WasOpen { get; private set; }

    public Guid? TeamId { get; private set; }

    public Guid? VolunteerId { get; private set; }

    public DateTime? AcceptedAt { get; private set; }

    /// <summary>The window the volunteer chose on accepting.</summary>
    public DateTime? AgreedFrom { get; private set; }

    public DateTime? AgreedTo { get; private set; }

    /// <summary>When both sides were told that it is tomorrow, or learnt it by agreeing on it.</summary>
    public DateTime? RemindedAt { get; private set; }

    /// <summary>Wrong codes typed in since the order was accepted; after five the code proves nothing any more.</summary>
    public int CodeFailures { get; set; }

    public int StoryLength { get; private set; }

    public int Version { get; private set; }

    public List<OrderEvent> Story { get; } = [];

    public List<Offer> Offers { get; } = [];

    public Attendance? Attendance { get; private set; }

    public OrderRating? Rating { get; private set; }

    public List<OrderPhoto> Photos { get; } = [];

    /// <summary>The asker says it does not count: no clock confirms it any more, the station decides.</summary>
    public bool IsHeld => Holds(Status, DueAt);

    /// <summary>The same of what a page has read of an order.</summary>
    public static bool Holds(OrderStatus status, DateTime? dueAt) => status == OrderStatus.PendingClose && dueAt is null;

    /// <summary>When somebody may come: the agreed time, or every one that the asker named.</summary>
    public static IReadOnlyList<TimeWindow> TimesOf(DateTime? agreedFrom, DateTime? agreedTo, IReadOnlyList<TimeWindow> windows) => agreedFrom is { } from && agreedTo is { } to ? [new(from, to)] : windows;

    /// <summary>Whether this person was asked by name and has not answered; needs the offers loaded.</summary>
    public bool IsAsked(Guid personId) => Offers.Exists(o => o.VolunteerId == personId && o.State == OfferState.Open);

    /// <summary>To whom a dispatched order went: its team, or who was asked first and may still say yes; null while it is open to everybody. Needs the offers loaded.</summary>
    public Guid? Holder => TeamId ?? Offers.Where(o => o.State == OfferState.Open).OrderBy(o => o.OfferedAt).ThenBy(o => o.VolunteerId).FirstOrDefault()?.VolunteerId;

    public GeoPoint? Area => CoarseLat is { } lat && CoarseLon is { } lon ? new GeoPoint(lat, lon) : null;

    public void Remind(DateTime now) => RemindedAt = now;

    /// <summary>Short number to read out on the phone: day in China and the end of the id.</summary>
    public string Number => NumberOf(Id, CreatedAt);

    public static string NumberOf(Guid id, DateTime createdAt) => $"{createdAt.ToShanghai():yyMMdd}-{id.ToString("N")[^6..].ToUpperInvariant()}";
}

/// <summary>A span in which somebody is at home, UTC.</summary>
public sealed record TimeWindow(DateTime From, DateTime To);

internal static class HeldOrders
{
    /// <summary>Those held (<see cref="Order.IsHeld"/>) that the viewer may decide about; never their own visits.</summary>
    public static IQueryable<Order> HeldFor(this IQueryable<Order> orders, Viewer viewer)
    {
        var me = viewer.PersonId;
        return orders.Where(o => o.Status == OrderStatus.PendingClose && o.DueAt == null && o.VolunteerId != me);
    }
}
