using Weiguang.Activities.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Recognition;
using Weiguang.Teams;

namespace Weiguang.Activities.Seats;

/// <summary>Reads about volunteers what the rules of their activities ask, for a whole batch in a handful of queries.</summary>
internal sealed class Applicants(AppDbContext db, PersonDirectory people, TeamDirectory teams, LedgerBook ledger, StarBook stars, TimeProvider clock)
{
    private static readonly IReadOnlyList<Unmet> Nothing = [];
    private static readonly IReadOnlyList<Unmet> NoVolunteer = [new(Requirement.BeVolunteer)];

    /// <summary>What each request lacks, in their order; null where the volunteer may not know of the activity.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Unmet>?>> CheckAsync(IReadOnlyList<SeatRequest> requests, IReadOnlyDictionary<Guid, Terms> known, CancellationToken ct)
    {
        var ids = requests.Select(r => r.VolunteerId).Distinct().ToArray();
        var activities = requests.Select(r => r.ActivityId).Distinct().ToArray();
        var facts = await ReadAsync(ids, ct);
        var invited = (await db.Set<Invitation>().Where(i => activities.Contains(i.ActivityId) && ids.Contains(i.PersonId)).Select(i => new { i.ActivityId, i.PersonId }).ToListAsync(ct))
            .Select(i => (i.ActivityId, i.PersonId)).ToHashSet();
        var agreed = (await db.Set<Agreement>().Where(a => activities.Contains(a.ActivityId) && ids.Contains(a.PersonId)).Select(a => new { a.ActivityId, a.PersonId }).ToListAsync(ct))
            .Select(a => (a.ActivityId, a.PersonId)).ToHashSet();
        return [.. requests.Select(r => Check(r, known[r.ActivityId], facts.GetValueOrDefault(r.VolunteerId), invited, agreed))];
    }

    /// <summary>The one thing that is asked of everybody everywhere, for activities that ask nothing else: to be a volunteer.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Unmet>?>> CheckPlainAsync(IReadOnlyList<SeatRequest> requests, CancellationToken ct)
    {
        var volunteers = await people.WhoVolunteerAsync(requests.Select(r => r.VolunteerId), ct);
        return [.. requests.Select(r => volunteers.Contains(r.VolunteerId) ? Nothing : NoVolunteer)];
    }

    /// <remarks>Who is brought by a leader signs the agreement when they confirm.</remarks>
    private static IReadOnlyList<Unmet>? Check(SeatRequest r, Terms terms, Applicant? who, HashSet<(Guid, Guid)> invited, HashSet<(Guid, Guid)> agreed)
    {
        var key = (r.ActivityId, r.VolunteerId);
        var isInvited = invited.Contains(key) || r.Way == SignupWay.Group;
        var withCode = terms.IsCode(r.Code);
        return terms.Asked.Recruit == RecruitScope.Closed && !isInvited && !withCode
            ? null
            : Eligibility.Check(terms.AskedFor(r.ShiftId), who is null ? null : who with { Agreed = agreed.Contains(key) || r.Way == SignupWay.Group }, isInvited, withCode);
    }

    /// <summary>The facts of those who are volunteers.</summary>
    public async Task<IReadOnlyDictionary<Guid, Applicant>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var cards = await people.VolunteersAsync(ids, ct);
        var ages = await people.AgesAsync(ids, clock.Today(), ct);
        var minutes = await ledger.BalancesAsync(ids, LedgerUnit.Minutes, ct);
        var levels = await stars.LevelsAsync(ids, ct);
        var memberships = await teams.OfAsync(ids, ct);
        return cards.Values.ToDictionary(v => v.PersonId, v => new Applicant(
            v.PersonId, ages.TryGetValue(v.PersonId, out var age) ? age : null, levels.GetValueOrDefault(v.PersonId), minutes.GetValueOrDefault(v.PersonId), v.DivisionCode, v.Skills, v.Categories,
            [.. memberships[v.PersonId]], false));
    }
}
