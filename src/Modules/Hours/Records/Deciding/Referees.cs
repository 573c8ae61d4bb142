using Weiguang.Cases;
using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Records.Deciding;

/// <summary>Who may decide about records: whoever may by <see cref="Referee"/>, and had no part in them (<see cref="Matters"/>).</summary>
internal sealed class Referees(Referee referee, Matters matters)
{
    /// <param name="permission">What the matter asks for.</param>
    /// <param name="involved">Everybody with a part in the matter besides the record's own.</param>
    public async Task<bool> MayDecideAsync(string permission, ServiceRecord record, IEnumerable<Guid?> involved, CancellationToken ct) =>
        await referee.MayDecideAsync((await matters.OfAsync(permission, [record], ct))[record.Id].With(involved.OfType<Guid>()), ct);
}
