using Microsoft.Extensions.Caching.Memory;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;
using Weiguang.People.Roles;
using Weiguang.People.Sessions;
using Weiguang.Regions;

namespace Weiguang.People;

public enum GrantAnswer
{
    Done,

    /// <summary>Held already, or revoked already: nothing changed.</summary>
    Unchanged,

    /// <summary>The role may do what the granter's own may not.</summary>
    AboveYou,

    /// <summary>The division or team is outside the granter's scope, or the person is the granter.</summary>
    OutsideYou,

    UnknownPerson,

    /// <summary>There is no such division, or not any more.</summary>
    UnknownPlace,

    /// <summary>The granter's own role was taken, or may not do this any more, since the request began.</summary>
    NotYours,

    /// <summary>With what they hold already they could do what excludes each other.</summary>
    Excluded,
}

/// <summary>What came of giving or taking a role.</summary>
public sealed record GrantReply(GrantAnswer Answer)
{
    /// <summary>What stands against it, with <see cref="GrantAnswer.Excluded"/>.</summary>
    internal Clash? Clash { get; init; }
}

/// <summary>Who holds which role. Nobody grants or revokes above or outside their own scope; every row says who did it and when.</summary>
public sealed class RoleBook(AppDbContext db, Visitor visitor, RolePermissions permissions, Exclusions exclusions, OwnOffice office, RegionDirectory regions, IMemoryCache cache, LiveFeed live, TimeProvider clock)
{
    /// <param name="divisionCode">The division with everything below it; 0 is the whole country.</param>
    /// <param name="teamId">For <see cref="Role.TeamLeader"/>.</param>
    public async Task<GrantReply> GrantAsync(Guid personId, Role role, long divisionCode, Guid? teamId = null, CancellationToken ct = default)
    {
        if (await RefusalAsync(personId, role, divisionCode, teamId, ct) is { } no)
        {
            return new(no);
        }

        if (!await People(teamId).AnyAsync(p => p.Id == personId, ct))
        {
            return new(GrantAnswer.UnknownPerson);
        }

        if (!db.Viewer.All && role.IsStaff() && !await regions.ExistsAsync(divisionCode, ct))
        {
            return new(GrantAnswer.UnknownPlace);
        }

        await using var work = await db.BeginWorkAsync(ct);
        if (role.IsStaff())
        {
            if (!await HoldsOfficeAsync(personId, role, ct))
            {
                return new(GrantAnswer.NotYours);
            }

            if (await exclusions.OfGrantAsync(personId, role, divisionCode, ct) is { } clash)
            {
                return new(GrantAnswer.Excluded) { Clash = clash };
            }
        }

        var grant = RoleGrant.Grant(personId, role, divisionCode, teamId, db.Viewer.PersonId, clock.Now());
        db.Add(grant);
        try
        {
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            db.Entry(grant).State = EntityState.Detached;
            return new(GrantAnswer.Unchanged);
        }

        await SessionBook.ForgetAllOfAsync(db, cache, live, personId, ct);
        return new(GrantAnswer.Done);
    }

    public async Task<GrantReply> RevokeAsync(Guid personId, Role role, long divisionCode, Guid? teamId = null, CancellationToken ct = default)
    {
        if (await RefusalAsync(personId, role, divisionCode, teamId, ct) is { } no)
        {
            return new(no);
        }

        await using var work = await db.BeginWorkAsync(ct);
        if (role.IsStaff() && !await HoldsOfficeAsync(personId, role, ct))
        {
            return new(GrantAnswer.NotYours);
        }

        var (by, now, team) = (db.Viewer.PersonId, clock.Now(), teamId ?? Guid.Empty);
        var revoked = await db.Set<RoleGrant>().IgnoreQueryFilters()
            .Where(g => g.PersonId == personId && g.RevokedAt == null && g.Role == role && g.DivisionCode == divisionCode && g.TeamId == team)
            .ExecuteUpdateAsync(g => g.SetProperty(x => x.RevokedBy, by).SetProperty(x => x.RevokedAt, now), ct);
        await work.CommitAsync(ct);
        await SessionBook.ForgetAllOfAsync(db, cache, live, personId, ct);
        return new(revoked > 0 ? GrantAnswer.Done : GrantAnswer.Unchanged);
    }

    /// <summary>Whether the viewer may give or take this role at all: what a page offers, and what is let through.</summary>
    public async Task<bool> MayChangeAsync(Guid personId, Role role, long divisionCode, Guid? teamId = null, CancellationToken ct = default) => await RefusalAsync(personId, role, divisionCode, teamId, ct) is null;

    /// <summary>Nobody hands out more than they may do themselves; whoever says what roles may do, any role. Who leads a team is a matter of who may found it or appoint there.</summary>
    public async Task<bool> MayGrantAsync(Role role, CancellationToken ct) => !role.IsStaff() ? db.Viewer.IsStaff :
        db.Viewer.May(PeoplePermissions.GrantRoles) && MayGrant(role, db.Viewer.May, await permissions.NowAsync(ct));

    /// <summary>What stands against giving a person this role besides those they hold; null when nothing does.</summary>
    internal Task<Clash?> StandsAgainstAsync(Guid personId, Role role, long divisionCode, CancellationToken ct) => exclusions.OfGrantAsync(personId, role, divisionCode, ct);

    /// <summary>The roles that may do all of this now. It reads by the caller's own context, who may be within a transaction.</summary>
    public async Task<IReadOnlyList<Role>> AllowedAsync(IReadOnlyCollection<string> doing, CancellationToken ct = default)
    {
        var holding = await permissions.ReadAsync(ct);
        return [.. RolePermissions.Roles.Where(role => doing.All(holding.Of(role).Contains))];
    }

