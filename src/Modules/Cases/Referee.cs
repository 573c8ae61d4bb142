using Weiguang.Teams;

namespace Weiguang.Cases;

/// <summary>Something to be decided: where, about whose team, and everybody with a part in it.</summary>
/// <param name="Permission">What deciding it asks for.</param>
/// <param name="TeamId">The team it is about; its members do not decide.</param>
/// <param name="People">Who asked, who it is about, who had a hand in it.</param>
public sealed record Matter(string Permission, long DivisionCode, Guid? TeamId, IReadOnlyCollection<Guid> People);

/// <summary>Who may decide about others: those of the place whose role may, who are not in the team and have no part in the matter. Four eyes, and two of them from outside.</summary>
public sealed class Referee(AppDbContext db, TeamDirectory teams)
{
    public async Task<bool> MayDecideAsync(Matter matter, CancellationToken ct) => (await MayDecideAsync([matter], ct))[0];

    /// <summary>In the order of the matters.</summary>
    public async Task<IReadOnlyList<bool>> MayDecideAsync(IReadOnlyList<Matter> matters, CancellationToken ct)
    {
        var viewer = db.Viewer;
        HashSet<Guid> own = matters.Any(m => m.TeamId is not null) ? [.. viewer.TeamIds, .. (await teams.OfAsync([viewer.PersonId], ct))[viewer.PersonId]] : [];
        return [.. matters.Select(m => viewer.May(m.Permission) && m.DivisionCode >= viewer.From && m.DivisionCode < viewer.To
            && !m.People.Contains(viewer.PersonId) && !(m.TeamId is { } team && own.Contains(team)))];
    }
}
