using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Orders;

/// <summary>接单: what the volunteers answer.</summary>
internal sealed partial class Life
{
    /// <summary>Who has time and zeal says yes; of the others some say no and some say nothing.</summary>
    private void Ask(Case c, Helper helper)
    {
        if (helper.IsPlayer)
        {
            return;
        }

        var isFree = AvailabilitySlots.Has(helper.Profile.Availability, AvailabilitySlots.At(c.Order.Windows[0].From));
        var inTeam = c.Order.DispatchKind == DispatchKind.Team;
        var yes = (0.25 + (0.45 * helper.Zeal) + (isFree ? 0.18 : -0.12)) * (inTeam ? 0.3 : 1);
        var minutes = c.Order.Urgency == Urgency.Urgent ? chance.Around(5, 0.7) : chance.Around(inTeam ? 80 : 35, 1.0);
        var at = c.Order.Urgency == Urgency.Urgent ? InMinutes(minutes) : Rhythm.Awake(InMinutes(minutes), chance);
        if (chance.Happens(yes))
        {
            Later(c, at, () => Accept(c, helper));
        }
        else if (chance.Happens(inTeam ? 0.1 : 0.45))
        {
            Later(c, at, () => Decline(c, helper, chance.Pick(Reasons.Declines)));
        }
    }

    private void Decline(Case c, Helper helper, string reason)
    {
        if (!c.Order.Offers.Exists(o => o.VolunteerId == helper.Id && o.State == OfferState.Open))
        {
            return; // An open call needs no no.
        }

        Step(c, o => o.Decline(new Actor(helper.Id, OrderParty.Offered), Now, Clocks, reason));
        if (c.Order.Status == OrderStatus.PendingReview)
        {
            Lay(c);
        }
    }

    private void Accept(Case c, Helper helper)
    {
        if (WindowFor(c, helper) is not { } window)
        {
            Decline(c, helper, "那个时间已经答应别人家了");
            return;
        }

        Take(c, helper, window);
        Promise(c, helper, window);
    }

    private void Take(Case c, Helper helper, TimeWindow window)
    {
        Step(c, o => o.Accept(new Actor(helper.Id, OrderParty.Offered), Now, Clocks, window));
        if (c.Order.RemindedAt is null)
        {
            Later(c, Weiguang.Kernel.Time.Evening.Before(window.From), () => story.Remind(c, Now));
        }

        c.Helper = helper;
        helper.Promises.Add(window);
        helper.Accepted.Add(Now);
    }

    /// <summary>The first window still ahead in which they are free; when all are over, the last: then they come as soon as they can.</summary>
    private TimeWindow? WindowFor(Case c, Helper helper)
    {
        var ahead = c.Order.Windows.Where(w => w.To > Now.AddMinutes(50)).ToList();
        return ahead.Count > 0 ? ahead.Find(helper.IsFree) : helper.IsFree(c.Order.Windows[^1]) ? c.Order.Windows[^1] : null;
    }
}
