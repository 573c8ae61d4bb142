using Weiguang.Kernel.Photos;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Listing;

/// <summary>Pictures of teams, by whoever runs the team; the staff of its division take away what should not be there.</summary>
internal sealed class TeamAlbum(AppDbContext db, PhotoIntake intake, TimeProvider clock) : Album<TeamPhoto>(Kind, db, intake, clock)
{
    public const string Kind = "team";

    protected override IQueryable<TeamPhoto> OpenToAll => Db.Set<TeamPhoto>().Where(p => Db.Living().Any(t => t.Id == p.OwnerId));

    public override async Task<AlbumOwner?> FindAsync(Guid owner, CancellationToken ct)
    {
        var runs = await Db.Set<Team>().RunBy(Db.Viewer).AnyAsync(t => t.Id == owner, ct);
        var found = await Db.Living().AsNoTracking().SingleOrDefaultAsync(t => t.Id == owner, ct);
        return found is null ? null : new(found.Id, found.Name, TeamLinks.Of(found.Id), found.DivisionCode) { TeamId = found.Id, MayEdit = Db.Viewer.All || Db.Viewer.TeamIds.Contains(owner), MayRemove = runs };
    }

    protected override Task HoldAsync(Guid owner, CancellationToken ct) => Db.LockAsync<Team>(owner, ct);
}
