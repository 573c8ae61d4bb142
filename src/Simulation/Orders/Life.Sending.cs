using Weiguang.Orders.Domain;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Teams;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Orders;

/// <summary>派单: what the desk does with an order that lies on it.</summary>
internal sealed partial class Life
{
    private const int MostRounds = 4;

    /// <summary>The desk looks at it after a while; one in thirty is forgotten until the clock hands it up.</summary>
    private void Lay(Case c)
    {
        Watch(c, Lay);
        var minutes = c.Order.Urgency switch { Urgency.Urgent => chance.Around(7, 0.7), Urgency.Soon => chance.Around(35, 0.8), Urgency.Normal => chance.Around(95, 1.0) };
        var forgotten = chance.Happens(0.035) ? chance.Between(20, 50) * 60.0 : 0;
        Later(c, Rhythm.Manned(InMinutes(minutes + forgotten), c.Order.Urgency == Urgency.Urgent, chance), () => Review(c));
    }

    /// <summary>The clock of the review: an order nobody looked at in time goes one station up, as the app's patrol does it.</summary>
    private void Watch(Case c, Action<Case> handedUp) => Later(c, c.Order.DueAt!.Value, () =>
    {
        if (c.Desk.Above is not { } above)
        {
            c.Order.IsAtTop = true;
            return;
        }

        Step(c, o => o.Escalate(Actor.Clock, Now, Clocks, above.Station.Id, above.Station.DivisionCode, ""));
        c.Desk = above;
        handedUp(c);
    });

    private void Review(Case c)
    {
        var keeper = KeeperOf(c.Desk);
        if (c.Wish.No.Length > 0)
        {
            Step(c, o => o.Reject(keeper, Now, Clocks, c.Wish.No));
            return;
        }

        var able = _matching.Best(c, TownshipOf(c), Now, 6, chance);
        if (c.Desk.Above is { } above && chance.Happens(able.Count == 0 ? 1 : c.Rounds >= 2 ? 0.6 : 0.035))
        {
            HandUp(c, keeper, above);
        }
        else if (able.Count == 0 || c.Rounds >= MostRounds)
        {
            Step(c, o => o.Reject(keeper, Now, Clocks, "全县问了一圈，眼下没有能去的志愿者，已记在需求清单上，有人了给您打电话"));
        }
        else
        {
            Send(c, keeper, able);
        }
    }

    private void HandUp(Case c, Actor keeper, Office above)
    {
        Step(c, o => o.Escalate(keeper, Now, Clocks, above.Station.Id, above.Station.DivisionCode, chance.Pick(Reasons.Escalations)));
        c.Desk = above;
        Lay(c);
    }

    /// <summary>Mostly to the best two or three, sometimes to a team, sometimes to whoever wants it.</summary>
    private void Send(Case c, Actor keeper, List<Helper> able)
    {
        var (kind, _) = chance.Pick<(DispatchKind Kind, int Share)>([(DispatchKind.Volunteers, 72), (DispatchKind.Team, 9), (DispatchKind.Open, 19)], k => k.Share);
        var band = kind == DispatchKind.Team ? BandFor(c) : null;
        var asked = band is not null ? AbleIn(band, c) : kind == DispatchKind.Open ? [] : able.GetRange(0, Math.Min(able.Count, chance.Between(1, 4)));
        var target = kind switch
        {
            DispatchKind.Open => Target.Everybody,
            DispatchKind.Team when band is not null => new Target(DispatchKind.Team, band.Team.Id, Asked(c, asked)),
            DispatchKind.None or DispatchKind.Volunteers or DispatchKind.Team => new Target(DispatchKind.Volunteers, null, Asked(c, asked.Count > 0 ? asked : able.GetRange(0, 1))),
        };
        Dispatch(c, keeper, target, c.Rounds > 0 ? chance.Pick(Reasons.Redispatches) : "");
        foreach (var helper in target == Target.Everybody ? [.. able.Where(_ => chance.Happens(0.45))] : asked.Count > 0 ? asked : able.GetRange(0, 1))
        {
            Ask(c, helper);
        }

        if (chance.Happens(0.012))
        {
            Later(c, Rhythm.Manned(InMinutes(chance.Around(40, 0.5)), false, chance), () => Recall(c));
        }
    }

    /// <summary>Sends it out and sets the clock that takes it back.</summary>
    private void Dispatch(Case c, Actor keeper, Target target, string reason)
    {
        Step(c, o => o.Dispatch(keeper, Now, Clocks, target, reason));
        c.Rounds++;
        Later(c, c.Order.DueAt!.Value, () =>
        {
            Step(c, o => o.Lapse(Now, Clocks));
            Lay(c);
        });
    }

    private void Recall(Case c)
    {
        Step(c, o => o.Recall(KeeperOf(c.Desk), Now, Clocks, chance.Pick(Reasons.Recalls)));
        Lay(c);
    }

    private static List<(Guid VolunteerId, int? Metres)> Asked(Case c, IEnumerable<Helper> helpers) => [.. helpers.Select(h => (h.Id, Matching.Metres(h, c)))];

    private Regions.Township TownshipOf(Case c) => world.Land.Townships.First(t => t.Code == c.Order.DivisionCode / 1000 * 1000);

    private Band? BandFor(Case c)
    {
        var fitting = world.Bands.Where(b => b.Team.Categories.Contains(c.Order.Category) && (b.Team.DivisionCode == world.Land.Code || b.Team.DivisionCode == TownshipOf(c).Code))
            .Where(b => AbleIn(b, c).Count > 2).ToList();
        return fitting.Count == 0 ? null : chance.Pick(fitting);
    }

    private List<Helper> AbleIn(Band band, Case c) =>
        [.. band.Members.Where(h => h.Id != c.Asker.Id && (c.Order.RequiredSkill.Length == 0 || h.Profile.Skills.Contains(c.Order.RequiredSkill)))];
}
