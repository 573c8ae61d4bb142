using Weiguang.Orders.Clocks;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

public class OrderClockTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_unanswered_dispatch_goes_back_and_an_unseen_order_goes_up(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { await app.VolunteerAsync() } });

        app.Clock.Advance(TimeSpan.FromMinutes(21));
        await WalkAsync(app);
        Assert.Equal(OrderStatus.PendingReview, await village.StatusAsync(order));

        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await WalkAsync(app);
        using var scope = app.Scope();
        var escalated = await scope.Db.Set<Order>().Include(o => o.Story).SingleAsync(o => o.Id == order, TestContext.Current.CancellationToken);
        Assert.Equal(Village.Township, escalated.DeskDivisionCode);
        Assert.Equal([OrderAction.Lapse, OrderAction.Escalate], escalated.Story.OrderBy(s => s.Sequence).Select(s => s.Action).TakeLast(2));
        Assert.All(escalated.Story.TakeLast(2), s => Assert.Equal(OrderParty.Clock, s.Party));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_service_nobody_confirms_counts_after_three_days(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(60));
        await village.Staff.StepAsync(order, "check-out");

        app.Clock.Advance(TimeSpan.FromDays(3.1));
        await WalkAsync(app);

        Assert.Equal(OrderStatus.Closed, await village.StatusAsync(order));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Sending_it_out_and_back_wins_the_desk_no_time(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var (order, first, second) = (await village.OrderAsync(), await app.VolunteerAsync(), await app.VolunteerAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(20)); // Of thirty for what is urgent.
        foreach (var volunteer in new[] { first, second })
        {
            await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
            app.Clock.Advance(TimeSpan.FromMinutes(5));
            await village.Staff.StepAsync(order, "recall");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await WalkAsync(app);

        using var scope = app.Scope();
        Assert.Equal(Village.Township, (await scope.Db.Set<Order>().SingleAsync(o => o.Id == order, TestContext.Current.CancellationToken)).DeskDivisionCode);
    }

    private static async Task WalkAsync(TestApp app)
    {
        using var scope = app.Scope();
        await scope.Get<OrderPatrol>().WalkAsync(TestContext.Current.CancellationToken);
    }
}
