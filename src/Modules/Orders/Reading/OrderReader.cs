using Weiguang.Hours;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Rating;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Reading;

/// <summary>Which orders a list shows.</summary>
/// <param name="Mine">Everything in the viewer's scope when left out.</param>
internal sealed record OrderFilter(OrderPart? Mine = null, OrderStatus[]? Status = null, Guid? StationId = null, string? Cursor = null, int Take = 20);

/// <summary>What a viewer has to do with an order.</summary>
public enum OrderPart
{
    Asked,
    Serving,

    /// <summary>Could still say yes.</summary>
    Offered,
}

/// <summary>Reads orders for pages and API; the query filter decides which, the viewer's part decides how much of them.</summary>
internal sealed class OrderReader(AppDbContext db, RegionDirectory regions, StationDirectory stations, PersonDirectory people, Vault vault, AccessLog looks, ServiceCodes codes, RewardedHours rewarded, Visits visits, HoursFigures hours, OrderSettings settings)
{
    private const int MostNames = 20;

    public async Task<Page<OrderListItem>> ListAsync(OrderFilter filter, CancellationToken ct) =>
        (await Filtered(filter).PageAsync(DeskOrders.Newest, o => o.Id, o => o, Math.Clamp(filter.Take, 1, 100), filter.Cursor, ct)).Select(Item);

    /// <summary>How many orders on the viewer's desks stand in each of these states; null where there are more than anybody counts. Asked at every refresh of a desk, so not of what is over: that only grows.</summary>
    public async Task<IReadOnlyDictionary<OrderStatus, int>?> CountsAsync(IReadOnlyCollection<OrderStatus> states, CancellationToken ct)
    {
        var found = OnDesks.Where(o => states.Contains(o.Status)).OrderBy(_ => 1).Select(o => o.Status).Take(ListReading.MostCounted + 1);
        var counts = await found.GroupBy(s => s).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return counts.Values.Sum() > ListReading.MostCounted ? null : counts;
    }

    /// <summary>How many visits the desk has to decide about.</summary>
    public Task<int> HeldAsync(CancellationToken ct) => OnDesks.HeldFor(db.Viewer).CountAsync(ct);

    /// <summary>Null when it is missing or not the viewer's. Anybody's look but the asker's is written down.</summary>
    public async Task<OrderDetail?> FindAsync(Guid id, CancellationToken ct)
    {
        var order = await db.Set<Order>().AsNoTracking().AsSplitQuery()
            .Include(o => o.Story.OrderBy(s => s.Sequence)).Include(o => o.Offers).Include(o => o.Attendance).Include(o => o.Rating)
            .SingleOrDefaultAsync(o => o.Id == id, ct);
        if (order is null)
        {
            return null;
        }

        var photos = await db.Set<OrderPhoto>().CountAsync(p => p.OrderId == id, ct);
        var names = await people.FindAsync(order.Story.Select(s => s.ActorId).Concat(order.Offers.Select(o => o.VolunteerId)).Append(order.VolunteerId ?? Guid.Empty), ct);
        var station = await stations.FindAsync(order.StationId, ct);
        var place = string.Join("", (await regions.PathAsync(order.DivisionCode, ct)).Skip(2).Select(r => r.Name));
        var unrewarded = order.Status != OrderStatus.Rated ? null : await rewarded.WhyNotAsync(id, ct) ?? (order.AskerId == db.Viewer.PersonId ? OrderBook.RewardIsOthers : null);
        var detail = Detail(order, names, station?.Name ?? "", place, photos) with { Unrewarded = unrewarded, IsStationsWord = await IsStationsWordAsync(order, ct) };
        detail = detail is { HasHours: true, Attendance: { } there } && await hours.EvidenceAsync(id, ct) is var (grade, words) ? detail with { Attendance = there with { Grade = grade, Words = words } } : detail; // The record's, once there is one.
        detail = unrewarded is not null ? detail with { Allowed = [.. detail.Allowed.Where(a => a != OrderAction.Reward)] } : detail; // What is refused is not offered.
        if (OrderLooks.Of(detail.Parties) is { } reason)
        {
            await looks.SeenAsync(detail.Address.Length > 0 ? Personal.Address : Personal.Note, order.AskerId, reason, id, ct);
        }

        return detail;
    }

