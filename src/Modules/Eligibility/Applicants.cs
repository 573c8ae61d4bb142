using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Teams;

namespace Weiguang.Eligibility;

/// <summary>Reads about volunteers what is asked of them, for many at once, and nothing that nobody asks.</summary>
public sealed class Applicants(PersonDirectory people, TeamDirectory teams, LedgerBook ledger, IStars stars, TimeProvider clock)
{
    /// <summary>The facts of those who are volunteers, by person. What none of <paramref name="asked"/> asks is left at nothing.</summary>
    public async Task<IReadOnlyDictionary<Guid, Applicant>> ReadAsync(IReadOnlyCollection<Guid> ids, IReadOnlyCollection<Asked> asked, CancellationToken ct)
    {
        var cards = await people.VolunteersAsync(ids, ct);
        var ages = await IfAsync(asked.Any(a => a.AsksAge), () => people.AgesAsync(ids, clock.Today(), ct));
        var minutes = await IfAsync(asked.Any(a => a.Conditions.MinMinutes > 0), () => ledger.BalancesAsync(ids, LedgerUnit.Minutes, ct));
        var levels = await IfAsync(asked.Any(a => a.Conditions.MinStar > 0), () => stars.LevelsAsync(ids, ct));
        var memberships = asked.Any(a => a.Door == Door.Team) ? await teams.OfAsync(ids, ct) : null;
        return cards.Values.ToDictionary(v => v.PersonId, v => new Applicant(
            v.PersonId, ages.TryGetValue(v.PersonId, out var age) ? age : null, levels.GetValueOrDefault(v.PersonId), minutes.GetValueOrDefault(v.PersonId), v.DivisionCode, v.Skills, v.Categories,
            [.. memberships?[v.PersonId] ?? []], false));
    }

    private static async Task<IReadOnlyDictionary<Guid, T>> IfAsync<T>(bool isAsked, Func<Task<IReadOnlyDictionary<Guid, T>>> read) => isAsked ? await read() : new Dictionary<Guid, T>();
}
