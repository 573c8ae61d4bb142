using Weiguang.Cases;
using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Records;

/// <summary>Who may decide about records: whoever may by <see cref="Referee"/>, and had no hand in them.</summary>
internal sealed class Referees(Referee referee, Hands hands)
{
    /// <param name="involved">Everybody with a part in the matter besides the record's own hands.</param>
    public Task<bool> MayDecideAsync(ServiceRecord record, IEnumerable<Guid?> involved, CancellationToken ct) => MayDecideAsync([record], record.DivisionCode, record.TeamId, involved, ct);

    /// <summary>About several records at once.</summary>
    public async Task<bool> MayDecideAsync(IReadOnlyCollection<ServiceRecord> records, long divisionCode, Guid? teamId, IEnumerable<Guid?> involved, CancellationToken ct) =>
        await referee.MayDecideAsync(new Matter(divisionCode, teamId, [.. involved.OfType<Guid>(), .. (await hands.OfAsync(records, ct)).SelectMany(h => h)]), ct);
}
