using Weiguang.Cases;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;
using Weiguang.Orders.FollowUps;

namespace Weiguang.Orders.Waiting;

/// <summary>Somebody was not content: to be called. Not by whoever went there themselves.</summary>
internal sealed class FollowUpCases(AppDbContext db) : CaseKind("orders.follow-up", Phrase.Of("回访"), OrderPermissions.FollowUp, days: 0)
{
    public override IQueryable<OpenCase> Open() => db.Set<FollowUp>().Where(t => t.ClosedAt == null && !db.Set<Order>().Any(o => o.Id == t.OrderId && o.VolunteerId == db.Viewer.PersonId)) // What is said of one's own visit is somebody else's to look into.
        .Select(t => new OpenCase { SourceId = t.OrderId, Id = t.OrderId, DivisionCode = t.DeskDivisionCode, At = t.DueAt });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await db.Set<Order>().AsNoTracking().Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Title, o.CreatedAt, o.DeskDivisionCode, o.VolunteerId }).ToListAsync(ct);
        return found.ToDictionary(o => o.Id, o => new CaseWords(
            o.Title, Order.NumberOf(o.Id, o.CreatedAt), FollowUpList.LinkTo(o.Id), Matter(o.DeskDivisionCode, o.VolunteerId)));
    }

    public static Matter Matter(long desk, Guid? volunteer) => new(OrderPermissions.FollowUp, desk, null, volunteer is { } went ? [went] : []);
}