    /// <summary>An order that lies on the viewer's desk, with its offers; null for everybody else who may see it: whom the desk could ask, whom it asked and what they said is the desk's.</summary>
    public async Task<Order?> OnDeskAsync(Guid id, CancellationToken ct) =>
        await db.Set<Order>().AsNoTracking().Include(o => o.Offers).SingleOrDefaultAsync(o => o.Id == id, ct) is { } order && OrderBook.PartiesOf(order, db.Viewer).HasFlag(OrderParty.Station) ? order : null;

    /// <summary>How an order stands that was open to everybody once and is out of the viewer's sight now; null when there is none. Nothing else of it is told.</summary>
    public Task<OrderStatus?> WasOpenAsync(Guid id, CancellationToken ct) => db.Set<Order>().IgnoreQueryFilters().AsNoTracking()
        .Where(o => o.Id == id && o.WasOpen)
        .Select(o => (OrderStatus?)o.Status).SingleOrDefaultAsync(ct);

    private IQueryable<Order> OnDesks => db.Set<Order>().AsNoTracking().CoveredBy(db.Viewer, o => o.DeskDivisionCode);

    private IQueryable<Order> Filtered(OrderFilter filter)
    {
        var me = db.Viewer.PersonId;
        var orders = db.Set<Order>().AsNoTracking();
        orders = filter.Mine switch
        {
            OrderPart.Asked => orders.Where(o => o.AskerId == me),
            OrderPart.Serving => orders.Where(o => o.VolunteerId == me),
            OrderPart.Offered => orders.Where(o => o.Status == OrderStatus.Dispatched && o.AskerId != me
                && (o.DispatchKind == DispatchKind.Open || o.Offers.Any(f => f.VolunteerId == me && f.State == OfferState.Open))),
            null => orders,
        };
        orders = filter.Status is { Length: > 0 } status ? orders.Where(o => status.Contains(o.Status)) : orders;
        return filter.StationId is { } station ? orders.Where(o => o.StationId == station) : orders;
    }

    private static OrderListItem Item(Order o) => new(
        o.Id, o.Number, o.Title, o.Category, o.Status, o.Urgency, o.DivisionCode, o.StationId, o.CreatedAt, o.StatusAt, o.DueAt,
        o.AgreedFrom ?? o.Windows[0].From, o.AgreedTo ?? o.Windows[0].To, o.VolunteerId, o.CoarseLat, o.CoarseLon) { Windows = Order.TimesOf(o.AgreedFrom, o.AgreedTo, o.Windows) };

    /// <summary>Whether the viewer asked for it and would only say for the station what the station has said.</summary>
    private async Task<bool> IsStationsWordAsync(Order order, CancellationToken ct)
    {
        var ticks = order.Story.FindAll(s => s.Action is OrderAction.CheckIn or OrderAction.CheckOut && s.Party == OrderParty.Station);
        return order.AskerId == db.Viewer.PersonId && ticks.Count > 0 && (ticks.Exists(s => s.ActorId == order.AskerId) || await visits.IsHandAsync(order, ct));
    }

