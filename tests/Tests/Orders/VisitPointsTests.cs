using System.Net;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.Orders.Domain;
using Weiguang.People;
using static Weiguang.Tests.Orders.VisitFacts;
using Weiguang.Tests.Hours;

namespace Weiguang.Tests.Orders;

/// <summary>Points go with the hours, and come with them.</summary>
public class VisitPointsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nothing_that_was_given_is_taken_back_with_the_hours_and_done_with(string database)
    {
        var v = await PraisedAsync(database, minutes: 2);
        Assert.Equal((OrderStatus.Rated, 0L), (await v.Village.StatusAsync(v.Order), await PointsAsync(v.App, v.Volunteer))); // Two minutes are no point, and a reward of none would be the last.
        await UpholdAsync(v);

        Assert.Equal(0, await PointsAsync(v.App, v.Volunteer));
        using var scope = v.App.Scope();
        Assert.Empty(await scope.Db.Set<OutboxRow>().Where(row => row.Failures > 0).ToListAsync(Ct));
        Assert.DoesNotContain("“{0}”的时长撤销了，奖励的积分也收回了。", await v.App.ToldAsync(v.Volunteer));
    }

    /// <summary>Once the points stayed away for good, and nobody could give them any more.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Points_come_back_with_the_hours_and_go_again_and_the_order_tells_it(string database)
    {
        var v = await PraisedAsync(database, minutes: 60);
        Assert.Equal(10, await PointsAsync(v.App, v.Volunteer));
        await UpholdAsync(v);

        Assert.Equal((0L, OrderStatus.Rated), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));
        var page = (await (await v.App.BrowserOfAsync(v.Village.ResidentId)).GetPageAsync($"/orders/{v.Order}", Ct)).Body!.TextContent;
        Assert.Contains("时长撤销了，奖励也收回了", page, StringComparison.Ordinal);
        Assert.DoesNotContain("已奖励", page, StringComparison.Ordinal);

        await CorrectAsync(v, 60);
        Assert.Equal((10L, OrderStatus.Rewarded), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));
        await CorrectAsync(v, 0);
        Assert.Equal((0L, OrderStatus.Rated), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));
        v.App.Clock.Advance(TimeSpan.FromMinutes(30));
        await CorrectAsync(v, 90);
        Assert.Equal((15L, 90L), (await PointsAsync(v.App, v.Volunteer), await BalanceAsync(v.App, v.Volunteer)));
        using var scope = v.App.Scope();
        Assert.Null((await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference);
        Assert.Empty(await scope.Db.Set<OutboxRow>().Where(row => row.Failures > 0).ToListAsync(Ct));
    }

    /// <summary>Once only what had been praised came back: what a station gave for a middling visit stayed away for good, and nobody was told.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_the_station_gave_for_a_middling_visit_comes_back_as_well(string database)
    {
        var v = await RatedAsync(database, minutes: 60, "partly", stars: 3);
        Assert.Equal((0L, OrderStatus.Rated), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));
        await v.Village.Staff.StepAsync(v.Order, "reward");
        Assert.Equal(10, await PointsAsync(v.App, v.Volunteer));
        await UpholdAsync(v);
        Assert.Equal((0L, OrderStatus.Rated), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));

        await CorrectAsync(v, 60);

        Assert.Equal((10L, OrderStatus.Rewarded), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));
        Assert.Equal(2, (await v.App.ToldAsync(v.Volunteer)).Count(text => text == "“{0}”奖励您{1}积分，感谢您的付出。"));
    }

    /// <summary>Once the desk rewarded no hours with no points, and when the hours came back nobody could give any more.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task While_the_hours_are_gone_nobody_rewards_them_with_nothing(string database)
    {
        var v = await PraisedAsync(database, minutes: 90);
        Assert.Equal(15, await PointsAsync(v.App, v.Volunteer));
        await CorrectAsync(v, 0);
        Assert.Equal((0L, OrderStatus.Rated), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));

        await RefusedAsync(v);

        await CorrectAsync(v, 60);
        Assert.Equal((10L, OrderStatus.Rewarded), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_visit_that_came_to_no_minute_bears_no_reward_until_it_is_corrected(string database)
    {
        var v = await PraisedAsync(database, minutes: 0);

        await RefusedAsync(v);

        v.App.Clock.Advance(TimeSpan.FromMinutes(60));
        await CorrectAsync(v, 60);
        Assert.Equal((10L, OrderStatus.Rewarded), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));
    }

    /// <summary>The desk is told why, and is not offered what is refused.</summary>
    private static async Task RefusedAsync(Visit v)
    {
        const string why = "这一单现在没有记下够奖励的时长。时长更正以后再奖励。";
        using var desk = await v.Village.Staff.TryStepAsync(v.Order, "reward");
        Assert.Equal((HttpStatusCode.Conflict, why), (desk.StatusCode, (await desk.ProblemAsync()).GetProperty("title").GetString()));
        var page = await (await v.App.BrowserOfAsync(v.Village.StaffId)).GetPageAsync($"/console/orders/{v.Order}", Ct);
        Assert.Contains(why, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("input[value='Reward']"));
        Assert.Equal((0L, OrderStatus.Rated), (await PointsAsync(v.App, v.Volunteer), await v.Village.StatusAsync(v.Order)));
    }

    private sealed record Visit(TestApp App, Village Village, Guid Volunteer, HttpClient Program, Guid Order, HttpClient Referee);

    /// <summary>A visit that the resident confirmed and praised.</summary>
    private Task<Visit> PraisedAsync(string database, int minutes) => RatedAsync(database, minutes, "yes", stars: 5);

    private async Task<Visit> RatedAsync(string database, int minutes, string solved, int stars)
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
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = true, solved, stars });
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

    /// <summary>The volunteer says that it is wrong, the station what is right, and somebody outside decides.</summary>
    private static async Task CorrectAsync(Visit v, int minutes)
    {
        var hours = $"/api/v1/hours/{v.Order}";
        var record = await RecordAsync(v.App, v.Order);
        await v.Village.SignInAsync();
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await v.App.ProgramOfAsync(v.Volunteer), $"{hours}/records/{record.Id}/corrections", new { reason = "不对" }));
        Guid correction;
        using (var scope = v.App.Scope())
        {
            correction = await scope.Db.Set<Correction>().Where(c => c.SourceId == v.Order && c.State == CorrectionState.Asked).Select(c => c.Id).SingleAsync(Ct);
        }

        var adds = minutes > record.Counts;
        Assert.True(!adds || await v.Village.Staff.BringPictureAsync(v.Order, record.Id) == HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(v.Village.Staff, $"{hours}/corrections/{correction}/proposal", new { minutes, answer = "查过了" }));
        if (adds)
        {
            await v.App.AgreeAsync(v.Order, correction);
        }

        var outside = await v.App.ProgramOfAsync(await v.App.PersonWithAsync(Role.Coordinator, TestPeople.County)); // Whoever decided before has a hand in it.
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(outside, $"{hours}/corrections/{correction}/decision", new { approved = true, decision = "属实" }));
        if (adds)
        {
            await v.App.PublishAsync();
            await v.Village.SignInAsync();
        }
    }
}
