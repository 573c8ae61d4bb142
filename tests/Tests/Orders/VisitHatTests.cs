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

    private sealed record Visit(TestApp App, Guid Order, Guid AskerId, HttpClient Colleague);

    /// <summary>Ordered for 张大娘, and ticked in and out by a colleague.</summary>
    private async Task<Visit> ServedAsync(string database, Func<Village, Guid> asker)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        using var placed = await (await app.ProgramOfAsync(asker(village))).PostAsJsonAsync("/api/v1/orders", Village.Draft(new { forSomeoneElse = true, contactName = "张大娘", contactPhone = "13900000000" }), Ct);
        var order = (await placed.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
        var colleague = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));
        await colleague.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        await (await app.ProgramOfAsync(volunteer)).StepAsync(order, "accept");
        await colleague.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await colleague.StepAsync(order, "check-out");
        return new(app, order, asker(village), colleague);
    }

    private static async Task<RecordEvent> ConfirmedAsync(Visit v)
    {
        await StandsAsync(v.App, v.Order);
        using var scope = v.App.Scope();
        return await scope.Db.Set<RecordEvent>().SingleAsync(e => e.SourceId == v.Order && e.Action == RecordAction.Confirm, Ct);
    }
}
