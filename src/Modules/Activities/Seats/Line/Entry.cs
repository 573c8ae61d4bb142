using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.People;

namespace Weiguang.Activities.Seats.Line;

/// <summary>Who may enter an activity, for a whole batch in a handful of queries.</summary>
internal sealed class Entry(AppDbContext db, PersonDirectory people, Applicants applicants)
{
    private static readonly IReadOnlyList<Unmet> Nothing = [];
    private static readonly IReadOnlyList<Unmet> NoVolunteer = [new(Requirement.BeVolunteer)];

    /// <summary>What each request lacks, in their order; null where the volunteer may not know of the activity.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Unmet>?>> CheckAsync(IReadOnlyList<SeatRequest> requests, IReadOnlyDictionary<Guid, Terms> known, CancellationToken ct)
    {
        var ids = requests.Select(r => r.VolunteerId).Distinct().ToArray();
        var activities = requests.Select(r => r.ActivityId).Distinct().ToArray();
        var facts = await applicants.ReadAsync(ids, [.. requests.Select(r => known[r.ActivityId].Asked).Distinct()], ct);
        var invited = (await db.Set<Invitation>().IgnoreQueryFilters().Where(i => activities.Contains(i.ActivityId) && ids.Contains(i.PersonId)).Select(i => new { i.ActivityId, i.PersonId }).ToListAsync(ct))
            .Select(i => (i.ActivityId, i.PersonId)).ToHashSet();
        var agreed = (await db.Set<Agreement>().IgnoreQueryFilters().Where(a => activities.Contains(a.ActivityId) && ids.Contains(a.PersonId)).Select(a => new { a.ActivityId, a.PersonId }).ToListAsync(ct))
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
        var isInvited = invited.Contains(key) || r.Way is SignupWay.Group or SignupWay.WalkIn; // Whoever runs it stands at the door and says yes.
        var withCode = terms.IsCode(r.Code);
        return terms.IsClosed && !isInvited && !withCode
            ? null
            : EligibilityRules.Check(terms.AskedFor(r.ShiftId), who is null ? null : who with { Agreed = agreed.Contains(key) || r.Way == SignupWay.Group }, isInvited, withCode);
    }
}
