using Weiguang.Cases;
using Weiguang.Kernel.Text;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading;
using Weiguang.Regions;

namespace Weiguang.Projects.Waiting;

/// <summary>Projects put forward to the library of the viewer's county, city or province.</summary>
internal sealed class RecommendationCases(AppDbContext db, RegionDirectory regions) : CaseKind("projects.recommendation", Phrase.Of("答复推荐的项目"), ProjectPermissions.Review, days: 10)
{
    public override IQueryable<OpenCase> Open() => db.Set<Project>().SelectMany(p => p.Recommendations).Where(r => r.State == RecommendationState.Asked)
        .Select(r => new OpenCase { SourceId = r.ProjectId, Id = r.ProjectId, DivisionCode = r.DivisionCode, At = r.AskedAt });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await db.Set<Project>().AsNoTracking().Include(p => p.Recommendations).Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        var places = await regions.NamesAsync(found.Select(p => p.LibraryDivision), ct);
        return found.SelectMany(p => p.Recommendations.Where(r => r.State == RecommendationState.Asked).Select(r => (Project: p, Asked: r))) // What was answered meanwhile is gone.
            .ToDictionary(x => x.Project.Id, x => Words(x.Project, x.Asked, places.GetValueOrDefault(x.Project.LibraryDivision) ?? ""));
    }

    private static CaseWords Words(Project project, Recommendation asked, string from) => new(project.Title, from, ProjectLinks.Office(project.Id), Parties.Matter(project, asked));
}
