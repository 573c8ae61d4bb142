using Weiguang.Cases;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Rating;
using Weiguang.People;

namespace Weiguang.Orders.Waiting;

/// <summary>Pictures of thanks that the resident wants shown: somebody of the station looks first, not who is on them.</summary>
internal sealed class ThanksCases(AppDbContext db) : CaseKind("orders.thanks", Phrase.Of("看感谢的照片"), OrderPermissions.Dispatch, days: 5)
{
    private IQueryable<ThanksPhoto> Waiting => db.Set<ThanksPhoto>().Where(p => p.IsForAll && p.ShownAt == null);

    public override IQueryable<OpenCase> Open() => db.Set<Order>().Where(o => o.VolunteerId != db.Viewer.PersonId && Waiting.Any(p => p.OwnerId == o.Id))
        .Select(o => new OpenCase { SourceId = o.Id, Id = o.Id, DivisionCode = o.DeskDivisionCode, At = Waiting.Where(p => p.OwnerId == o.Id).Min(p => p.At) });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await db.Set<Order>().AsNoTracking().Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Title, o.CreatedAt, o.DeskDivisionCode, o.AskerId, o.VolunteerId }).ToListAsync(ct);
        return found.ToDictionary(o => o.Id, o => new CaseWords(
            o.Title, Order.NumberOf(o.Id, o.CreatedAt), AlbumLinks.Desk(ThanksAlbum.Kind, o.Id), Matter(o.DeskDivisionCode, o.AskerId, o.VolunteerId)));
    }

    /// <summary>For the inbox and for whoever says yes.</summary>
    public static Matter Matter(long division, Guid asker, Guid? volunteer) => new(OrderPermissions.Dispatch, division, null, [asker, .. volunteer is { } went ? [went] : Array.Empty<Guid>()]);
}
