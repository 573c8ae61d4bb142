using System.Net;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.People;
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
            visits.Add(await VisitAsync(app, village, volunteer));
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
        Assert.Equal(RecordState.Posted, (await StandsAsync(app, await VisitAsync(app, village, volunteer))).State);
    }
}
