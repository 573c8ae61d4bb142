using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Proving;
using Weiguang.Simulation.People;

namespace Weiguang.Simulation.Activities;

/// <summary>Who comes, how that is proven, who forgets to sign off, who stays away; settled when the shift and its slack are over.</summary>
internal sealed class Presences(World world, Chance chance)
{
    /// <summary>A fingerprint as the app makes them.</summary>
    private const string OnePhone = "8rTq0cJm3vWzKp5YxA1dLhN7sGfE2uBiOo9RjVkQw4M";
    private readonly Dictionary<Guid, Helper> _helpers = world.Helpers.ToDictionary(h => h.Id);

    private static readonly (ProofKinds Kinds, double Share)[] Ways =
    [
        (ProofKinds.RotatingCode | ProofKinds.Position, 0.42), (ProofKinds.Card, 0.12), (ProofKinds.Number, 0.06), (ProofKinds.RotatingCode, 0.14),
        (ProofKinds.Position, 0.1), (ProofKinds.Word, 0.12), (ProofKinds.Card | ProofKinds.Position, 0.04),
    ];

    public void Pass(Gathering gathering)
    {
        var activity = gathering.Activity;
        foreach (var shift in activity.Shifts.Where(s => s.StartsAt.AddMinutes(-activity.SlackMinutes) < world.Now))
        {
            var over = shift.EndsAt.AddMinutes(activity.SlackMinutes);
            var settles = over.AddSeconds(chance.Between(5, 50));
            settles = over <= world.Now && settles > world.Now ? world.Now : settles;
            var place = 0;
            foreach (var signup in gathering.Of(shift).OrderBy(s => s.Place).ToList())
            {
                var comes = signup.Status == SignupStatus.Accepted && signup.VolunteerId != world.Players.Volunteer.Id;
                Pass(gathering, shift, signup, settles, comes ? place++ : -1);
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
        var there = Serve(signup, new(shift.StartsAt.AddMinutes(-6), shift.EndsAt.AddMinutes(4)));
        Leave(gathering, Enter(gathering, shift, signup, there.From, sure), there.Until, sure);
    }

    /// <param name="place">In which order they came for their seats, from 0; -1 for the player and for who has none.</param>
    private void Pass(Gathering gathering, Shift shift, Signup signup, DateTime settles, int place)
    {
        if (gathering.Attendances.Exists(a => a.EngagementId == shift.Id && a.VolunteerId == signup.VolunteerId))
        {
            return;
        }

        var isCutOff = gathering.Quirk.HasFlag(Quirk.NoSignal) && shift == gathering.Activity.Shifts[^1] && place is >= 0 and < 3;
        var stays = (chance.Happens(0.01 + (0.25 * (1 - _helpers[signup.VolunteerId].Care))) && (gathering.Quirk & (Quirk.Ticked | Quirk.Clockwork)) == 0) || isCutOff;
        if (signup.Status == SignupStatus.Accepted && !stays)
        {
            ComeAndGo(gathering, shift, signup, place);
        }
        else if (settles <= world.Now && signup.IsOn)
        {
            gathering.TurnAt(shift, settles).Become(signup, signup.Status == SignupStatus.Accepted ? SignupStatus.NoShow : SignupStatus.Lapsed, signup.ByPersonId);
        }
    }

    private void ComeAndGo(Gathering gathering, Shift shift, Signup signup, int place)
    {
        var slack = gathering.Activity.SlackMinutes;
        var came = Between(shift.StartsAt.AddMinutes(-slack), shift.StartsAt.AddMinutes(chance.Normal(-5, 7)), shift.EndsAt.AddMinutes(-20));
        var left = Between(came.AddMinutes(10), shift.EndsAt.AddMinutes(chance.Normal(2, 9)), shift.EndsAt.AddMinutes(slack - 1));
        var (inKinds, outKinds, forgets) = (chance.Pick(Ways, w => w.Share).Kinds, chance.Pick(Ways, w => w.Share).Kinds, chance.Happens(0.03));
        forgets = gathering.Quirk.HasFlag(Quirk.Forgetful) ? place is 1 or 3 : forgets && signup.VolunteerId != world.Players.Volunteer.Id;
        var device = "";
        if ((gathering.Quirk & (Quirk.Ticked | Quirk.Clockwork)) != 0)
        {
            var turn = TimeSpan.FromSeconds(gathering.Quirk.HasFlag(Quirk.Clockwork) ? Math.Max(0, place) : 0);
            (came, left, inKinds, outKinds, forgets) = (shift.StartsAt.AddMinutes(4).AddSeconds(12) + turn, shift.EndsAt.AddSeconds(31) + turn, ProofKinds.Word, ProofKinds.Word, false);
        }
        else if (gathering.Quirk.HasFlag(Quirk.OnePhone) && place is >= 0 and < 6 && shift == gathering.Activity.Shifts[0])
        {
            (inKinds, device) = (ProofKinds.RotatingCode, OnePhone);
        }

        if (came > world.Now)
        {
            return;
        }

        var there = Serve(signup, new(came, left));
        (came, left) = (there.From, there.Until);
        var attendance = Enter(gathering, shift, signup, came, inKinds, device);
        if (left <= world.Now && !forgets)
        {
            Leave(gathering, attendance, left, outKinds);
        }
        else if (forgets && chance.Happens(0.6))
        {
            See(gathering, attendance, came + ((shift.EndsAt - came) * chance.Between(0.4, 0.95)));
        }
    }

    private Span Serve(Signup signup, Span time)
    {
        var free = _helpers[signup.VolunteerId].Besides(time);
        _helpers[signup.VolunteerId].Serve(free);
        return free;
    }

    /// <summary>Read once more in between: the last proof of who forgets to check out.</summary>
    private void See(Gathering gathering, Stay attendance, DateTime at)
    {
        if (at <= world.Now)
        {
            attendance.SeenAt = at;
            Prove(gathering, attendance, ProofEnd.Seen, at, ProofKinds.Position);
        }
    }

    private Stay Enter(Gathering gathering, Shift shift, Signup signup, DateTime at, ProofKinds kinds, string device = "")
    {
        var attendance = new Stay
        {
            SourceId = shift.ActivityId,
            EngagementId = shift.Id,
            VolunteerId = signup.VolunteerId,
            InAt = at,
            InProof = kinds,
            InDevice = device,
            SeenAt = at,
            DivisionCode = gathering.Activity.DivisionCode,
            TeamId = gathering.Activity.TeamId,
            IsOfBody = gathering.Crew.Lead.Id == signup.VolunteerId || gathering.Crew.Band?.Leader.Id == signup.VolunteerId,
        };
        gathering.Attendances.Add(attendance);
        Prove(gathering, attendance, ProofEnd.In, at, kinds, device);
        return attendance;
    }

    private void Leave(Gathering gathering, Stay attendance, DateTime at, ProofKinds kinds)
    {
        (attendance.OutAt, attendance.OutProof, attendance.SeenAt) = (at, kinds, at);
        Prove(gathering, attendance, ProofEnd.Out, at, kinds);
    }

    /// <summary>What was read at the door; card and list by the hand of who is in charge.</summary>
    private void Prove(Gathering gathering, Stay attendance, ProofEnd end, DateTime at, ProofKinds kinds, string device = "")
    {
        var isPlaced = kinds.HasFlag(ProofKinds.Position);
        var (off, doubt) = isPlaced ? (chance.Normal(0, 70), chance.Around(18, 0.6)) : (0, 0);
        gathering.Proofs.Add(new()
        {
            SourceId = attendance.SourceId,
            Id = chance.Id(at),
            EngagementId = attendance.EngagementId,
            NamesEngagement = true, // Late news of other readings does not move it.
            VolunteerId = attendance.VolunteerId,
            End = end,
            Kinds = kinds,
            At = at,
            ReceivedAt = at,
            Metres = isPlaced ? Math.Min(gathering.Activity.FenceMetres, (int)Math.Sqrt((off * off) + (doubt * doubt))) : null, // Where they stand, and what the phone is off by.
            AccuracyMetres = isPlaced ? (int)doubt : null,
            Device = device,
            ByPersonId = (kinds & (ProofKinds.Word | ProofKinds.Card | ProofKinds.Number)) != 0 ? gathering.Activity.LeadId : null,
        });
    }

    private static DateTime Between(DateTime earliest, DateTime wish, DateTime latest) => wish < earliest ? earliest : wish > latest ? latest : wish;
}