    private OrderDetail Detail(Order order, IReadOnlyDictionary<Guid, PersonCard> names, string station, string place, int photos)
    {
        var parties = OrderBook.PartiesOf(order, db.Viewer);
        var insider = IsInsider(parties);
        var asker = parties.HasFlag(OrderParty.Asker);
        var asked = parties.HasFlag(OrderParty.Station) ? AskedOf(order, names) : [];
        var contact = vault.Open(Personal.Name, order.ContactName);
        var locked = order.Status is OrderStatus.Accepted or OrderStatus.InService && order.CodeFailures >= settings.CodeTries;
        return new OrderDetail
        {
            Id = order.Id,
            Number = order.Number,
            Title = order.Title,
            Category = order.Category,
            Notes = order.Notes,
            Status = order.Status,
            Urgency = order.Urgency,
            DivisionCode = order.DivisionCode,
            Place = place,
            StationId = order.StationId,
            Station = station,
            CreatedAt = order.CreatedAt,
            Version = order.Version,
            DueAt = order.DueAt,
            Windows = order.Windows,
            ForSomeoneElse = order.ForSomeoneElse,
            ContactName = insider ? contact : Mask.Name(contact),
            ContactPhone = vault.Masked(Personal.Phone, order.ContactPhone),
            Address = insider ? vault.Open(Personal.Address, order.Address) : "",
            Lat = order.CoarseLat,
            Lon = order.CoarseLon,
            VolunteerId = order.VolunteerId,
            Volunteer = order.VolunteerId is { } v && names.TryGetValue(v, out var card) ? insider ? card.Name : Mask.Name(card.Name) : null,
            AgreedFrom = order.AgreedFrom,
            AgreedTo = order.AgreedTo,
            ArrivalCode = asker && !locked && order.Status == OrderStatus.Accepted ? codes.Arrival(order) : null,
            LeavingCode = asker && !locked && order.Status == OrderStatus.InService ? codes.Leaving(order) : null,
            CodesLocked = locked,
            Attendance = insider && order.Attendance is { } a ? new AttendanceView(a.InAt, a.OutAt, a.Minutes, a.Grade) { Words = a.Grade.Words(isComplete: false) } : null,
            Rating = insider && order.Rating is { } r ? new RatingView(r.Came, r.OnTime, r.Solved, r.Stars, r.Words, r.At) : null,
            HasHours = order is { Attendance.OutAt: not null, Status: OrderStatus.Closed or OrderStatus.Rated or OrderStatus.Rewarded },
            Photos = photos,
            Story = [.. order.Story.Where(s => IsTold(s, parties)).Select(s => Step(s, order.Story, names, parties, asked))],
            Allowed = OrderBook.Allowed(order, db.Viewer),
            Parties = parties,
            Asked = asked,
            Offered = order.Offers.Find(o => o.VolunteerId == db.Viewer.PersonId)?.State,
            DispatchKind = order.DispatchKind,
            TeamId = order.TeamId,
        };
    }

    /// <summary>Who said no, and why, is for the desk; that it happened is nobody else's matter.</summary>
    private static bool IsTold(OrderEvent step, OrderParty parties) => step.Action != OrderAction.Decline || parties.HasFlag(OrderParty.Station);

    private static List<AskedView> AskedOf(Order order, IReadOnlyDictionary<Guid, PersonCard> names) =>
        [.. order.Offers.OrderBy(o => o.OfferedAt).ThenBy(o => o.VolunteerId)
            .Select(o => new AskedView(o.VolunteerId, names.TryGetValue(o.VolunteerId, out var card) ? card.Name : "", o.State, o.OfferedAt, o.Reason))];

    private static StoryStep Step(OrderEvent step, IReadOnlyList<OrderEvent> story, IReadOnlyDictionary<Guid, PersonCard> names, OrderParty parties, IReadOnlyList<AskedView> asked)
    {
        var insider = IsInsider(parties);
        var decliner = step.LastToDecline(story);
        var actor = parties.HasFlag(OrderParty.Station) ? decliner ?? step.ActorId : step.ActorId;
        var name = names.TryGetValue(actor, out var card) ? card.Name : "";
        return new StoryStep(step.Action, step.To, step.At, insider ? name : Mask.Name(name), insider ? step.Reason : "",
            [.. asked.Where(a => step.Action is OrderAction.Dispatch or OrderAction.Offer && a.At == step.At).Take(MostNames).Select(a => a.Name)])
        {
            Words = decliner is null ? step.Action.Words() : name.Length > 0 ? Phrase.Of("去不了，没有别人可问，回到站点") : Phrase.Of("没人能去，回到站点"),
        };
    }

    private static bool IsInsider(OrderParty parties) => (parties & (OrderParty.Asker | OrderParty.Station | OrderParty.Assignee)) != 0;
}
