using Weiguang.Cases;
using Weiguang.Kernel.Text;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading;
using Weiguang.Teams;

namespace Weiguang.Projects.Waiting;

/// <summary>Projects handed in for approval.</summary>
internal sealed class AuditCases(AppDbContext db, TeamDirectory teams) : CaseKind("projects.audit", Phrase.Of("审核项目"), ProjectPermissions.Review, days: 5)
{
    public override IQueryable<OpenCase> Open() => db.Set<Project>().Where(p => p.Status == ProjectStatus.PendingAudit).Select(p => new OpenCase { SourceId = p.Id, Id = p.Id, DivisionCode = p.DivisionCode, At = p.StatusAt });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await db.Set<Project>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        var runners = await teams.FindAsync(found.Select(p => p.TeamId).OfType<Guid>(), ct);
        return found.ToDictionary(p => p.Id, p => Words(p, p.TeamId is { } team ? runners.GetValueOrDefault(team) : null));
    }

    private static CaseWords Words(Project project, TeamCard? team) => new(project.Title, team?.Name ?? "", ProjectLinks.Office(project.Id), Parties.Matter(project));
}
