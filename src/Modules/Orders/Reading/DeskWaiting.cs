using Weiguang.Kernel.Ui;
using Weiguang.Orders.Domain;
using Weiguang.Orders.FollowUps;

namespace Weiguang.Orders.Reading;

/// <summary>Orders that nobody has dispatched, and visits that the desk has to decide about.</summary>
internal sealed class QueueWaiting(AppDbContext db) : IWaiting
{
    public string Href => OrderLinks.Queue;

    public async Task<int> CountAsync(CancellationToken ct)
    {
        var desk = db.Set<Order>().CoveredBy(db.Viewer, o => o.DeskDivisionCode);
        return await desk.Where(o => o.Status == OrderStatus.PendingReview).Select(o => o.Id).Concat(desk.HeldFor(db.Viewer).Select(o => o.Id)).OrderBy(_ => 1).Take(IWaiting.Most + 1).CountAsync(ct);
    }
}

/// <summary>People to call.</summary>
internal sealed class FollowUpsWaiting(FollowUpList list) : IWaiting
{
    public string Href => OrderLinks.FollowUps;

    public async Task<int> CountAsync(CancellationToken ct) => await (await list.ScopeAsync(ct)).OrderBy(_ => 1).Take(IWaiting.Most + 1).CountAsync(ct);
}
