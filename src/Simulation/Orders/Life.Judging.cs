using Weiguang.Hours.Domain;
using Weiguang.Ledger;
using Weiguang.Orders;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Orders;

/// <summary>评单 and 奖单: confirmation, the facts, the stars, what follows from a bad word, and the reward.</summary>
internal sealed partial class Life
{
    private void Confirm(Case c, Actor who)
    {
        Step(c, o => o.Complete(who, Now, Clocks, who.Party == OrderParty.Station ? chance.Pick(Reasons.Reports) : ""));
        Record(c, who);
    }

    private void ConfirmAndJudge(Case c, Actor who)
    {
        Confirm(c, who);
        if (chance.Happens(0.74))
        {
            Later(c, Rhythm.Awake(InMinutes(chance.Around(7 * 60, 1.2)), chance), () => Rate(c, Judge(c)));
        }
    }

    private void Dispute(Case c)
    {
        Step(c, o => o.Dispute(AskerOf(c), Now, Clocks, chance.Pick(Reasons.Disputes)));
        LookInto(c);
    }

    private void Rate(Case c, OrderRating rating)
    {
        Step(c, o => o.Rate(AskerOf(c), Now, Clocks, rating));
        Evaluate(c, rating);
        if (rating.IsBad)
        {
            LookInto(c);
        }
        else if (rating.Stars >= settings.RewardAtOnceFromStars && rating.Solved == Solved.Yes)
        {
            RewardOnceProven(c);
        }
        else if (chance.Happens(0.55))
        {
            Later(c, Rhythm.Manned(InMinutes(chance.Around(30 * 60, 0.7)), false, chance), () => Reward(c, KeeperOf(c.Desk)));
        }
    }

    private void RewardOnceProven(Case c)
    {
        if (Proven(c) > 0)
        {
            Reward(c, Actor.Clock);
        }
        else if (Recording.Happens(0.55))
        {
            Later(c, Rhythm.Manned(InMinutes(Recording.Around(30 * 60, 0.7)), false, Recording), () => Reward(c, KeeperOf(c.Desk)));
        }
    }

    private static int Proven(Case c) => c.Record is { State: RecordState.Proven or RecordState.Posted, HeldAt: null } record ? record.Minutes : 0;

    private void Reward(Case c, Actor who)
    {
        if (Proven(c) == 0)
        {
            return; // The program refuses it as well.
        }

        var points = c.Order.Rating is { Came: true } ? settings.PointsFor(Proven(c)) : 0;
        Step(c, o => o.Reward(who, Now, Clocks, points));
        if (points > 0)
        {
            story.Rewarded(Now, new RewardGranted(c.Order.Id, RewardGranted.PostingOf(c.Order.Id, c.Order.StoryLength), c.Order.VolunteerId!.Value, c.Order.DivisionCode, points, Now, c.Order.Title));
        }
    }

    /// <summary>The station looks into it; one in eight is left lying.</summary>
    private void LookInto(Case c)
    {
        OpenFollowUp(c);
        if (chance.Happens(0.88))
        {
            Later(c, Rhythm.Manned(InMinutes(chance.Around(20 * 60, 0.8)), false, chance), () => Answer(c, chance.Pick(Reasons.Outcomes)));
        }
    }

    private void Answer(Case c, string outcome)
    {
        if (c.Order.IsHeld)
        {
            Step(c, o => o.Annul(KeeperOf(c.Desk), Now, Clocks, outcome));
        }

        c.FollowUp!.Close(c.Desk.Keeper.Id, outcome, Now);
    }

    private void OpenFollowUp(Case c) => c.FollowUp = new FollowUp
    {
        OrderId = c.Order.Id,
        DeskDivisionCode = c.Order.DeskDivisionCode,
        OpenedAt = Now,
        DueAt = Now.AddHours(settings.FollowUpHours),
    };

    /// <summary>Facts first: how it went follows from the volunteer's care, being late and luck. Stars follow from the facts, mildly, as people in villages judge.</summary>
    private OrderRating Judge(Case c)
    {
        var quality = c.Helper!.Care + chance.Normal(0, 0.17) - (c.WasLate ? 0.12 : 0);
        var came = c.Order.Attendance!.Grade != EvidenceGrade.C || !chance.Happens(0.04);
        var onTime = came && !c.WasLate && !chance.Happens(0.03);
        var solved = !came || quality < 0.4 ? Solved.No : quality < 0.55 ? Solved.Partly : Solved.Yes;
        var stars = (came, solved) switch
        {
            (false, _) => 1,
            (_, Solved.No) => chance.Between(1, 3),
            (_, Solved.Partly) => chance.Between(2, 4),
            (_, Solved.Yes) => quality > (onTime ? 0.74 : 0.86) ? 5 : onTime ? 4 : chance.Between(3, 4),
        };
        return Rating(c, came, onTime, solved, stars);
    }

    private OrderRating Rating(Case c, bool came, bool onTime, Solved solved, int stars)
    {
        var facts = new OrderRating { OrderId = c.Order.Id, Came = came, OnTime = onTime, Solved = solved, Stars = stars, At = Now };
        return new OrderRating { OrderId = c.Order.Id, Came = came, OnTime = onTime, Solved = solved, Stars = stars, At = Now, Words = Verdicts.For(facts, chance) };
    }
}
