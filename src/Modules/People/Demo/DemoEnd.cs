using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;

namespace Weiguang.People;

/// <summary>What the end of a demo took away.</summary>
/// <param name="People">The players and everybody else invented.</param>
/// <param name="Roles">Theirs.</param>
/// <param name="Handed">Roles of others that came from them, directly or through others.</param>
public sealed record DemoRemoved(int People, int Roles, int Passwords, int Handed, int Sessions);

/// <summary>Takes the demo out of a database, as far as a door goes: while it was open anybody could be the administrator, so nothing that came from there is believed.</summary>
public sealed class DemoEnd(AppDbContext db, Vault vault, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <param name="isInvented">Whether nobody real can have this phone.</param>
    /// <returns>Null when there is no demo here.</returns>
    public async Task<DemoRemoved?> RemoveAsync(Func<string, bool> isInvented, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var players = await DemoMark.ReadAsync(db, ct);
        if (players.Count == 0)
        {
            return null;
        }

        var phones = await db.Set<Person>().Select(p => new { p.Id, p.Phone }).ToListAsync(ct);
        var invented = phones.Where(p => isInvented(vault.Open(Personal.Phone, p.Phone))).Select(p => p.Id).Concat(players.Values).ToHashSet();
        var grants = await db.Set<RoleGrant>().Where(g => g.RevokedAt == null).ToListAsync(ct);
        var (theirs, handed) = (grants.Where(g => invented.Contains(g.PersonId)).ToList(), Handed(grants, invented));
        theirs.Concat(handed).ToList().ForEach(g => g.Revoke(Guid.Empty, clock.Now()));
        await db.SaveChangesAsync(ct);

        var (passwords, now) = (0, clock.Now());
        foreach (var some in invented.Chunk(AtOnce))
        {
            passwords += await db.Set<Account>().Where(a => some.Contains(a.Id)).ExecuteDeleteAsync(ct);
            await db.Set<Volunteer>().Where(v => some.Contains(v.PersonId)).ExecuteUpdateAsync(v => v.SetProperty(x => x.Confirmed, false), ct);
        }

        var sessions = await db.Set<Session>().Where(s => s.RevokedAt == null && s.ExpiresAt > now).ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), ct);
        await db.Set<OneTimeCode>().ExecuteDeleteAsync(ct);
        await DemoMark.SetAsync(db, new Dictionary<Role, Guid>(), ct);
        await work.CommitAsync(ct);
        return new(invented.Count, theirs.Count, passwords, handed.Count, sessions);
    }

    /// <summary>Roles of others whose trail of givers leads back to somebody invented. Being a volunteer is nobody's gift and stays.</summary>
    private static List<RoleGrant> Handed(List<RoleGrant> grants, HashSet<Guid> invented)
    {
        var (handed, givers) = (new HashSet<RoleGrant>(), invented.ToHashSet());
        var others = grants.Where(g => g.Role != Role.Volunteer && !invented.Contains(g.PersonId)).ToList();
        for (var before = -1; before < handed.Count;)
        {
            before = handed.Count;
            handed.UnionWith(others.Where(g => givers.Contains(g.GrantedBy)));
            givers.UnionWith(handed.Select(g => g.PersonId));
        }

        return [.. handed];
    }
}
