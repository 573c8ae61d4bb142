using Weiguang.People;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading;

namespace Weiguang.Projects.Library;

/// <param name="Adoptions">How many approved projects were adopted from it.</param>
internal sealed record ProjectItem(
    Guid Id, string Title, string Category, string CategoryName, LibraryLevel Level, long Division, Guid? TeamId, ProjectStatus Status, int Round, int Adoptions)
{
    public static ProjectItem Of(ProjectLine p) => new(p.Id, p.Title, p.Category, ServiceCategories.Name(p.Category), p.Level, p.DivisionCode, p.TeamId, p.Status, p.Round, p.Adoptions);
}

/// <summary>One turn of the loop; figures and words are there once it was evaluated.</summary>
internal sealed record RoundView(
    int Number, string Plan, DateOnly RecruitFrom, DateOnly RecruitTo, DateOnly EndsOn, DateTime? EvaluatedAt, int? Activities, int? People, int? Minutes, string? Evaluation, string? ToImprove)
{
    public static RoundView Of(ProjectRound r) => r.EvaluatedAt is null
        ? new(r.Number, r.Plan, r.RecruitFrom, r.RecruitTo, r.EndsOn, null, null, null, null, null, null)
        : new(r.Number, r.Plan, r.RecruitFrom, r.RecruitTo, r.EndsOn, r.EvaluatedAt, r.Activities, r.People, r.Minutes, r.Evaluation, r.ToImprove);
}

/// <param name="Allowed">Steps the caller may take now.</param>
internal sealed record ProjectDetail(
    Guid Id, string Title, string Category, string Goals, string Description, string[] For, Guid? TeamId, long Division, LibraryLevel Level, Guid? OriginId,
    ProjectStatus Status, int Round, int Adoptions, IReadOnlyList<Guid> ExclusiveWith, IReadOnlyList<RoundView> Rounds, IReadOnlyList<ProjectAction> Allowed)
{
    /// <summary>Its ETag as well; rises with every step and change.</summary>
    public required int Version { get; init; }

    public static async Task<ProjectDetail?> ReadAsync(AppDbContext db, Parties parties, Guid id, CancellationToken ct)
    {
        var p = await db.Set<Project>().AsNoTracking().AsSplitQuery().Include(x => x.Rounds).Include(x => x.Exclusions).Include(x => x.Recommendations).SingleOrDefaultAsync(x => x.Id == id, ct);
        if (p is null)
        {
            return null;
        }

        var adoptions = (await db.AdoptionsAsync([id], ct)).GetValueOrDefault(id);
        return new(p.Id, p.Title, p.Category, p.Goals, p.Description, p.For, p.TeamId, p.DivisionCode, p.Level, p.OriginId, p.Status, p.Round, adoptions,
            [.. p.Exclusions.Select(e => e.OtherId)], [.. p.Rounds.OrderBy(r => r.Number).Select(RoundView.Of)], await parties.AllowedAsync(p, ct)) { Version = p.StoryLength };
    }
}
