using FsCheck;
using FsCheck.Fluent;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

public class OrderFlowTests
{
    /// <summary>order_transition.tsv, as the platforms in use have it.</summary>
    [Theory]
    [InlineData(OrderStatus.PendingReview, OrderStatus.Dispatched)]
    [InlineData(OrderStatus.PendingReview, OrderStatus.Rejected)]
    [InlineData(OrderStatus.Dispatched, OrderStatus.Dispatched)]
    [InlineData(OrderStatus.Dispatched, OrderStatus.PendingReview)]
    [InlineData(OrderStatus.Dispatched, OrderStatus.Accepted)]
    [InlineData(OrderStatus.Accepted, OrderStatus.InService)]
    [InlineData(OrderStatus.InService, OrderStatus.PendingClose)]
    [InlineData(OrderStatus.PendingClose, OrderStatus.Closed)]
    [InlineData(OrderStatus.Closed, OrderStatus.Rated)]
    [InlineData(OrderStatus.Rated, OrderStatus.Rewarded)]
    [InlineData(OrderStatus.PendingReview, OrderStatus.Void)]
    [InlineData(OrderStatus.Dispatched, OrderStatus.Void)]
    [InlineData(OrderStatus.Accepted, OrderStatus.Void)]
    [InlineData(OrderStatus.PendingClose, OrderStatus.Void)]
    public void Every_transition_of_the_dictionary_exists(OrderStatus from, OrderStatus to) =>
        Assert.Contains(OrderFlow.Table.Steps, s => s.From == from && s.To == to);

    [Fact]
    public void Nothing_leaves_an_end_and_everything_else_has_a_way_on()
    {
        OrderStatus[] ends = [OrderStatus.Rejected, OrderStatus.Void]; // What was given can be taken back.
        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            Assert.Equal(ends.Contains(status), OrderFlow.Table.Steps.All(s => s.From != status));
        }
    }

    [Fact]
    public void Whatever_anybody_tries_the_story_leads_from_state_to_state_without_a_gap() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 9999)).ToArbitrary(), tries =>
        {
            var order = Fresh();
            var now = new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);
            foreach (var roll in tries)
            {
                Try(order, roll, now = now.AddMinutes(1));
            }

            Assert.Equal(order.Story.Select((_, i) => i + 1), order.Story.Select(s => s.Sequence));
            Assert.All(order.Story.Zip(order.Story.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            Assert.All(order.Story.Skip(1), s => Assert.Contains(OrderFlow.Table.Steps, step => step.Action == s.Action && step.From == s.From && step.To == s.To && step.By.HasFlag(s.Party)));
            Assert.Equal(order.Status, order.Story[^1].To);
            Assert.Equal(order.Status is OrderStatus.Accepted or OrderStatus.InService or OrderStatus.PendingClose, order.VolunteerId is not null && order.Story[^1].To is OrderStatus.Accepted or OrderStatus.InService or OrderStatus.PendingClose);
        }).QuickCheckThrowOnFailure();

    private static readonly Guid[] Volunteers = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    private static void Try(Order order, int roll, DateTime now)
    {
        var clocks = new OrderClocks();
        var party = Enum.GetValues<OrderParty>()[1 + (roll % 5)];
        var actor = new Actor(Volunteers[roll % 3], party);
        var proof = new Shown(ProofKinds.Code);
        _ = (OrderAction)(roll / 5 % 19) switch
        {
            OrderAction.Escalate => order.Escalate(actor, now, clocks, Guid.CreateVersion7(), 220881000000, "忙"),
            OrderAction.Reject => order.Reject(actor, now, clocks, "不归我们管"),
            OrderAction.Dispatch => order.Dispatch(actor, now, clocks, new Target(DispatchKind.Volunteers, null, [.. Volunteers.Select(v => (v, (int?)null))])),
            OrderAction.Recall => order.Recall(actor, now, clocks, ""),
            OrderAction.Lapse => order.Lapse(now, clocks),
            OrderAction.Accept => order.Accept(actor, now, clocks, order.Windows[0]),
            OrderAction.Decline => order.Decline(actor, now, clocks, ""),
            OrderAction.Release => order.Release(actor, now, clocks, "病了"),
            OrderAction.CheckIn => order.CheckIn(actor, now, clocks, proof),
            OrderAction.CheckOut => order.CheckOut(actor, now, clocks, proof, 480),
            OrderAction.Complete => order.Complete(actor, now, clocks, ""),
            OrderAction.Rate => order.Rate(actor, now, clocks, new OrderRating { OrderId = order.Id, Came = true, OnTime = true, Solved = Solved.Yes, Stars = 5, At = now }),
            OrderAction.Reward => order.Reward(actor, now, clocks, 1),
            OrderAction.Cancel => order.Cancel(actor, now, clocks, ""),
            OrderAction.TakeBack => order.TakeBack(now, clocks, 1),
            _ => false,
        };
    }

    private static Order Fresh()
    {
        var now = new DateTime(2026, 8, 31, 0, 0, 0, DateTimeKind.Utc);
        var order = new Order
        {
            AskerId = Guid.CreateVersion7(),
            Category = "0001",
            Title = "试",
            Urgency = Urgency.Normal,
            ContactName = Sealed.Nothing,
            ContactPhone = Sealed.Nothing,
            DivisionCode = 220881103200,
            Address = Sealed.Nothing,
            Windows = [new(now, now.AddHours(4))],
            CreatedAt = now,
            StationId = Guid.CreateVersion7(),
            DeskDivisionCode = 220881103200,
        };
        order.Place(new Actor(order.AskerId, OrderParty.Asker), now, new OrderClocks());
        return order;
    }
}
