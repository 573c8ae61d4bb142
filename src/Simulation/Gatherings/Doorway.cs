using Weiguang.Activities.Domain;
using Weiguang.Simulation.Folk;

namespace Weiguang.Simulation.Gatherings;

/// <summary>Who comes, how that is proven, who forgets to sign off, who stays away; settled when the shift and its slack are over.</summary>
internal sealed class Doorway(World world, Chance chance)
{
    private readonly Dictionary<Guid, Helper> _helpers = world.Helpers.ToDictionary(h => h.Id);

    private static readonly (ProofKinds Kinds, double Share)[] Ways =
    [
        (ProofKinds.RotatingCode | ProofKinds.Position, 0.42), (ProofKinds.Card, 0.18), (ProofKinds.RotatingCode, 0.14),
        (ProofKinds.Position, 0.1), (ProofKinds.Word, 0.12), (ProofKinds.Card | ProofKinds.Position, 0.04),
    ];

    public void Pass(Gathering gathering)
    {
        var activity = gathering.Activity;
        foreach (var shift in activity.Shifts.Where(s => s.StartsAt.AddMinutes(-activity.SlackMinutes) < world.Now))
        {
            var settles = shift.EndsAt.AddMinutes(activity.SlackMinutes).AddSeconds(chance.Between(5, 50));
            foreach (var signup in gathering.Of(shift).ToList())
            {
                Pass(gathering, shift, signup, settles);
            }

            if (settles <= world.Now)
            {
                shift.Settle(settles);
            }
        }
    }

    /// <summary>Came and went, proven by the strongest means at both ends.</summary>
    public void Attend(Gathering gathering, Shift shift, Signup signup)
    {
        const ProofKinds sure = ProofKinds.RotatingCode | ProofKinds.Position;
        var attendance = Enter(gathering, shift, signup, shift.StartsAt.AddMinutes(-6), sure);
        Leave(gathering, attendance, shift.EndsAt.AddMinutes(4), sure);
    }

    private void Pass(Gathering gathering, Shift shift, Signup signup, DateTime settles)
    {
        if (gathering.Attendances.Exists(a => a.ShiftId == shift.Id && a.VolunteerId == signup.VolunteerId))
        {
            return;
        }

        var stays = chance.Happens(0.01 + (0.25 * (1 - _helpers[signup.VolunteerId].Care)));
        if (signup.Status == SignupStatus.Accepted && !stays)
        {
            ComeAndGo(gathering, shift, signup);
        }
        else if (settles <= world.Now && (signup.HoldsSeat || signup.Status == SignupStatus.Waiting))
        {
            gathering.TurnAt(shift, settles).Become(signup, signup.Status == SignupStatus.Accepted ? SignupStatus.NoShow : SignupStatus.Lapsed, signup.ByPersonId);
        }
    }

    private void ComeAndGo(Gathering gathering, Shift shift, Signup signup)
    {
        var slack = gathering.Activity.SlackMinutes;
        var came = Between(shift.StartsAt.AddMinutes(-slack), shift.StartsAt.AddMinutes(chance.Normal(-5, 7)), shift.EndsAt.AddMinutes(-20));
        var left = Between(came.AddMinutes(10), shift.EndsAt.AddMinutes(chance.Normal(2, 9)), shift.EndsAt.AddMinutes(slack - 1));
        var (inKinds, outKinds, forgets) = (chance.Pick(Ways, w => w.Share).Kinds, chance.Pick(Ways, w => w.Share).Kinds, chance.Happens(0.03));
        if (came > world.Now)
        {
            return;
        }

        var attendance = Enter(gathering, shift, signup, came, inKinds);
        if (left <= world.Now && !forgets)
        {
            Leave(gathering, attendance, left, outKinds);
        }
    }

    private Attendance Enter(Gathering gathering, Shift shift, Signup signup, DateTime at, ProofKinds kinds)
    {
        var attendance = new Attendance
        {
            ActivityId = shift.ActivityId,
            ShiftId = shift.Id,
            VolunteerId = signup.VolunteerId,
            InAt = at,
            InProof = kinds,
            SeenAt = at,
            DivisionCode = gathering.Activity.DivisionCode,
            TeamId = gathering.Activity.TeamId,
        };
        gathering.Attendances.Add(attendance);
        Prove(gathering, attendance, ProofEnd.In, at, kinds);
        return attendance;
    }

    private void Leave(Gathering gathering, Attendance attendance, DateTime at, ProofKinds kinds)
    {
        (attendance.OutAt, attendance.OutProof, attendance.SeenAt) = (at, kinds, at);
        Prove(gathering, attendance, ProofEnd.Out, at, kinds);
    }

    /// <summary>What was read at the door; card and list by the hand of who is in charge.</summary>
    private void Prove(Gathering gathering, Attendance attendance, ProofEnd end, DateTime at, ProofKinds kinds) => gathering.Proofs.Add(new()
    {
        ActivityId = attendance.ActivityId,
        Id = chance.Id(at),
        ShiftId = attendance.ShiftId,
        VolunteerId = attendance.VolunteerId,
        End = end,
        Kinds = kinds,
        At = at,
        ReceivedAt = at,
        Metres = kinds.HasFlag(ProofKinds.Position) ? Math.Min(gathering.Activity.FenceMetres, (int)Math.Abs(chance.Normal(0, 70))) : null,
        AccuracyMetres = kinds.HasFlag(ProofKinds.Position) ? (int)chance.Around(18, 0.6) : null,
        ByPersonId = (kinds & (ProofKinds.Word | ProofKinds.Card)) != 0 ? gathering.Activity.LeadId : null,
    });

    private static DateTime Between(DateTime earliest, DateTime wish, DateTime latest) => wish < earliest ? earliest : wish > latest ? latest : wish;
}
