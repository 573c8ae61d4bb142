using System.Linq.Expressions;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.FollowUps;

/// <summary>A task of the station and the order it is about.</summary>
internal sealed class FollowUpCase
{
    public required FollowUp Task { get; init; }

    public required Order Order { get; init; }
}

/// <summary>Somebody to call.</summary>
internal sealed record FollowUpRow(Guid OrderId, DateTime PlacedAt, string Title, OrderRating? Rated, DateTime OpenedAt, DateTime DueAt, OrderStatus Status, DateTime? OrderDueAt)
{
    public bool IsDisputed => Order.Holds(Status, OrderDueAt);
}

/// <summary>The follow-ups of the viewer's desks that nobody has closed, what is due first on top.</summary>
internal sealed class FollowUpList(AppDbContext db, TimeProvider clock) : IListing<FollowUpCase, FollowUpRow>
{
    /// <summary>Names the one order that is meant, in the address.</summary>
    public const string One = "order";

    /// <summary>Where the follow-up of an order is closed.</summary>
    public static string LinkTo(Guid orderId) => $"/console/follow-ups?{One}={orderId}";

    public string Title => Phrase.Of("回访");

    public IReadOnlyList<ListColumn<FollowUpRow>> Columns =>
    [
        new("number", Phrase.Of("单号"), t => Order.NumberOf(t.OrderId, t.PlacedAt)),
        new("title", Phrase.Of("要做什么"), t => t.Title) { Personal = Personal.Note },
        new("stars", Phrase.Of("几颗星"), t => t.Rated?.Stars) { IsNumber = true },
        new("words", Phrase.Of("评价的话"), t => t.Rated?.Words) { Personal = Personal.Note },
        new("opened", Phrase.Of("什么时候来的"), t => t.OpenedAt),
        new("due", Phrase.Of("期限"), t => t.DueAt),
    ];

    public IReadOnlyList<ListFilter<FollowUpCase>> Filters =>
    [
        ListFilters.Choice<FollowUpCase>("late", Phrase.Of("期限"), [("true", Phrase.Of("超时的"))], Late),
        ListFilters.Text<FollowUpCase>(One, Phrase.Of("单号"), (cases, text) => Guid.TryParse(text, out var id) ? cases.Where(c => c.Task.OrderId == id) : cases) with { IsTab = true },
    ];

    public IReadOnlyList<ListOrder<FollowUpCase>> Orders => [new("due", Phrase.Of("期限"), SortKey.Up((FollowUpCase c) => c.Task.DueAt)), new("opened", Phrase.Of("什么时候来的"), SortKey.Down((FollowUpCase c) => c.Task.OpenedAt))];

    public Expression<Func<FollowUpCase, Guid>> Id => c => c.Task.OrderId;

    public Expression<Func<FollowUpCase, FollowUpRow>> Row => c => new FollowUpRow(
        c.Task.OrderId, c.Order.CreatedAt, c.Order.Title, c.Order.Rating, c.Task.OpenedAt, c.Task.DueAt, c.Order.Status, c.Order.DueAt);

    public Task<IQueryable<FollowUpCase>> ScopeAsync(CancellationToken ct) => Task.FromResult(
        from task in db.Set<FollowUp>()
        join order in db.Set<Order>() on task.OrderId equals order.Id
        where task.ClosedAt == null && order.VolunteerId != db.Viewer.PersonId // What is said of one's own visit is somebody else's to look into.
        select new FollowUpCase { Task = task, Order = order });

    private IQueryable<FollowUpCase> Late(IQueryable<FollowUpCase> cases, string word)
    {
        var now = clock.Now();
        return cases.Where(c => c.Task.DueAt < now);
    }
}
