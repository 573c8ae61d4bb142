using Weiguang.Hours.Domain;
using Weiguang.Teams;

namespace Weiguang.Hours.Records;

/// <summary>Who may decide about hours: staff of the place who are not in the team, not in charge, and have no part in the matter. Four eyes, and two of them from outside.</summary>
internal sealed class Referees(AppDbContext db, TeamDirectory teams, Hands hands)
{
    public async Task<bool> MayDecideAsync(ServiceRecord record, IEnumerable<Guid?> involved, CancellationToken ct) =>
        await MayDecideAsync(record.DivisionCode, record.TeamId, [.. await HandsAsync([record], ct), .. involved], ct);

    /// <summary>Everybody with a part in these records.</summary>
    public async Task<IEnumerable<Guid?>> HandsAsync(IReadOnlyCollection<ServiceRecord> records, CancellationToken ct) => (await hands.AllAsync(records, ct)).Select(h => (Guid?)h);

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
