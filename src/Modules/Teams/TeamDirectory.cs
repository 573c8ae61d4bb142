using Weiguang.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams;

/// <summary>A team as other modules see it.</summary>
/// <param name="Kind">A code of <see cref="TeamKinds"/>.</param>
/// <param name="Members">How many take part now, the leader included.</param>
/// <param name="Categories">Codes of the national service categories.</param>
public sealed record TeamCard(Guid Id, string Name, string Kind, long DivisionCode, Guid LeaderId, int Members, string[] Categories)
{
    /// <summary>False for a paused or dissolved team: nothing new is given to it.</summary>
    public bool IsActive { get; init; }
}

/// <summary>Somebody who takes part in a team now.</summary>
public sealed record TeamMemberCard(Guid PersonId, bool IsLeader);

/// <summary>Looks teams up for other modules. It works past the viewer's scope on purpose: a station may dispatch to a team of the county above.</summary>
public sealed class TeamDirectory(AppDbContext db) : ITeamNames
{
    async Task<IReadOnlyDictionary<Guid, string>> ITeamNames.NamesAsync(IEnumerable<Guid> ids, CancellationToken ct) => (await FindAsync(ids, ct)).ToDictionary(t => t.Key, t => t.Value.Name);

    /// <summary>Any team, also a paused or dissolved one.</summary>
    public async Task<TeamCard?> FindAsync(Guid id, CancellationToken ct = default) => (await FindAsync([id], ct)).GetValueOrDefault(id);

    public async Task<IReadOnlyDictionary<Guid, TeamCard>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct = default)
    {
        var wanted = ids.Distinct().ToArray();
        return (await CardsAsync(Teams.Where(t => wanted.Contains(t.Id)), ct)).ToDictionary(t => t.Id);
    }

    /// <summary>Active teams whose division code is at least <paramref name="from"/> and below <paramref name="to"/>, biggest first.</summary>
    public Task<List<TeamCard>> InAsync(long from, long to, CancellationToken ct = default) =>
        CardsAsync(Teams.Where(t => t.State == TeamState.Active && t.DivisionCode >= from && t.DivisionCode < to).OrderByDescending(t => t.Members), ct);

    /// <summary>Who takes part now, the leader first.</summary>
    public async Task<IReadOnlyList<TeamMemberCard>> MembersAsync(Guid teamId, CancellationToken ct = default)
    {
        var members = await Active.Where(m => m.TeamId == teamId).Select(m => new { m.PersonId, m.Role, m.JoinedAt }).ToListAsync(ct);
        return [.. members.OrderByDescending(m => m.Role).ThenBy(m => m.JoinedAt).Select(m => new TeamMemberCard(m.PersonId, m.Role == TeamRole.Leader))];
    }

    /// <summary>The teams in which a person takes part now.</summary>
    public async Task<IReadOnlyList<TeamCard>> OfAsync(Guid personId, CancellationToken ct = default)
    {
        var ids = await Active.Where(m => m.PersonId == personId).Select(m => m.TeamId).ToListAsync(ct);
        return [.. (await FindAsync(ids, ct)).Values.OrderBy(t => t.Name, StringComparer.Ordinal)];
    }

    /// <summary>In which teams each of these people takes part now.</summary>
    public async Task<ILookup<Guid, Guid>> OfAsync(IEnumerable<Guid> personIds, CancellationToken ct = default)
    {
        var wanted = personIds.Distinct().ToArray();
        return (await Active.Where(m => wanted.Contains(m.PersonId)).Select(m => new { m.PersonId, m.TeamId }).ToListAsync(ct)).ToLookup(m => m.PersonId, m => m.TeamId);
    }

    private IQueryable<Team> Teams => db.Set<Team>().AsNoTracking();

    private IQueryable<TeamMember> Active => db.Set<TeamMember>().IgnoreQueryFilters().AsNoTracking().Where(m => m.State == MemberState.Active);

    private static Task<List<TeamCard>> CardsAsync(IQueryable<Team> teams, CancellationToken ct) =>
        teams.Select(t => new TeamCard(t.Id, t.Name, t.Kind, t.DivisionCode, t.LeaderId, t.Members, t.Categories) { IsActive = t.State == TeamState.Active }).ToListAsync(ct);
}
