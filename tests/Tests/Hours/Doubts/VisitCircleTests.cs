using System.Net;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Orders;
using static Weiguang.Tests.Orders.VisitFacts;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>One person with two phones, or two who keep to themselves: found by who serves whom, before the minutes are in the ledger.</summary>
public class VisitCircleTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_same_two_every_day_are_looked_at_and_once_found_to_be_all_right_not_again(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var visits = new List<Guid>();
        for (var day = 0; day < 4; day++)
        {
            visits.Add(await VisitAsync(app, village, volunteer, minutes: 95));
        }

        var last = visits[^1];
        Assert.Equal(RecordState.Posted, (await StandsAsync(app, visits[0])).State);
        var held = await RecordAsync(app, last);
        Assert.True(held is { State: RecordState.Proven, HeldAt: not null });
        Guid found;
        using (var scope = app.Scope())
        {
            found = (await scope.Db.Set<AnomalyCase>().SingleAsync(c => c.SourceId == last, Ct)).Id;
            Assert.Contains(await app.ToldAsync(volunteer), t => t.Contains("您总是去同一家", StringComparison.Ordinal));
        }

        var county = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.County));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(county, $"/api/v1/hours/{last}/anomalies/{found}/clear", new { words = "长年照看，属实" }));
        Assert.Equal(RecordState.Posted, (await StandsAsync(app, last)).State);
        Assert.Equal(RecordState.Posted, (await StandsAsync(app, await VisitAsync(app, village, volunteer, minutes: 95))).State);
    }

    /// <summary>The clerks order by phone for old people who have none, or whose phone nobody here knows: they were not served.</summary>
    [Theory]
    [InlineData(TestDatabases.Sqlite, false)]
    [InlineData(TestDatabases.Postgres, false)]
    [InlineData(TestDatabases.Sqlite, true)]
    [InlineData(TestDatabases.Postgres, true)]
    public async Task A_clerk_who_orders_for_many_is_no_pair_with_whoever_goes_there_and_the_old_woman_they_all_order_for_is(string database, bool forOne)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var (volunteer, second) = (await app.VolunteerAsync(), await app.PersonWithAsync(Role.Station, TestPeople.Village));
        var last = Guid.Empty;
        for (var day = 0; day < 4; day++)
        {
            var clerk = day % 2 == 0 ? village.StaffId : second;
            last = await VisitAsync(app, village, volunteer, minutes: 95, asker: forOne ? clerk : village.StaffId, draft: new { forSomeoneElse = true, contactName = forOne ? "张大娘" : $"张大娘{"甲乙丙丁"[day]}", contactPhone = forOne ? "15400000071" : "15400000072" });
            await SayAsync(app, last, volunteer);
        }

        await StandsAsync(app, last);
        using var scope = app.Scope();
        Assert.Equal(forOne ? [AnomalyKind.Pair] : [], await scope.Db.Set<AnomalyCase>().Where(c => c.SourceId == last).Select(c => c.Kind).ToListAsync(Ct));
        Assert.Equal(forOne, (await RecordAsync(app, last)).HeldAt is not null);
    }

    /// <summary>The phone that stands on the clerk's order is the volunteer's own.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_has_a_clerk_order_for_their_own_phone_serves_themselves(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        string phone;
        using (var scope = app.Scope())
        {
            phone = scope.Get<Vault>().Open(Personal.Phone, (await scope.Db.Set<Person>().SingleAsync(p => p.Id == volunteer, Ct)).Phone);
        }

        var order = await VisitAsync(app, village, volunteer, asker: village.StaffId, draft: new { forSomeoneElse = true, contactName = "张大娘", contactPhone = phone });
        await SayAsync(app, order, volunteer);
        await StandsAsync(app, order);

        using var after = app.Scope();
        Assert.Equal([AnomalyKind.Ring], await after.Db.Set<AnomalyCase>().Where(c => c.SourceId == order).Select(c => c.Kind).ToListAsync(Ct));
    }
}
