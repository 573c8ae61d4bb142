using Weiguang.Kernel.Photos;
using Weiguang.Regions.Domain;
using Weiguang.Regions.Stations.Desk;

namespace Weiguang.Regions.Stations;

/// <summary>Pictures of stations, by whoever keeps the station.</summary>
internal sealed class StationAlbum(AppDbContext db, StationBook stations, PhotoIntake intake, TimeProvider clock) : Album<StationPhoto>(Kind, db, intake, clock)
{
    public const string Kind = "station";

    protected override IQueryable<StationPhoto> OpenToAll => Db.Set<StationPhoto>().Where(p => Db.Set<Station>().Any(s => s.Id == p.OwnerId && s.Active));

    public override async Task<AlbumOwner?> FindAsync(Guid owner, CancellationToken ct)
    {
        var keeps = (Db.Viewer.All || Db.Viewer.May(RegionPermissions.KeepStations)) && await stations.Mine.AnyAsync(s => s.Id == owner, ct);
        var found = await Db.Set<Station>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == owner && (s.Active || keeps), ct);
        return found is null ? null : new(found.Id, found.Name, RegionLinks.Station(found.Id), found.DivisionCode) { MayEdit = keeps, MayRemove = keeps };
    }

    protected override Task HoldAsync(Guid owner, CancellationToken ct) => Db.LockAsync<Station>(owner, ct);
}
