using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Activities.Serving;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Teams;

namespace Weiguang.Simulation.Activities;

/// <summary>Who organises: a team, or a station itself.</summary>
internal sealed record Crew(string Name, Band? Band, Villager Lead)
{
    public Guid? TeamId => Band?.Team.Id;
}

/// <summary>An activity with everything written about it.</summary>
internal sealed class Gathering(Activity activity, Crew crew)
{
    public Activity Activity => activity;

    public Crew Crew => crew;

    public List<Signup> Signups { get; } = [];

    public List<Stay> Attendances { get; } = [];

    public List<Proof> Proofs { get; } = [];

    public List<ServiceRecord> Records { get; } = [];

    public Quirk Quirk { get; set; }

    /// <summary>What stands beside: agreements and what is written afterwards.</summary>
    public List<object> Papers { get; } = [];

    /// <summary>Whole minutes of each presence within its shift, as the figures of a project's round count them.</summary>
    public IEnumerable<int> Minutes =>
        from there in Attendances
        where there.OutAt is not null
        let shift = activity.Shifts.Find(s => s.Id == there.EngagementId)!
        let came = there.InAt > shift.StartsAt ? there.InAt : shift.StartsAt
        let left = there.OutAt < shift.EndsAt ? there.OutAt.Value : shift.EndsAt
        select Math.Max(0, (int)(left - came).TotalMinutes - shift.BreakMinutes);

    public IEnumerable<object> Rows => [activity, .. Signups, .. Attendances, .. Proofs, .. Records, .. Papers];

    public ServiceRecord Add(ServiceRecord record)
    {
        Records.Add(record);
        return record;
    }

    /// <param name="lead">Sealed name of the person in charge.</param>
    public EngagementFacts FactsOf(Shift shift, Sealed lead) => new(ShiftEngagements.Of(SaidActivity.Of(activity), shift), lead, Rounding: null)
    {
        Added = [.. Of(shift).Where(s => s.Way == SignupWay.WalkIn).Select(s => s.VolunteerId)],
    };

    public string SkillOf(Shift shift) => activity.Posts.Find(p => p.Id == shift.PostId)!.Skill;

    public IEnumerable<Signup> Of(Shift shift) => Signups.Where(s => s.ShiftId == shift.Id);

    /// <summary>A turn at a shift at that time: seats change by it alone, as in the app.</summary>
    public SeatTurn TurnAt(Shift shift, DateTime at) =>
        new(new(activity.Id, activity.Title, activity.LeadId, activity.Status, activity.CancelHours, activity.Conditions.Agreement), shift, at);

    /// <exception cref="InvalidOperationException">The flow of activities does not allow the step: the simulation is wrong.</exception>
    public void Step(ActivityAction action, Guid by, ActivityParty party, DateTime at, string reason = "")
    {
        var says = action is ActivityAction.Publish or ActivityAction.Submit or ActivityAction.Approve ? ActivitySnapshot.Of(activity) : null;
        if (!activity.Take(action, by, party, at, reason, says))
        {
            throw new InvalidOperationException($"{action} was not possible in state {activity.Status} of activity {activity.Id}.");
        }
    }
}
