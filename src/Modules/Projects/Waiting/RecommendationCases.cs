using Weiguang.Cases;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading;
using Weiguang.Regions;

namespace Weiguang.Projects.Waiting;

/// <summary>Projects put forward to the library of the viewer's county, city or province.</summary>
internal sealed class RecommendationCases(AppDbContext db, RegionDirectory regions) : CaseKind
{
    public override string Code => "projects.recommendation";

    public override string Phrase => Kernel.Text.Phrase.Of("答复推荐的项目");

    public override string Permission => ProjectPermissions.Review;

    public override int Days => 10;

    public override IQueryable<OpenCase> Open() => db.Set<Project>().SelectMany(p => p.Recommendations).Where(r => r.State == RecommendationState.Asked)
        .Select(r => new OpenCase { SourceId = r.ProjectId, Id = r.ProjectId, DivisionCode = r.DivisionCode, At = r.AskedAt });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await db.Set<Project>().AsNoTracking().Include(p => p.Recommendations).Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        var places = await regions.NamesAsync(found.Select(p => p.LibraryDivision), ct);
        return found.ToDictionary(p => p.Id, p => Words(p, p.Recommendations.First(r => r.State == RecommendationState.Asked), places.GetValueOrDefault(p.LibraryDivision) ?? ""));
    }

    private static CaseWords Words(Project project, Recommendation asked, string from) => new(project.Title, from, ProjectLinks.Office(project.Id), new(ProjectPermissions.Review, asked.DivisionCode, null, [asked.AskedBy]));
}
