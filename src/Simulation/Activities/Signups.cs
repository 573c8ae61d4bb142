using Weiguang.Activities.Domain;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Activities;

/// <summary>People come for seats, wait, leave again, move up: the same moves and counts as the desk's, in the order of time.</summary>
internal sealed class Signups(World world, Chance chance)
{
    private const double HoldMinutes = 10;
    private readonly Dictionary<Guid, Helper> _helpers = world.Helpers.ToDictionary(h => h.Id);

    /// <param name="demand">How many come, by the seats there are: above one some wait.</param>
    public void Fill(Gathering gathering, IReadOnlyList<Helper> near, double demand)
    {
        var activity = gathering.Activity;
        foreach (var shift in activity.Shifts)
        {
            var (window, skill) = (new TimeWindow(shift.StartsAt, shift.EndsAt), gathering.SkillOf(shift));
            var able = near.Where(h => h.Profile.JoinedAt < activity.OpensAt && h != world.Players.Volunteer && h.Id != activity.LeadId
                && (skill.Length == 0 || h.Profile.Skills.Contains(skill)) && h.IsFree(window));
            var wanted = (int)Math.Round(shift.Capacity * demand);
            var turns = chance.Some(able, wanted).SelectMany(h => Turns(gathering, shift, h)).OrderBy(t => t.At).ToList();
            turns.ForEach(turn => turn.Take());
        }
    }

    /// <summary>A seat while there is one, else a place in line; somebody busy at that time gets neither.</summary>
    public Signup? Come(Gathering gathering, Shift shift, Helper helper, DateTime at, SignupWay way = SignupWay.Self, DateTime? holdUntil = null)
    {
        if (!helper.IsFree(WindowOf(shift)) || (shift is { Free: <= 0 } or { Waiting: > 0 } && shift.Waiting >= gathering.Activity.WaitingLimit))
        {
            return null;
        }

        var signup = New(gathering, shift, helper);
        var waits = shift.Free <= 0 || shift.Waiting > 0;
        var by = way == SignupWay.Self ? (Guid?)null : gathering.Activity.LeadId;
        signup.Come(waits ? SignupStatus.Waiting : holdUntil is null ? SignupStatus.Accepted : SignupStatus.Offered, shift.NextPlace(), way, at, by, waits ? null : holdUntil);
        shift.Count(waits ? 0 : 1, waits ? 1 : 0);
        gathering.Signups.Add(signup);
        if (!waits)
        {
            helper.Promises.Add(WindowOf(shift));
        }

        return signup;
    }

    /// <summary>The organiser calls it off: everybody's seat is free again.</summary>
    public void CallOff(Gathering gathering, DateTime at, string reason)
    {
        foreach (var shift in gathering.Activity.Shifts)
        {
            foreach (var signup in gathering.Of(shift).Where(s => s.IsOn))
            {
                Release(signup);
                gathering.TurnAt(shift, at > signup.ChangedAt ? at : signup.ChangedAt).Become(signup, SignupStatus.Removed, gathering.Activity.LeadId, reason);
            }

            shift.Cancel(at);
        }

        gathering.Step(ActivityAction.Cancel, gathering.Activity.LeadId, ActivityParty.Organiser, at, reason);
    }

    private IEnumerable<(DateTime At, Action Take)> Turns(Gathering gathering, Shift shift, Helper helper)
    {
        var opens = gathering.Activity.OpensAt;
        var until = gathering.Activity.ClosesAt < world.Now ? gathering.Activity.ClosesAt : world.Now;
        if (until <= opens)
        {
            yield break;
        }

        var at = opens.AddSeconds((int)((until - opens).TotalSeconds * Math.Pow(chance.Unit(), 1.6)));
        yield return (at, () => Come(gathering, shift, helper, at));
        if (chance.Happens(0.03 + (0.3 * (1 - helper.Care))))
        {
            var left = at.AddSeconds(1 + (int)((until - at).TotalSeconds * chance.Unit()));
            yield return (left, () => Leave(gathering, shift, helper, left));
        }
    }

    private void Leave(Gathering gathering, Shift shift, Helper helper, DateTime at)
    {
        if (gathering.Of(shift).FirstOrDefault(s => s.VolunteerId == helper.Id) is not { Status: SignupStatus.Accepted or SignupStatus.Waiting } signup)
        {
            return;
        }

        var isLate = signup.HoldsSeat && at > shift.StartsAt.AddHours(-gathering.Activity.CancelHours);
        Release(signup);
        gathering.TurnAt(shift, at).Become(signup, SignupStatus.Cancelled, reason: isLate ? chance.Pick(Reasons.Releases) : "");
        MoveUp(gathering, shift, at);
    }

    /// <summary>The seat goes to the next in line who has time, and they say yes within minutes.</summary>
    private void MoveUp(Gathering gathering, Shift shift, DateTime at)
    {
        while (shift is { Free: > 0, Waiting: > 0 })
        {
            var next = gathering.Of(shift).Where(s => s.Status == SignupStatus.Waiting).MinBy(s => s.Place)!;
            var (helper, answered) = (_helpers[next.VolunteerId], at.AddMinutes(chance.Between(1, HoldMinutes - 1)));
            if (!helper.IsFree(WindowOf(shift)))
            {
                gathering.TurnAt(shift, at).Become(next, SignupStatus.Passed, reason: "那个时间已经答应别人家了");
                continue;
            }

            var isOpen = answered > world.Now;
            gathering.TurnAt(shift, isOpen ? at : answered).Become(next, isOpen ? SignupStatus.Offered : SignupStatus.Accepted, holdUntil: isOpen ? at.AddMinutes(HoldMinutes) : null);
            helper.Promises.Add(WindowOf(shift));
        }
    }

    private void Release(Signup signup)
    {
        if (signup.HoldsSeat)
        {
            _helpers[signup.VolunteerId].Promises.Remove(new(signup.StartsAt, signup.EndsAt));
        }
    }

    private static TimeWindow WindowOf(Shift shift) => new(shift.StartsAt, shift.EndsAt);

    private static Signup New(Gathering gathering, Shift shift, Helper helper) => new()
    {
        ActivityId = shift.ActivityId,
        ShiftId = shift.Id,
        VolunteerId = helper.Id,
        StartsAt = shift.StartsAt,
        EndsAt = shift.EndsAt,
        DivisionCode = gathering.Activity.DivisionCode,
        TeamId = gathering.Activity.TeamId,
        ProjectId = gathering.Activity.ProjectId,
    };
}
