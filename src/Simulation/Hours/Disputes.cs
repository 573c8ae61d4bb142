using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Hours;

/// <summary>
/// What is disputed about the hours of the Fridays in the players' village: backfills (one waits, one is in publicity and doubted, one is in the ledger) and
/// corrections (one done for the volunteer, one waits for the station, one for the team leader). All by the same verbs as the desks'.
/// </summary>
internal sealed partial class Disputes(World world, Story story, ShiftRecords shiftRecords, SaidProofs said, Vault vault, Calendar calendar, Chance chance)
{
    private readonly Guid _lead = world.Players.Team.Leader.Id;
    private readonly Guid _station = world.Players.Desk.Keeper.Id;

    private DateTime Now => calendar.Now;

    /// <param name="fridays">Those held, the latest first.</param>
    public void Expect(IReadOnlyList<Gathering> fridays)
    {
        if (fridays.Count < 6)
        {
            return;
        }

        Backfill(fridays[0], Daytime(-5));
        Backfill(fridays[1], Daytime(-36), hours: 4, doubted: true);
        Backfill(fridays[5], fridays[5].Activity.EndsAt.AddHours(18), hours: 40);
        var hasAsked = false;
        foreach (var mine in fridays.Skip(3).Where(CameWithProof).Reverse())
        {
            Correct(mine, r => r.VolunteerId == world.Players.Volunteer.Id, Grievances.LeftEarly, mine.Activity.EndsAt.AddHours(20), () => !hasAsked && (hasAsked = true), answered: 26, decided: 70);
        }

        Correct(fridays[2], r => r.VolunteerId != world.Players.Volunteer.Id, Grievances.Late, Daytime(-26), () => true, answered: 3);
        Correct(fridays[1], r => r.VolunteerId != world.Players.Volunteer.Id, Grievances.Phone, Daytime(-4), () => true);
    }

    private bool CameWithProof(Gathering friday) => friday.Attendances.Exists(a =>
        a.VolunteerId == world.Players.Volunteer.Id && a.OutAt is not null && EvidenceRules.Of(a.InProof, a.OutProof, a.IsOfBody) < EvidenceGrade.C);

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    /// <summary>So many hours ago, moved back into the day when it was night.</summary>
    private DateTime Daytime(double hours)
    {
        var at = world.Now.AddHours(hours);
        var local = at.ToShanghai();
        return local.Hour is >= 8 and < 20 ? at : local.Date.AddDays(local.Hour < 8 ? -1 : 0).AddHours(16.7).FromShanghai();
    }
}
