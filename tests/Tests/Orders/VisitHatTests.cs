using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Hours.Domain;
using Weiguang.People;
using static Weiguang.Tests.Orders.VisitFacts;

namespace Weiguang.Tests.Orders;

/// <summary>Who ordered for somebody while they held an office was not served, whichever hat they wear when they speak.</summary>
public class VisitHatTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly object Praise = new { came = true, onTime = true, solved = "yes", stars = 5 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_clerk_with_the_hat_off_confirms_by_name_and_does_not_outvote_anybody(string database)
    {
        var v = await ServedAsync(database, village => village.StaffId);
        var bare = await v.App.ProgramOfAsync(v.AskerId, Role.Resident);
        await bare.StepAsync(v.Order, "complete");

        Assert.Equal(v.AskerId, (await ConfirmedAsync(v)).ActorId);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(v.Colleague, $"/api/v1/hours/{v.Order}/engagements/{v.Order}/evaluation", new { stars = 2, words = "来晚了" }));
        await bare.StepAsync(v.Order, "rating", Praise);
        var record = await RecordAsync(v.App, v.Order);
        Assert.Equal(((int?)2, "来晚了"), (record.Stars, record.Words));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_clerk_whose_office_was_taken_since_speaks_by_name(string database)
    {
        var v = await ServedAsync(database, village => village.StaffId);
        using (var scope = v.App.Scope())
        {
            Assert.Equal(GrantAnswer.Done, (await scope.Get<RoleBook>().RevokeAsync(v.AskerId, Role.Station, TestPeople.Village, null, Ct)).Answer);
        }

        var bare = await v.App.ProgramOfAsync(v.AskerId);
        await bare.StepAsync(v.Order, "complete");
        await bare.StepAsync(v.Order, "rating", Praise);

        Assert.Equal((v.AskerId, (Guid?)v.AskerId), ((await ConfirmedAsync(v)).ActorId, (await RecordAsync(v.App, v.Order)).EvaluatedBy));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_daughter_speaks_for_her_mother(string database)
    {
        var v = await ServedAsync(database, village => village.ResidentId);
        var daughter = await v.App.ProgramOfAsync(v.AskerId);
        await daughter.StepAsync(v.Order, "complete");
        await daughter.StepAsync(v.Order, "rating", Praise);

        Assert.Equal((Guid.Empty, (Guid?)Guid.Empty), ((await ConfirmedAsync(v)).ActorId, (await RecordAsync(v.App, v.Order)).EvaluatedBy));
    }

    /// <summary>Once a clerk's own five stars gave the points at once, also where stations may give none any more.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Praise_of_a_clerk_who_was_not_served_waits_for_somebody_else_to_reward(string database)
    {
        var v = await ServedAsync(database, village => village.StaffId);
        await (await v.App.ProgramOfAsync(v.AskerId, Role.Resident)).StepAsync(v.Order, "complete");
        await StandsAsync(v.App, v.Order);
        await (await v.App.ProgramOfAsync(v.AskerId, Role.Resident)).StepAsync(v.Order, "rating", Praise);

        Assert.Equal(0, await PointsAsync(v.App, v.Volunteer));
        using var own = await (await v.App.ProgramOfAsync(v.AskerId)).TryStepAsync(v.Order, "reward");
        Assert.Equal((HttpStatusCode.Conflict, "这一单是您自己点的，奖励由站里别的人来给。"), (own.StatusCode, (await own.ProblemAsync()).GetProperty("title").GetString()));
        await v.Colleague.StepAsync(v.Order, "reward");
        Assert.Equal(5, await PointsAsync(v.App, v.Volunteer));
    }

    /// <summary>Their word is no second one, so the page does not promise that the hours are entered with it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_ticked_the_volunteer_in_and_out_reads_that_somebody_else_has_to_say_so(string database)
    {
        var v = await ServedAsync(database, village => village.StaffId, ticksOwn: true);
        var bare = await v.App.BrowserOfAsync(v.AskerId, Role.Resident);
        var page = (await bare.GetPageAsync($"/orders/{v.Order}", Ct)).Body!.TextContent;

        Assert.DoesNotContain("志愿者的时长就记上了", page, StringComparison.Ordinal);
        Assert.Contains("时长还要另一个人说一声属实", page, StringComparison.Ordinal);
        await (await v.App.ProgramOfAsync(v.AskerId, Role.Resident)).StepAsync(v.Order, "complete");
        var record = await RecordAsync(v.App, v.Order);
        Assert.Equal(RecordState.Unconfirmed, record.State);
        var hours = (await (await v.App.BrowserOfAsync(v.Volunteer)).GetPageAsync($"/hours/{v.Order}/records/{record.Id}", Ct)).Body!.TextContent;
        Assert.DoesNotContain("两个人作证", hours, StringComparison.Ordinal); // One, until the second has spoken.
        Assert.Contains("只有一个人作证", hours, StringComparison.Ordinal);
    }

    private sealed record Visit(TestApp App, Guid Order, Guid AskerId, Guid Volunteer, HttpClient Colleague);

    /// <summary>Ordered for 张大娘; that somebody came and left only their own phone says.</summary>
    /// <param name="ticksOwn">They were ticked in and out by the one who ordered, instead.</param>
    private async Task<Visit> ServedAsync(string database, Func<Village, Guid> asker, bool ticksOwn = false)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        using var placed = await (await app.ProgramOfAsync(asker(village))).PostAsJsonAsync("/api/v1/orders", Village.Draft(new { forSomeoneElse = true, contactName = "张大娘", contactPhone = "13900000000" }), Ct);
        var order = (await placed.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
        var colleague = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));
        await colleague.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        await (await app.ProgramOfAsync(volunteer)).StepAsync(order, "accept");
        var here = new { lat = Village.Lat, lon = Village.Lon, accuracy = 20 };
        var comes = await app.ProgramOfAsync(ticksOwn ? asker(village) : volunteer);
        await comes.StepAsync(order, "check-in", here);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await comes.StepAsync(order, "check-out", new { lat = Village.Lat, lon = Village.Lon + 0.0003, accuracy = 25 }); // Twice on the very pin would be held.
        return new(app, order, asker(village), volunteer, colleague);
    }

    private static async Task<RecordEvent> ConfirmedAsync(Visit v)
    {
        await StandsAsync(v.App, v.Order);
        using var scope = v.App.Scope();
        return await scope.Db.Set<RecordEvent>().SingleAsync(e => e.SourceId == v.Order && e.Action == RecordAction.Confirm, Ct);
    }
}
