using Weiguang.Cases;
using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Records.Deciding;

/// <summary>Who may decide about records: whoever may by <see cref="Referee"/>, and had no hand in them.</summary>
internal sealed class Referees(Referee referee, Hands hands)
{
    /// <param name="permission">What the matter asks for.</param>
    /// <param name="involved">Everybody with a part in the matter besides the record's own hands.</param>
    public Task<bool> MayDecideAsync(string permission, ServiceRecord record, IEnumerable<Guid?> involved, CancellationToken ct) => MayDecideAsync(permission, [record], record.DivisionCode, record.TeamId, involved, ct);

    /// <summary>About several records at once.</summary>
    public async Task<bool> MayDecideAsync(string permission, IReadOnlyCollection<ServiceRecord> records, long divisionCode, Guid? teamId, IEnumerable<Guid?> involved, CancellationToken ct) =>
        await referee.MayDecideAsync(new Matter(permission, divisionCode, teamId, [.. involved.OfType<Guid>(), .. (await hands.OfAsync(records, ct)).SelectMany(h => h)]), ct);
}
