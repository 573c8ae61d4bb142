using Weiguang.Cases;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Messages;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Waiting;
using Weiguang.Regions;

namespace Weiguang.Orders.Rating;

/// <summary>
/// Pictures by which a resident says thanks, once they have rated. Whoever came and the station see them; others only what the resident wants shown, after somebody of the station has looked at it.
/// </summary>
internal sealed class ThanksAlbum(AppDbContext db, StationDirectory stations, Referee referee, MessageBox messages, PhotoIntake intake, TimeProvider clock) : Album<ThanksPhoto>(Kind, db, intake, clock)
{
    public const string Kind = "thanks";
    private const int MostPhotos = 3;

    private Guid? _volunteer;

    protected override IQueryable<ThanksPhoto> OpenToAll => Db.Set<ThanksPhoto>().IgnoreQueryFilters().Where(p => p.ShownAt != null);

    public override async Task<AlbumOwner?> FindAsync(Guid owner, CancellationToken ct)
    {
        var order = await Db.Set<Order>().AsNoTracking().AsSplitQuery().Include(o => o.Offers).Include(o => o.Rating).SingleOrDefaultAsync(o => o.Id == owner, ct);
        var parties = order is null ? OrderParty.None : OrderBook.PartiesOf(order, Db.Viewer);
        if (order is not { Rating.Came: true } || (parties & (OrderParty.Asker | OrderParty.Assignee | OrderParty.Station | OrderParty.Clock)) == 0)
        {
            return await InPublicAsync(owner, ct);
        }

        _volunteer = order.VolunteerId;
        var isAskers = parties.HasFlag(OrderParty.Asker);
        return new(owner, order.Title, OrderLinks.Of(owner), order.DeskDivisionCode)
        {
            TeamId = order.TeamId,
            MayEdit = isAskers,
            MayRemove = isAskers || parties.HasFlag(OrderParty.Station),
            MayShow = parties.HasFlag(OrderParty.Station) && !isAskers && await referee.MayDecideAsync(ThanksCases.Matter(order.DeskDivisionCode, order.AskerId, order.VolunteerId), ct),
            Waits = Phrase.Of("上门的人和站点看得到。您愿意让大家看的，站点看过以后放到站点的页面上。"),
            AsksForAll = Phrase.Of("愿意放到站点的页面上，让大家也看看"),
            Most = MostPhotos,
        };
    }

    /// <summary>To others nothing is said of the order, only where its pictures hang.</summary>
    private async Task<AlbumOwner?> InPublicAsync(Guid owner, CancellationToken ct) =>
        await Db.Set<Order>().IgnoreQueryFilters().Where(o => o.Id == owner && OpenToAll.Any(p => p.OwnerId == owner)).Select(o => (Guid?)o.StationId).SingleOrDefaultAsync(ct) is { } id
        && await stations.FindAsync(id, ct) is { } station ? new(owner, station.Name, RegionLinks.Station(id), station.DivisionCode) : null;

    protected override Task HoldAsync(Guid owner, CancellationToken ct) => Db.LockAsync<Order>(owner, ct);

    protected override void After(AlbumOwner owner)
    {
        if (_volunteer is { } who)
        {
            messages.Put(who, OrderMessages.ThankedByPhoto, owner.Page, owner.Title);
        }
    }
}
