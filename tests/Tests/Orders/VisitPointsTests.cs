using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.Orders.Domain;
using Weiguang.People;
using static Weiguang.Tests.Orders.VisitFacts;

namespace Weiguang.Tests.Orders;

/// <summary>Points go with the hours, and come with them.</summary>
public class VisitPointsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nothing_that_was_given_is_taken_back_with_the_hours_and_done_with(string database)
    {
        var v = await PraisedAsync(database, minutes: 2);
        Assert.Equal((OrderStatus.Rewarded, 0L), (await v.Village.StatusAsync(v.Order), await PointsAsync(v.App, v.Volunteer))); // Two minutes are no point.
        await UpholdAsync(v);

        Assert.Equal(0, await PointsAsync(v.App, v.Volunteer));
        using var scope = v.App.Scope();
        Assert.Empty(await scope.Db.Set<OutboxRow>().Where(row => row.Failures > 0).ToListAsync(Ct));
        Assert.DoesNotContain("“{0}”的时长撤销了，奖励的积分也收回了。", await v.App.ToldAsync(v.Volunteer));
    }

    private sealed record Visit(TestApp App, Village Village, Guid Volunteer, HttpClient Program, Guid Order, HttpClient Referee);

    /// <summary>A visit that the resident confirmed and praised.</summary>
    private async Task<Visit> PraisedAsync(string database, int minutes)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var program = await app.ProgramOfAsync(volunteer);
        var order = await village.AcceptedAsync(volunteer, program);
        var (arrival, leaving) = await village.CodesAsync(order);
        await program.StepAsync(order, "check-in", new { code = arrival });
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await program.StepAsync(order, "check-out", new { code = leaving });
        await village.Resident.StepAsync(order, "complete");
        await StandsAsync(app, order);
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = true, solved = "yes", stars = 5 });
        return new(app, village, volunteer, program, order, await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)));
    }

    /// <summary>Somebody doubts the hours, and a clerk without a hand in them takes them back.</summary>
    private static async Task UpholdAsync(Visit v)
    {
        await PointsAsync(v.App, v.Volunteer);
        var record = (await RecordAsync(v.App, v.Order)).Id;
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(v.Village.Resident, $"/api/v1/hours/{v.Order}/records/{record}/objections", new { reason = "记错了" }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(v.Referee, $"/api/v1/hours/{v.Order}/objections/{await ObjectionAsync(v.App, v.Order)}/decision", new { upheld = true, decision = "查实了" }));
    }
}
