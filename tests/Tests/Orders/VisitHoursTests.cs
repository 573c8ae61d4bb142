using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.Orders.Attending;
using Weiguang.People;
using static Weiguang.Tests.Orders.VisitFacts;
using Weiguang.Tests.Hours;

namespace Weiguang.Tests.Orders;

/// <summary>A visit is a service like every other: its minutes come by way of a record, and nobody makes them alone.</summary>
public class VisitHoursTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_the_resident_confirms_is_recorded_and_tells_nothing_that_they_wrote(string database)
    {
        var (app, village, volunteer, order) = await AcceptedAsync(database);
        var program = await app.ProgramOfAsync(volunteer);
        var (arrival, leaving) = await village.CodesAsync(order);
        await program.StepAsync(order, "check-in", new { code = arrival, lat = Village.Lat, lon = Village.Lon, accuracy = 20 });
        app.Clock.Advance(TimeSpan.FromMinutes(50));
        await program.StepAsync(order, "check-out", new { code = leaving });

        await village.Resident.StepAsync(order, "complete");
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = true, solved = "yes", stars = 4, words = "手脚麻利" });

        Assert.Equal((RecordState.Posted, 50, EvidenceGrade.B, 4), await StandsAsync(app, order));
        Assert.Equal(50, await BalanceAsync(app, volunteer));
        var record = await RecordAsync(app, order);
        Assert.DoesNotContain("灯不亮", $"{record.Title}{record.Content}{record.Place}", StringComparison.Ordinal);
        Assert.DoesNotContain("东头第三家", $"{record.Title}{record.Content}{record.Place}", StringComparison.Ordinal);
        Assert.Equal(("那金村文明实践站", ""), (record.Organiser, record.Words));
        Assert.DoesNotContain("王秀英", await program.GetStringAsync($"/api/v1/hours/{order}/records/{record.Id}", Ct), StringComparison.Ordinal); // More people see a record than may know whom it was done for.
        using var scope = app.Scope();
        Assert.Equal([ProofEnd.In, ProofEnd.Out], await scope.Db.Set<Proof>().Where(p => p.SourceId == order).OrderBy(p => p.At).Select(p => p.End).ToListAsync(Ct));
        Assert.Null((await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference);
    }

    /// <summary>Until now one clerk could check somebody in, out and off: a minute of the ledger for nothing.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_clerk_alone_makes_no_minute(string database)
    {
        var (app, village, volunteer, order) = await AcceptedAsync(database);
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await village.Staff.StepAsync(order, "check-out");
        await village.Staff.StepAsync(order, "complete");

        Assert.Equal((RecordState.Unconfirmed, 30, EvidenceGrade.C, null), await StandsAsync(app, order));
        Assert.Equal(0, await BalanceAsync(app, volunteer));
        var path = $"/api/v1/hours/{order}/records/{(await RecordAsync(app, order)).Id}/confirm";
        Assert.Equal(HttpStatusCode.Forbidden, (await village.Staff.PostAsJsonAsync(path, new { }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await village.Resident.PostAsJsonAsync(path, new { }, Ct)).StatusCode); // They speak by confirming the order.

        Assert.Equal(HttpStatusCode.NoContent, (await (await app.ProgramOfAsync(volunteer)).PostAsJsonAsync(path, new { }, Ct)).StatusCode);
        Assert.Equal((RecordState.Posted, 30, EvidenceGrade.C, null), await StandsAsync(app, order));
        Assert.Equal(30, await BalanceAsync(app, volunteer));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_clock_is_no_second_word_and_gives_no_points(string database)
    {
        var (app, village, volunteer, order) = await AcceptedAsync(database);
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(64));
        await village.Staff.StepAsync(order, "check-out");
        app.Clock.Advance(TimeSpan.FromDays(4));
        await app.Services.GetRequiredService<Weiguang.Orders.Clocks.OrderPatrol>().WalkAsync(Ct);
        await village.SignInAsync();
        var resident = await app.ProgramOfAsync(village.ResidentId);
        var rated = await resident.StepAsync(order, "rating", new { came = true, onTime = true, solved = "yes", stars = 5, words = "好" });

        Assert.Equal((RecordState.Unconfirmed, 64, EvidenceGrade.C, 5), await StandsAsync(app, order));
        Assert.Equal("rated", rated.GetProperty("status").GetString()); // It is rewarded when it is proven.
        Assert.Equal(0, await BalanceAsync(app, volunteer));
        using var scope = app.Scope();
        Assert.Equal(0, await scope.Get<LedgerBook>().BalanceAsync(volunteer, LedgerUnit.Points, Ct));
        Assert.NotNull(await scope.Db.Set<RecordClock>().SingleOrDefaultAsync(c => c.SourceId == order, Ct)); // Nobody forgets it.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_says_that_nobody_came_has_the_hours_looked_into(string database)
    {
        var (app, village, volunteer, order) = await AcceptedAsync(database);
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await village.Staff.StepAsync(order, "check-out");
        await village.Staff.StepAsync(order, "complete");
        await village.Resident.StepAsync(order, "rating", new { came = false, stars = 1, words = "等到天黑也没人" });

        var judge = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);
        var county = await app.ProgramOfAsync(judge);
        Guid doubt;
        using (var scope = app.Scope())
        {
            doubt = (await scope.Db.Set<Objection>().SingleAsync(o => o.SourceId == order, Ct)).Id;
        }

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(village.Staff, $"/api/v1/hours/{order}/objections/{doubt}/decision", new { upheld = false, decision = "来了" })); // It is their own word.
        var page = await (await app.BrowserOfAsync(judge)).GetPageAsync($"/console/hours/{order}/objections/{doubt}", Ct);
        Assert.Contains("等到天黑也没人", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"main a[href='/console/orders/{order}']"));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(county, $"/api/v1/hours/{order}/objections/{doubt}/decision", new { upheld = true, decision = "没有来" }));
        Assert.Equal(RecordState.Void, (await StandsAsync(app, order)).State);
        Assert.Equal(0, await BalanceAsync(app, volunteer));
    }

    /// <summary>The asker is not asked again: what they said while nothing counted stands when a correction brings minutes.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_the_asker_says_while_nothing_counts_stands_when_something_does(string database)
    {
        var (app, village, volunteer, order) = await AcceptedAsync(database);
        var program = await app.ProgramOfAsync(volunteer);
        var (arrival, leaving) = await village.CodesAsync(order);
        await program.StepAsync(order, "check-in", new { code = arrival });
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await program.StepAsync(order, "check-out", new { code = leaving });
        await village.Resident.StepAsync(order, "complete");
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = true, solved = "yes", stars = 5, words = "好" });
        Assert.Equal((RecordState.Void, 5), ((await StandsAsync(app, order)).State, (await StandsAsync(app, order)).Stars));
        app.Clock.Advance(TimeSpan.FromHours(2));
        await village.SignInAsync();
        program = await app.ProgramOfAsync(volunteer);
        var (hours, record) = ($"/api/v1/hours/{order}", (await RecordAsync(app, order)).Id);
        var county = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.County));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(program, $"{hours}/records/{record}/corrections", new { reason = "做了两个钟头" }));
        var correction = (await program.GetFromJsonAsync<JsonElement>($"{hours}/records/{record}", Ct)).GetProperty("corrections")[0].GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.NoContent, await village.Staff.BringPictureAsync(order, record));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(village.Staff, $"{hours}/corrections/{correction}/proposal", new { minutes = 120, answer = "对" }));
        await app.AgreeAsync(order, correction);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(county, $"{hours}/corrections/{correction}/decision", new { approved = true, decision = "打电话问过" }));
        Assert.Equal(RecordState.Publicity, (await StandsAsync(app, order)).State);
        await app.PublishAsync();

        Assert.Equal((RecordState.Posted, 120, EvidenceGrade.D, 5), await StandsAsync(app, order));
        using var scope = app.Scope();
        Assert.False(await scope.Db.Set<ServiceRecord>().AnyAsync(r => r.SourceId == order && r.Stars == null, Ct)); // Nothing is left to be done about it.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Time_that_was_not_agreed_counts_nothing(string database)
    {
        var (app, village, volunteer, order) = await AcceptedAsync(database);
        app.Clock.Advance(TimeSpan.FromDays(2)); // Long after the agreed time.
        await village.SignInAsync();
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(64));
        await village.Staff.StepAsync(order, "check-out");
        app.Clock.Advance(TimeSpan.FromDays(4));
        await app.Services.GetRequiredService<Weiguang.Orders.Clocks.OrderPatrol>().WalkAsync(Ct);

        Assert.Equal((RecordState.Void, 0, EvidenceGrade.C, null), await StandsAsync(app, order));
        Assert.Equal(0, await BalanceAsync(app, volunteer));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_visits_hours_are_corrected_doubted_and_looked_into_like_all_others(string database)
    {
        var (app, village, volunteer, order) = await AcceptedAsync(database);
        var program = await app.ProgramOfAsync(volunteer);
        var (arrival, leaving) = await village.CodesAsync(order);
        await program.StepAsync(order, "check-in", new { code = arrival });
        app.Clock.Advance(TimeSpan.FromMinutes(60));
        await program.StepAsync(order, "check-out", new { code = leaving });
        await village.Resident.StepAsync(order, "complete");
        Assert.Equal(RecordState.Posted, (await StandsAsync(app, order)).State);
        var (hours, record) = ($"/api/v1/hours/{order}", (await RecordAsync(app, order)).Id);
        var countyId = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);
        var county = await app.ProgramOfAsync(countyId);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(program, $"{hours}/records/{record}/corrections", new { reason = "早到了十分钟" }));
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var correction = (await program.GetFromJsonAsync<JsonElement>($"{hours}/records/{record}", Ct)).GetProperty("corrections")[0].GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.NoContent, await village.Staff.BringPictureAsync(order, record));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(village.Staff, $"{hours}/corrections/{correction}/proposal", new { minutes = 70, answer = "对" }));
        await app.AgreeAsync(order, correction);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(village.Staff, $"{hours}/corrections/{correction}/decision", new { approved = true, decision = "同意" })); // They sent the volunteer.
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(county, $"{hours}/corrections/{correction}/decision", new { approved = true, decision = "打电话问过" }));
        Assert.Equal((RecordState.Posted, 60), ((await StandsAsync(app, order)).State, (await StandsAsync(app, order)).Minutes)); // While it is shown.
        await app.PublishAsync();
        await village.SignInAsync();
        county = await app.ProgramOfAsync(countyId);
        Assert.Equal((RecordState.Posted, 70), ((await StandsAsync(app, order)).State, (await StandsAsync(app, order)).Minutes));
        Assert.Equal(70, await BalanceAsync(app, volunteer));

        Assert.Equal(1, (await village.Resident.GetFromJsonAsync<JsonElement>(hours, Ct)).GetProperty("items").GetArrayLength());
        var stranger = await app.BrowserOfAsync(await app.PersonAsync()); // They see that somebody has hours, and neither the order nor what it was.
        Assert.Equal((HttpStatusCode.NotFound, true), ((await stranger.GetAsync($"/orders/{order}", Ct)).StatusCode, (await stranger.GetPageAsync($"/hours/{order}", Ct)).QuerySelector("[data-closed]") is not null));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(village.Resident, $"{hours}/records/{record}/objections", new { reason = "没待那么久" }));
        using (var scope = app.Scope())
        {
            var decision = $"{hours}/objections/{(await scope.Db.Set<Objection>().SingleAsync(o => o.SourceId == order, Ct)).Id}/decision";
            Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(county, decision, new { upheld = true, decision = "查实了" })); // The minutes are their own decision.
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.County)), decision, new { upheld = true, decision = "查实了" }));
        }

        Assert.Equal(RecordState.Void, (await StandsAsync(app, order)).State);
        Assert.Equal(0, await BalanceAsync(app, volunteer));
        using var end = app.Scope();
        Assert.Null((await end.Get<LedgerBook>().VerifyAsync(Ct)).Difference);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_visits_too_far_apart_open_one_case_that_takes_the_hours_back(string database)
    {
        var (app, village, volunteer, order) = await AcceptedAsync(database);
        await ServeAsync(app, village, volunteer, order, Village.Lat);
        var far = await village.OrderAsync(new { lat = Village.Lat + 1 });
        await village.Staff.StepAsync(far, "dispatch", new { volunteerIds = new[] { volunteer } });
        await (await app.ProgramOfAsync(volunteer)).StepAsync(far, "accept");
        await ServeAsync(app, village, volunteer, far, Village.Lat + 1);
        using (var scope = app.Scope())
        {
            await scope.Get<AnomalySweep>().RunAsync(Ct);
        }

        Guid found;
        using (var scope = app.Scope())
        {
            var travel = await scope.Db.Set<AnomalyCase>().SingleAsync(c => c.SourceId == far && c.Kind == AnomalyKind.Travel, Ct);
            Assert.Equal([volunteer], travel.VolunteerIds);
            found = travel.Id;
        }

        var county = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.County));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(county, $"/api/v1/hours/{far}/anomalies/{found}/uphold", new { words = "人没去" }));
        Assert.Equal((RecordState.Posted, RecordState.Void), ((await StandsAsync(app, order)).State, (await StandsAsync(app, far)).State));
        Assert.Equal(20, await BalanceAsync(app, volunteer));
    }

    /// <summary>Whatever module makes minutes: they come by way of a record, or `verify` says so.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Minutes_that_go_round_the_records_are_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync();
        using var scope = app.Scope();
        await scope.Get<LedgerBook>().PostAsync(
            [new(LedgerUnit.Minutes, OrderEngagements.Source, Guid.CreateVersion7(), LedgerAccountKey.Issuer(TestPeople.Village), LedgerAccountKey.Person(volunteer), 60, app.Clock.GetUtcNow().UtcDateTime, Narratives.OrderService) { Args = ["x"], Evidence = EvidenceGrade.A }], Ct);
        await scope.Db.SaveChangesAsync(Ct);

        Assert.NotNull((await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference);
    }

    private static async Task ServeAsync(TestApp app, Village village, Guid volunteer, Guid order, double lat)
    {
        var program = await app.ProgramOfAsync(volunteer);
        await program.StepAsync(order, "check-in", new { lat, lon = Village.Lon, accuracy = 20 });
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await program.StepAsync(order, "check-out", new { lat, lon = Village.Lon + 0.0003, accuracy = 25 }); // Twice on the very pin would be held.
        await village.Resident.StepAsync(order, "complete");
        await StandsAsync(app, order);
    }

    private async Task<(TestApp App, Village Village, Guid Volunteer, Guid Order)> AcceptedAsync(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        return (app, village, volunteer, await village.AcceptedAsync(volunteer, await app.ProgramOfAsync(volunteer)));
    }
}
