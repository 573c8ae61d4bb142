using Weiguang.Projects.Domain;

namespace Weiguang.Projects;

/// <summary>Looks projects up for other modules, past the viewer's scope on purpose: a volunteer's rules depend on projects they never see.</summary>
public sealed class ProjectDirectory(AppDbContext db)
{
    /// <summary>Any project, also a draft or a closed one.</summary>
    public async Task<ProjectCard?> FindAsync(Guid id, CancellationToken ct = default) => (await FindAsync([id], ct)).GetValueOrDefault(id);

    public async Task<IReadOnlyDictionary<Guid, ProjectCard>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct = default)
    {
        var wanted = ids.Distinct().ToArray();
        return (await CardsAsync(Projects.Where(p => wanted.Contains(p.Id)), ct)).ToDictionary(p => p.Id);
    }

    /// <summary>The projects a team runs, newest first.</summary>
    public Task<List<ProjectCard>> OfTeamAsync(Guid teamId, CancellationToken ct = default) => CardsAsync(Projects.Where(p => p.TeamId == teamId), ct);

    /// <summary>The projects run without a team by the staff of a division, newest first.</summary>
    public Task<List<ProjectCard>> OfDivisionAsync(long divisionCode, CancellationToken ct = default) =>
        CardsAsync(Projects.Where(p => p.TeamId == null && p.DivisionCode == divisionCode), ct);

    private IQueryable<Project> Projects => db.Set<Project>().IgnoreQueryFilters().AsNoTracking();

    private async Task<List<ProjectCard>> CardsAsync(IQueryable<Project> projects, CancellationToken ct)
    {
        var rows = await projects.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id)
            .Select(p => new { p.Id, p.Title, p.Status, p.DivisionCode, p.TeamId, p.Category, p.Round }).ToListAsync(ct);
        var ids = rows.ConvertAll(p => p.Id);
        var exclusive = (await db.Set<Exclusion>().IgnoreQueryFilters().AsNoTracking().Where(e => ids.Contains(e.ProjectId)).ToListAsync(ct)).ToLookup(e => e.ProjectId, e => e.OtherId);
        return rows.ConvertAll(p => new ProjectCard(p.Id, p.Title, p.Status, p.DivisionCode, p.TeamId, p.Category, [.. exclusive[p.Id]]) { Round = p.Round });
    }
}
