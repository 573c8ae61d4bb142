using Weiguang.Hours.Domain;
using Weiguang.Teams;

namespace Weiguang.Hours.Records;

/// <summary>Who may decide about hours: staff of the place who are not in the team, not in charge, and had no hand in the matter. Four eyes, and two of them from outside.</summary>
internal sealed class Referees(AppDbContext db, TeamDirectory teams, Hands hands)
{
    /// <param name="involved">Everybody with a part in the matter besides the record's own hands.</param>
    public Task<bool> MayDecideAsync(ServiceRecord record, IEnumerable<Guid?> involved, CancellationToken ct) => MayDecideAsync([record], record.DivisionCode, record.TeamId, involved, ct);

    /// <summary>About several records at once.</summary>
    public async Task<bool> MayDecideAsync(IReadOnlyCollection<ServiceRecord> records, long divisionCode, Guid? teamId, IEnumerable<Guid?> involved, CancellationToken ct) =>
        await MayDecideAsync(divisionCode, teamId, involved, ct) && !(await hands.OfAsync(records, ct)).Any(h => h.Contains(db.Viewer.PersonId));

    /// <param name="involved">Everybody with a part in the matter.</param>
    public async Task<bool> MayDecideAsync(long divisionCode, Guid? teamId, IEnumerable<Guid?> involved, CancellationToken ct)
    {
        var viewer = db.Viewer;
        if (!viewer.IsStaff || divisionCode < viewer.From || divisionCode >= viewer.To || involved.Contains(viewer.PersonId))
        {
            return false;
        }

        return teamId is not { } team || !(viewer.TeamIds.Contains(team) || (await teams.OfAsync([viewer.PersonId], ct))[viewer.PersonId].Contains(team));
    }
}
