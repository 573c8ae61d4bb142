using Weiguang.Orders.Dispatching;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Tests.Orders;

public class CandidateTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task On_a_holiday_they_are_free_who_keep_holidays_free(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("WorkCalendar:Off:0", "2026-09-03")); // A Thursday.
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync(new { urgency = "normal", windows = new[] { new { from = "2026-09-03T01:00:00Z", to = "2026-09-03T03:00:00Z" } } });
        var thursdays = await app.VolunteerAsync(availability: AvailabilitySlots.Bit(AvailabilitySlots.Number(3, 0)));
        var holidays = await app.VolunteerAsync(availability: AvailabilitySlots.Bit(AvailabilitySlots.Number(7, 0)));
        using var scope = app.Scope();

        var best = await scope.Get<Candidates>().BestAsync(await scope.Db.Set<Order>().SingleAsync(o => o.Id == order), 5, TestContext.Current.CancellationToken);

        Assert.Equal([holidays], best.Where(c => c.IsFree).Select(c => c.VolunteerId));
        Assert.Contains(best, c => c.VolunteerId == thursdays);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task More_than_can_be_asked_at_once_are_told_the_limit(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();

        using var refused = await village.Staff.TryStepAsync(order, "dispatch", new { volunteerIds = await app.VolunteersAsync(501) });

        Assert.Equal("一次最多派给 500 个人，请少选一些，或者公开抢单", (await refused.ProblemAsync()).GetProperty("errors").GetProperty("volunteerIds")[0].GetString());
    }
}
