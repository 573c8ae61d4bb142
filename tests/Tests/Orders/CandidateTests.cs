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

    /// <summary>The one who accepts chooses among the times: who is free at the second is free.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_is_free_at_another_of_the_times_is_free(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var (from, other) = (app.Clock.GetUtcNow().Date.AddDays(2).AddHours(1), app.Clock.GetUtcNow().Date.AddDays(3).AddHours(1));
        var order = await village.OrderAsync(new { urgency = "normal", windows = new[] { new { from = $"{from:s}Z", to = $"{from.AddHours(2):s}Z" }, new { from = $"{other:s}Z", to = $"{other.AddHours(2):s}Z" } } });
        using var scope = app.Scope();
        var calendar = scope.Get<Weiguang.Regions.WorkCalendar>();
        var second = await app.VolunteerAsync(availability: AvailabilitySlots.Bit(AvailabilitySlots.At(DateTime.SpecifyKind(other, DateTimeKind.Utc), calendar)));

        var best = await scope.Get<Candidates>().BestAsync(await scope.Db.Set<Order>().SingleAsync(o => o.Id == order), 5, TestContext.Current.CancellationToken);

        Assert.Equal([second], best.Where(c => c.IsFree).Select(c => c.VolunteerId));
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
