using Weiguang.Hours;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Teams;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Orders;

/// <summary>
/// What is written for the demo: in the village of the players an order stands in every state, so that each of them finds something to do at once.
/// Times are told in hours before now; the players take no part in anything else during these days.
/// </summary>
internal sealed partial class Life
{
    private const int DaysOnStage = 7;

    private void PlanScenes()
    {
        var (village, resident, volunteer, team, _, _, _) = world.Players;
        var others = world.Helpers.Where(h => h != volunteer && h.Profile.JoinedAt < world.Start && h.Villager.Township == volunteer.Villager.Township)
            .Concat(world.Helpers.Where(h => h != volunteer && h.Profile.JoinedAt < world.Start)).Distinct().Take(5).ToList();
        var neighbours = world.Residents.Where(r => r.Home == village).ToList();
        _calendar.At(world.Now.AddDays(-DaysOnStage), () => others.Append(volunteer).ToList().ForEach(h => h.IsPlayer = true));

        WithTheResident(resident, volunteer);
        ForTheVolunteer(neighbours, volunteer, others, team);
        OnTheDesk(neighbours, others);
        Behind(neighbours, volunteer, others);
        InDoubt(neighbours, others);
    }

    private void WithTheResident(Villager resident, Helper volunteer)
    {
        Scene("助医：陪同看病取药", resident, 27, Urgency.Normal, Span(0, 2), (26, c => Dispatch(c, KeeperOf(c.Desk), To(c, volunteer), "")), (25, c => Take(c, volunteer, c.Order.Windows[0])));
        Scene("家电维修", resident, 0.7, Urgency.Normal, Day(1, 8.5));
        Scene("助洁：打扫屋子", resident, 76, Urgency.Normal, Span(-30, -27), (75, c => Dispatch(c, KeeperOf(c.Desk), To(c, volunteer), "")), (74, c => Take(c, volunteer, c.Order.Windows[0])),
            (29.9, c => CheckIn(c, Both)), (28.4, c => CheckOut(c, Both)), (26, c => Confirm(c, KeeperOf(c.Desk))));
    }

    private void ForTheVolunteer(List<Villager> neighbours, Helper volunteer, List<Helper> others, Band team)
    {
        Scene("帮您交钱、取快递", neighbours[0], 3, Urgency.Normal, Day(1, 13.5), (1.2, c => Dispatch(c, KeeperOf(c.Desk), To(c, volunteer, others[0], others[1]), "")));
        Scene("助行：接送出门", neighbours[1], 1.6, Urgency.Soon, Day(1, 8.5), (0.6, c => Dispatch(c, KeeperOf(c.Desk), To(c, volunteer), "您上回送过她，她想还找您")));
        Scene("小修小补：水管门窗", neighbours[2], 5, Urgency.Normal, Day(2, 8.5), (2, c => Dispatch(c, KeeperOf(c.Desk), Target.Everybody, "")));
        Scene("陪您说说话", neighbours[3], 7, Urgency.Normal, Day(2, 13.5),
            (3, c => Dispatch(c, KeeperOf(c.Desk), new Target(DispatchKind.Team, team.Team.Id, Asked(c, AbleIn(team, c))), "")));
    }

    private void OnTheDesk(List<Villager> neighbours, List<Helper> others)
    {
        Scene("想找人帮我搬个柜子", neighbours[12], 13.5, Urgency.Soon, Day(1, 13.5));
        Scene("上门理发", neighbours[4], 23.4, Urgency.Normal, Day(1, 13.5));
        Scene("助急：应急搭把手", neighbours[5], 0.2, Urgency.Urgent, new(world.Now.AddHours(-0.2), world.Now.AddHours(3.8)));
        Scene("助餐：送饭上门", neighbours[6], 3.3, Urgency.Soon, Day(1, 10.5));
        Scene("助学：教用智能手机", neighbours[7], 29, Urgency.Normal, Span(-1, 2),
            (28, c => Dispatch(c, KeeperOf(c.Desk), To(c, others[0]), "")), (27.5, c => Take(c, others[0], c.Order.Windows[0])), (0.6, c => CheckIn(c, Both)));
        Scene("助洁：打扫屋子", neighbours[8], 52, Urgency.Normal, Span(-5, -2),
            (51, c => Dispatch(c, KeeperOf(c.Desk), To(c, others[1]), "")), (50, c => Take(c, others[1], c.Order.Windows[0])), (4, c => CheckIn(c, Code)), (2.6, c => CheckOut(c, Code)));
        Scene("助医：陪同看病取药", neighbours[9], 53, Urgency.Normal, Span(-4, -2),
            (52, c => Dispatch(c, KeeperOf(c.Desk), To(c, others[2]), "")), (50.5, c => Take(c, others[2], c.Order.Windows[0])));
    }

