using Weiguang.Kernel.Time;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Stations.Desk;

/// <summary>The stations that the viewer keeps. Everybody may read stations, so the scope stands here, on the only way to change them.</summary>
internal sealed class StationBook(AppDbContext db, Viewer viewer, TimeProvider clock)
{
    /// <summary>Stations of the viewer's divisions, closed ones too.</summary>
    public IQueryable<Station> Mine => viewer.All ? db.Set<Station>() : db.Set<Station>().CoveredBy(viewer, s => s.DivisionCode);

    public Task<Station?> FindAsync(Guid id, CancellationToken ct) => Mine.SingleOrDefaultAsync(s => s.Id == id, ct);

    /// <summary>As it is in the database now, whatever was read before.</summary>
    public Task<Station?> ReadAsync(Guid id, CancellationToken ct) => Mine.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);

    public async Task<Station> AddAsync(StationFacts facts, CancellationToken ct)
    {
        var station = Station.Found(facts, clock.Now());
        db.Add(station);
        await db.SaveChangesAsync(ct);
        return station;
    }

    /// <summary>False when somebody else changed the station since <paramref name="version"/> was read.</summary>
    public async Task<bool> ChangeAsync(Station station, StationFacts facts, int version, CancellationToken ct)
    {
        if (station.Version != version)
        {
            return false;
        }

        station.Change(facts, clock.Now());
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
