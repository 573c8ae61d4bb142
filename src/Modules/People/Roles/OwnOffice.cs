using Weiguang.People.Domain;

namespace Weiguang.People.Roles;

/// <summary>The role the viewer acts in, as the rows say it now and not as the request began.</summary>
public sealed class OwnOffice(AppDbContext db, Visitor visitor, RolePermissions permissions)
{
    /// <summary>
    /// Whether they still act in it and whether it still may do this; for whoever holds the table (<see cref="Exclusions"/>), so that it stays so to the end of the transaction:
    /// of two who take each other's role at once, the second does not.
    /// </summary>
    internal async Task<bool> StillAsync(Func<Holding, Role, bool> may, CancellationToken ct)
    {
        if (db.Viewer.All)
        {
            return true;
        }

        return visitor.Acting is { } acting
            && await db.Set<RoleGrant>().IgnoreQueryFilters().AnyAsync(g => g.PersonId == db.Viewer.PersonId && g.Id == acting.GrantId && g.RevokedAt == null, ct)
            && may(await permissions.ReadAsync(ct), acting.Role);
    }
}
