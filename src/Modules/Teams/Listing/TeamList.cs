using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.Regions;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Listing;

/// <summary>A team in a list.</summary>
internal sealed record TeamLine(Guid Id, string Name, string Kind, long DivisionCode, int Members, string Description, JoinMode JoinMode, TeamState State, DateTime CreatedAt);

/// <summary>Lists of teams, newest first.</summary>
internal static class TeamList
{
    public const int PageSize = 20;

    public static readonly ListOrder<Team> Newest = new("created", Phrase.Of("建队时间"), SortKey.Down((Team t) => t.CreatedAt));

    /// <param name="division">With everything below it; 0 for all.</param>
    /// <param name="kind">A code of <see cref="TeamKinds"/>; null for all.</param>
    public static async Task<Page<TeamLine>> ReadAsync(this IQueryable<Team> teams, long division, string? kind, string? cursor, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(division);
        var found = teams.AsNoTracking().Where(t => t.DivisionCode >= from && t.DivisionCode < to);
        if (TeamKinds.Know(kind))
        {
            found = found.Where(t => t.Kind == kind);
        }

        return await found.PageAsync(Newest, t => t.Id, t => new TeamLine(t.Id, t.Name, t.Kind, t.DivisionCode, t.Members, t.Description, t.JoinMode, t.State, t.CreatedAt), PageSize, cursor, ct);
    }

    /// <summary>Teams that still exist, for everybody.</summary>
    public static IQueryable<Team> Living(this AppDbContext db) => db.Set<Team>().Where(t => t.State != TeamState.Dissolved);
}
