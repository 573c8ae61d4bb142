using Weiguang.Hours;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Orders;

/// <summary>The service itself: coming, proving it, going; or not coming.</summary>
internal sealed partial class Life
{
    private void Promise(Case c, Helper helper, TimeWindow window)
    {
        if (window.From > InMinutes(90) && chance.Happens(0.02 + (0.3 * (1 - helper.Care))))
        {
            var back = Now.AddSeconds((int)((window.From - Now).TotalSeconds * chance.Between(0.2, 0.95)));
            Later(c, Rhythm.Awake(back, chance), () => GiveBack(c, new Actor(helper.Id, OrderParty.Assignee), Reasons.Releases));
        }
        else if (chance.Happens(0.22 * (1 - helper.Care)))
        {
            var missed = window.To > Now ? window.To : Now;
            Later(c, Rhythm.Manned(missed.AddMinutes(chance.Around(100, 0.7)), false, chance), () => GiveBack(c, KeeperOf(c.Desk), Reasons.NoShows));
        }
        else
        {
            c.WasLate = chance.Happens(0.03 + (0.4 * (1 - helper.Care)));
            var come = window.From.AddMinutes(c.WasLate ? chance.Between(25, 75) : chance.Normal(1, 8));
            var earliest = InMinutes(chance.Between(18, 45));
            Later(c, come > earliest ? come : Rhythm.Awake(earliest, chance), () => Arrive(c));
        }
    }

    private void GiveBack(Case c, Actor actor, string[] reasons)
    {
        c.Helper!.Promises.RemoveAll(p => p.From == c.Order.AgreedFrom);
        Step(c, o => o.Release(actor, Now, Clocks, chance.Pick(reasons)));
        c.Helper = null;
        Lay(c);
    }

    private void Arrive(Case c)
    {
        CheckIn(c, ProofAt(c));
        var minutes = Math.Max(12, c.Wish.Minutes * chance.Between(0.65, 1.35));
        if (chance.Happens(0.02))
        {
            // Forgot to check out: the station does it in the evening, or on the next day.
            var noticed = Rhythm.Manned(InMinutes(minutes + chance.Around(100, 0.6)), false, chance);
            Later(c, noticed, () => Leave(c, new Shown(ProofKinds.Word)));
        }
        else
        {
            Later(c, InMinutes(minutes), () => Leave(c, ProofAt(c)));
        }
    }

    private void CheckIn(Case c, Shown proof) => Step(c, o => o.CheckIn(Present(c, proof), Now, Clocks, proof));

    private void CheckOut(Case c, Shown proof) => Step(c, o => o.CheckOut(Present(c, proof), Now, Clocks, proof, settings.LongestServiceMinutes));

    private void Leave(Case c, Shown proof)
    {
        CheckOut(c, proof);
        var (who, at) = chance.Pick<(OrderParty Who, int Share)>([(OrderParty.Asker, 62), (OrderParty.Station, 26), (OrderParty.Clock, 12)], w => w.Share).Who switch
        {
            OrderParty.Asker => (AskerOf(c), Rhythm.Awake(InMinutes(chance.Around(50, 1.2)), chance)),
            OrderParty.Station => (KeeperOf(c.Desk), Rhythm.Manned(InMinutes(chance.Around(300, 0.8)), false, chance)),
            _ => (Actor.Clock, c.Order.DueAt!.Value),
        };
        if (chance.Happens(0.006))
        {
            Later(c, at, () => Dispute(c));
        }
        else
        {
            Later(c, at > c.Order.DueAt ? c.Order.DueAt.Value : at, () => ConfirmAndJudge(c, at > c.Order.DueAt ? Actor.Clock : who));
        }
    }

    /// <summary>The station's word comes from its keeper, every other proof from the volunteer.</summary>
    private static Actor Present(Case c, Shown proof) =>
        proof.Kinds == ProofKinds.Word ? KeeperOf(c.Desk) : new Actor(c.Order.VolunteerId!.Value, OrderParty.Assignee);

    /// <summary>Four in five phones find their position, as many old people read out their code.</summary>
    private Shown ProofAt(Case c)
    {
        var hasPosition = c.Order.Area is not null && chance.Happens(0.8);
        var kinds = (hasPosition ? ProofKinds.Position : ProofKinds.None) | (chance.Happens(0.84) ? ProofKinds.Code : ProofKinds.None);
        return kinds == ProofKinds.None
            ? new Shown(ProofKinds.Word)
            : new Shown(kinds, hasPosition ? Math.Min(settings.FenceMetres, (int)Math.Abs(chance.Normal(0, 55))) : null, hasPosition ? (int)chance.Around(18, 0.6) : null);
    }
}
