using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Journey;
using Weiguang.Orders.Reading;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Desk;

/// <summary>An order in the desk's queue.</summary>
internal sealed record QueueRow(
    Guid Id, string Title, string Category, Urgency Urgency, OrderStatus Status, long DivisionCode, DateTime CreatedAt, DateTime StatusAt, DateTime? DueAt,
    DateTime? AgreedFrom, DateTime? AgreedTo, List<TimeWindow> Windows, double? Lat, double? Lon, Guid StationId, Guid? VolunteerId)
{
    public string Place { get; init; } = "";

    public IReadOnlyList<TimeWindow> Times => Order.TimesOf(AgreedFrom, AgreedTo, Windows);

    public OrderListItem Item => new(
        Id, Order.NumberOf(Id, CreatedAt), Title, Category, Status, Urgency, DivisionCode, StationId, CreatedAt, StatusAt, DueAt, Times[0].From, Times[0].To, VolunteerId, Lat, Lon) { Windows = Times };

    /// <summary>Done with, one way or another: nobody waits for it any more.</summary>
    public bool IsOver => Status is OrderStatus.Closed or OrderStatus.Rated or OrderStatus.Rewarded or OrderStatus.Rejected or OrderStatus.Void;
}

/// <summary>The orders that lie on the desks of the viewer's range.</summary>
internal sealed class QueueList(AppDbContext db, RegionDirectory regions, IStringLocalizer phrases, TimeProvider clock) : IListing<Order, QueueRow>
{
    /// <summary>No clock moves them and their follow-up may be closed: here they stand until somebody decides; never the viewer's own visits.</summary>
    public const string Held = "held";

    /// <summary>For files and programs: no tab of the page.</summary>
    private const string All = "all";

    /// <summary>What the desk looks at, by state.</summary>
    private static readonly (string Key, string Words, OrderStatus[] States)[] Views =
    [
        ("new", Phrase.Of("待派单"), [OrderStatus.PendingReview]),
        ("out", Phrase.Of("待接单"), [OrderStatus.Dispatched]),
        (Held, Phrase.Of("等站里定"), [OrderStatus.PendingClose]),
        ("going", Phrase.Of("进行中"), [OrderStatus.Accepted, OrderStatus.InService, OrderStatus.PendingClose]),
        ("done", Phrase.Of("已完成"), [OrderStatus.Closed, OrderStatus.Rated, OrderStatus.Rewarded]),
        ("off", Phrase.Of("未办成"), [OrderStatus.Rejected, OrderStatus.Void]),
        (All, Phrase.Of("全部"), Enum.GetValues<OrderStatus>()),
    ];

    private readonly DateTime _now = clock.Now();

    public static IEnumerable<(string Key, string Words, OrderStatus[] States)> Tabs => Views.Where(v => v.Key != All);

    public string Title => Phrase.Of("点单");

    public IReadOnlyList<ListColumn<QueueRow>> Columns =>
    [
        new("number", Phrase.Of("单号"), o => Order.NumberOf(o.Id, o.CreatedAt)) { InFileAlone = true },
        new("title", Phrase.Of("要做什么"), o => o.Title) { Personal = Personal.Note },
        new("category", Phrase.Of("类别"), o => ServiceCategories.Name(o.Category)) { InFileAlone = true },
        new("urgency", Phrase.Of("急不急"), o => phrases[o.Urgency.Words()].Value) { InFileAlone = true },
        new("place", Phrase.Of("在哪里"), o => o.Place),
        new("from", Phrase.Of("什么时候"), o => o.Times[0].From),
        new("times", Phrase.Of("可以的时间"), Times) { InFileAlone = true },
        new("status", Phrase.Of("状态"), o => phrases[o.Status.Words()].Value) { Tone = o => o.Status.Tone() },
        new("waited", Phrase.Of("等了"), o => o.IsOver ? "" : Span(_now - o.StatusAt)) { IsNumber = true, Order = "waited" },
        new("due", Phrase.Of("期限"), Due) { IsNumber = true, IsLate = o => o.DueAt < _now, Order = "due" },
        new("due-at", Phrase.Of("期限到几点"), o => o.DueAt) { InFileAlone = true },
        new("created", Phrase.Of("点单时间"), o => o.CreatedAt) { InFileAlone = true },
    ];

    public IReadOnlyList<ListFilter<Order>> Filters =>
    [
        ListFilters.Choice<Order>("view", Phrase.Of("状态"), [.. Views.Select(v => (v.Key, v.Words))], In) with { Standing = Views[0].Key, IsTab = true },
        ListFilters.Choice<Order>("late", Phrase.Of("期限"), [("true", Phrase.Of("超时的"))], (orders, _) => orders.Where(o => o.DueAt < _now)),
    ];

    public IReadOnlyList<ListOrder<Order>> Orders => [DeskOrders.Urgent, DeskOrders.Newest, DeskOrders.Waited, DeskOrders.Due];

    public Expression<Func<Order, Guid>> Id => o => o.Id;

    public Expression<Func<Order, QueueRow>> Row => o => new QueueRow(
        o.Id, o.Title, o.Category, o.Urgency, o.Status, o.DivisionCode, o.CreatedAt, o.StatusAt, o.DueAt, o.AgreedFrom, o.AgreedTo, o.Windows, o.CoarseLat, o.CoarseLon, o.StationId, o.VolunteerId);

    public Task<IQueryable<Order>> ScopeAsync(CancellationToken ct) =>
        Task.FromResult(db.Set<Order>().CoveredBy(db.Viewer, o => o.DeskDivisionCode));

    /// <summary>Whether what a view shows is done with.</summary>
    public static bool IsOver(string view) => view is "done" or "off";

    /// <summary>What waits: the most urgent first. What is over: the latest.</summary>
    public string OrderOf(ListQuery query) => (IsOver(query["view"]) ? DeskOrders.Newest : DeskOrders.Urgent).Name;

    public async Task<IReadOnlyList<QueueRow>> CompleteAsync(IReadOnlyList<QueueRow> rows, ListQuery query, CancellationToken ct)
    {
        var names = await regions.NamesAsync(rows.Select(o => o.DivisionCode), ct);
        return [.. rows.Select(o => o with { Place = names.GetValueOrDefault(o.DivisionCode, "") })];
    }

    private IQueryable<Order> In(IQueryable<Order> orders, string key)
    {
        var states = Views.First(v => v.Key == key).States;
        return key == Held ? orders.HeldFor(db.Viewer) : orders.Where(o => states.Contains(o.Status));
    }

    /// <summary>In a file, which is read on another day: whole dates.</summary>
    private static string Times(QueueRow order) => string.Join("; ", order.Times.Select(w => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{w.From.ToShanghai():yyyy-MM-dd HH:mm}–{w.To.ToShanghai():HH:mm}")));

    private string Due(QueueRow order) => order.DueAt switch
    {
        null => "",
        { } due when due < _now => phrases["超了 {0}", Span(_now - due)],
        { } due when due < _now.AddMinutes(1) => phrases["马上到期"],
        { } due => phrases["还有 {0}", Span(due - _now)],
    };

    private string Span(TimeSpan span) => span.TotalMinutes < 60 ? phrases["{0} 分钟", (int)span.TotalMinutes]
        : span.TotalHours < 48 ? phrases["{0} 小时", (int)span.TotalHours] : phrases["{0} 天", (int)span.TotalDays];
}
