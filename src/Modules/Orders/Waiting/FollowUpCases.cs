using Weiguang.Cases;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Waiting;

/// <summary>Somebody was not content: to be called. Not by whoever went there themselves.</summary>
internal sealed class FollowUpCases(AppDbContext db) : CaseKind
{
    public override string Code => "orders.follow-up";

    public override string Phrase => Kernel.Text.Phrase.Of("回访");

    public override string Permission => OrderPermissions.FollowUp;

    public override int Days => 0;

    public override IQueryable<OpenCase> Open() => db.Set<FollowUp>().Where(t => t.ClosedAt == null)
        .Select(t => new OpenCase { SourceId = t.OrderId, Id = t.OrderId, DivisionCode = t.DeskDivisionCode, At = t.DueAt });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await db.Set<Order>().AsNoTracking().Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Title, o.CreatedAt, o.DeskDivisionCode, o.VolunteerId }).ToListAsync(ct);
        return found.ToDictionary(o => o.Id, o => new CaseWords(
            o.Title, Order.NumberOf(o.Id, o.CreatedAt), $"/console/follow-ups#outcome-{o.Id}", new(Permission, o.DeskDivisionCode, null, o.VolunteerId is { } went ? [went] : [])));
    }
}