    /// <summary>The people who hold one of these roles over just these divisions, not over one above or below: whom news of an office concerns.</summary>
    public Task<List<Guid>> HoldersAsync(IReadOnlyCollection<Role> held, IReadOnlyCollection<long> divisions, CancellationToken ct = default) =>
        db.Set<RoleGrant>().IgnoreQueryFilters().Where(g => g.RevokedAt == null && held.Contains(g.Role) && divisions.Contains(g.DivisionCode))
            .Select(g => g.PersonId).Distinct().ToListAsync(ct);

    /// <summary>Whether somebody holds an office, or has held one since then: whichever role they act in now, and also when it was taken from them meanwhile.</summary>
    public Task<bool> HasHeldOfficeAsync(Guid personId, DateTime since, CancellationToken ct = default) => db.Set<RoleGrant>().IgnoreQueryFilters()
        .AnyAsync(g => g.PersonId == personId && RolePermissions.Roles.Contains(g.Role) && (g.RevokedAt == null || g.RevokedAt >= since), ct);

    /// <summary>Who of these people hold an office, or have held one, with until when; none where they hold it still.</summary>
    public async Task<ILookup<Guid, DateTime?>> OfficesAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct = default) => (await db.Set<RoleGrant>().IgnoreQueryFilters()
        .Where(g => personIds.Contains(g.PersonId) && RolePermissions.Roles.Contains(g.Role)).Select(g => new { g.PersonId, g.RevokedAt }).ToListAsync(ct)).ToLookup(g => g.PersonId, g => g.RevokedAt);

    /// <summary>Which of these people hold an office over one of these divisions, or lead this team, or have done so since then.</summary>
    public async Task<HashSet<Guid>> WhoRanAsync(IReadOnlyCollection<Guid> personIds, IReadOnlyCollection<long> divisions, Guid? teamId, DateTime since, CancellationToken ct = default)
    {
        var (wanted, above, team) = (personIds.ToArray(), divisions.SelectMany(DivisionCodes.AllAbove).Distinct().ToArray(), teamId ?? Guid.Empty);
        return [.. await db.Set<RoleGrant>().IgnoreQueryFilters().Where(g => wanted.Contains(g.PersonId) && (g.RevokedAt == null || g.RevokedAt >= since)
            && ((RolePermissions.Roles.Contains(g.Role) && above.Contains(g.DivisionCode)) || (g.Role == Role.TeamLeader && team != Guid.Empty && g.TeamId == team))).Select(g => g.PersonId).Distinct().ToListAsync(ct)];
    }

    public async Task<IReadOnlyList<HeldRole>> HeldByAsync(Guid personId, CancellationToken ct = default) => await HeldByAsync(db, personId, ct);

    internal static async Task<List<HeldRole>> HeldByAsync(AppDbContext db, Guid personId, CancellationToken ct) =>
        (await HeldByAsync(db, [personId], ct)).GetValueOrDefault(personId) ?? [];

    /// <summary>The roles of many people, lowest first.</summary>
    internal static async Task<Dictionary<Guid, List<HeldRole>>> HeldByAsync(AppDbContext db, IReadOnlyList<Guid> personIds, CancellationToken ct)
    {
        var held = await db.Set<RoleGrant>().IgnoreQueryFilters().Where(g => personIds.Contains(g.PersonId) && g.RevokedAt == null)
            .Select(g => new { g.PersonId, Role = new HeldRole(g.Id, g.Role, g.DivisionCode, g.TeamId == Guid.Empty ? null : g.TeamId) }).ToListAsync(ct);
        return held.GroupBy(g => g.PersonId, g => g.Role).ToDictionary(g => g.Key, g => g.OrderBy(r => r.Role).ThenByDescending(r => r.DivisionCode).ToList());
    }

    private async Task<GrantAnswer?> RefusalAsync(Guid personId, Role role, long divisionCode, Guid? teamId, CancellationToken ct)
    {
        if (db.Viewer.All)
        {
            return null;
        }

        var ownTeam = role == Role.TeamLeader && teamId is { } team && db.Viewer.TeamIds.Contains(team);
        if (ownTeam)
        {
            return null;
        }

        if (!await MayGrantAsync(role, ct))
        {
            return GrantAnswer.AboveYou;
        }

        return personId == visitor.PersonId || !db.Viewer.Covers(DivisionCodes.Range(divisionCode)) ? GrantAnswer.OutsideYou : null;
    }

    /// <summary>
    /// Holds the table and both people to the end of the transaction, and looks once more whether the viewer may: of two who give somebody a role at once the second sees what the first gave, and of two
    /// who take each other's the second has none left to take by.
    /// </summary>
    private async Task<bool> HoldsOfficeAsync(Guid personId, Role role, CancellationToken ct)
    {
        await exclusions.KeepTableAsync(ct);
        await db.LockUnscopedAsync<Person>([personId, db.Viewer.PersonId], ct);
        return await office.StillAsync((held, own) => MayGrant(role, held.Of(own).Contains, held), ct);
    }

    private static bool MayGrant(Role role, Func<string, bool> may, Holding held) => may(PeoplePermissions.GrantRoles) && (may(PeoplePermissions.SetPermissions) || held.Of(role).All(may));

    // A leader takes into the team whom they do not otherwise see; staff appoint only people of their own range.
    private IQueryable<Person> People(Guid? teamId) =>
        teamId is { } team && db.Viewer.TeamIds.Contains(team) ? db.Set<Person>().IgnoreQueryFilters() : db.Set<Person>();
}