    /// <summary>What lies behind: a bad word not yet looked into, a no, a change of mind, and a good deed rewarded.</summary>
    private void Behind(List<Villager> neighbours, Helper volunteer, List<Helper> others)
    {
        Scene("家电维修", neighbours[10], 100, Urgency.Normal, Span(-76, -73), (99, c => Dispatch(c, KeeperOf(c.Desk), To(c, others[3]), "")), (98, c => Take(c, others[3], c.Order.Windows[0])),
            (75, c => CheckIn(c, Seen)), (74.5, c => CheckOut(c, Seen)), (73, c => Confirm(c, KeeperOf(c.Desk))),
            (56, c => RateOnly(c, new OrderRating { OrderId = c.Order.Id, Came = true, OnTime = false, Solved = Solved.No, Stars = 2, At = Now, Words = "没修好，说缺个零件，走了就没信了。" })));
        Scene("借我五千块钱周转一下", neighbours[11], 50, Urgency.Soon, Span(-31, -28), (49, c => Step(c, o => o.Reject(KeeperOf(c.Desk), Now, Clocks, c.Wish.No))));
        Scene("助行：接送出门", neighbours[0], 31, Urgency.Normal, Day(1, 8.5), (30, c => Step(c, o => o.Cancel(AskerOf(c), Now, Clocks, "儿子回来了，不用麻烦了"))));
        Scene("小修小补：水管门窗", neighbours[1], 120, Urgency.Normal, Span(-99, -96), (119, c => Dispatch(c, KeeperOf(c.Desk), To(c, volunteer), "")), (118, c => Take(c, volunteer, c.Order.Windows[0])),
            (98.8, c => CheckIn(c, Both)), (97.6, c => CheckOut(c, Both)), (97, c => Confirm(c, AskerOf(c))),
            (95, c => Rate(c, new OrderRating { OrderId = c.Order.Id, Came = true, OnTime = true, Solved = Solved.Yes, Stars = 5, At = Now, Words = "扶手安得结实，还把水龙头也给换了，一分钱没要。" })));
    }

    /// <summary>Services of which the asker says that they do not count: one waits for the station, one was annulled. For that one more people were asked than at first.</summary>
    private void InDoubt(List<Villager> neighbours, List<Helper> others)
    {
        Scene("陪您说说话", neighbours[3], 34, Urgency.Normal, Span(-6, -3), (33, c => Dispatch(c, KeeperOf(c.Desk), To(c, others[4]), "")), (32, c => Take(c, others[4], c.Order.Windows[0])),
            (5, c => CheckIn(c, Seen)), (4.8, c => CheckOut(c, Seen)), (3, c => Doubt(c, Reasons.Disputes[0])));
        Scene("上门理发", neighbours[2], 122, Urgency.Normal, Span(-101, -98), (121, c => Dispatch(c, KeeperOf(c.Desk), To(c, others[2]), "")),
            (120.5, c => Step(c, o => o.OfferTo(KeeperOf(c.Desk), Now, Clocks, Asked(c, [others[4]])))), (120, c => Take(c, others[4], c.Order.Windows[0])),
            (100.5, c => CheckIn(c, Seen)), (100.3, c => CheckOut(c, Seen)), (98, c => Doubt(c, Reasons.Disputes[1])), (80, c => Answer(c, Reasons.Outcomes[0])));
    }

    private void Doubt(Case c, string reason)
    {
        Step(c, o => o.Dispute(AskerOf(c), Now, Clocks, reason));
        OpenFollowUp(c);
    }

    private void RateOnly(Case c, OrderRating rating)
    {
        Step(c, o => o.Rate(AskerOf(c), Now, Clocks, rating));
        OpenFollowUp(c);
    }

    private static readonly Shown Both = new(ProofKinds.Position | ProofKinds.Code, 24, 12);
    private static readonly Shown Code = new(ProofKinds.Code);
    private static readonly Shown Seen = new(ProofKinds.Position, 61, 25);

    private void Scene(string title, Villager who, double hoursAgo, Urgency urgency, TimeWindow window, params (double HoursAgo, Action<Case> Turn)[] turns)
    {
        Case? placed = null;
        _calendar.At(Ago(hoursAgo), () =>
        {
            placed = Place(who, who, world.Players.Desk, WishFor(title), urgency, [window]);
            WatchOnly(placed);
        });
        foreach (var (ago, turn) in turns)
        {
            _calendar.At(Ago(ago), () => turn(placed!));
        }
    }

    private void WatchOnly(Case c) => Watch(c, WatchOnly);

    private Wish WishFor(string title)
    {
        if (FreeWish.All.FirstOrDefault(f => f.Title == title) is { } free)
        {
            return new(free.Title, free.Category, free.Minutes, "", null, free.Notes, free.No);
        }

        var service = ServiceBook.All.Single(s => s.Title == title);
        var item = world.Players.Desk.Menu.FirstOrDefault(m => m.Service == service).Item;
        return new(service.Title, service.Category, service.Minutes, service.Skill, item?.Id, chance.Pick(service.Notes));
    }

    private static Target To(Case c, params Helper[] helpers) => new(DispatchKind.Volunteers, null, Asked(c, helpers));

    /// <summary>What lies more than a day back is counted from the last five o'clock in the afternoon: then it fell into daylight, whenever the county is made.</summary>
    private DateTime Ago(double hours) => (hours > 24 ? Evening : world.Now).AddHours(-hours);

    private DateTime Evening
    {
        get
        {
            var local = world.Now.ToShanghai();
            return (local.Hour >= 17 ? local.Date : local.Date.AddDays(-1)).AddHours(17).FromShanghai();
        }
    }

    /// <summary>Hours from the full hour that is now running; more than a day back from the last five o'clock.</summary>
    private TimeWindow Span(double from, double to)
    {
        var hour = from < -24 ? Evening : world.Now.Date.AddHours(world.Now.Hour);
        return new(hour.AddHours(from), hour.AddHours(to));
    }

    /// <summary>Three hours of a day to come, by the clock in China.</summary>
    private TimeWindow Day(int ahead, double from)
    {
        var day = world.Now.ToShanghai().Date.AddDays(ahead);
        return new(day.AddHours(from).FromShanghai(), day.AddHours(from + 3).FromShanghai());
    }
}
