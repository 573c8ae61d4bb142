using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.People;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Recognition;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;
using static Weiguang.Tests.Security.Marks;

namespace Weiguang.Tests.Security;

/// <summary>Marked words go in wherever a person writes something; a copy of the whole database shows none of them.</summary>
public class LeakTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_copy_of_the_database_tells_nothing_that_people_wrote_about_an_order(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var asker = await app.PersonAsync(Marked(), phone: Phone);
        var (program, browser) = (await app.ProgramOfAsync(asker), await app.BrowserOfAsync(asker));
        var draft = Village.Draft(new { title = Marked(), notes = Marked(), address = Marked(), forSomeoneElse = true, contactName = Marked(), contactPhone = OtherPhone });
        using var placed = await program.SendAsync(new(HttpMethod.Post, "/api/v1/orders") { Content = JsonContent.Create(draft), Headers = { { "Idempotency-Key", "leak-1" } } }, Ct);
        var order = (await placed.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
        using var form = await browser.SubmitAsync(
            $"/orders/new?station={village.StationId}",
            new Dictionary<string, string> { ["Form.Title"] = Marked(), ["Form.Urgency"] = "Urgent", ["Form.Address"] = Marked(), ["Form.Notes"] = Marked() }, "main form[method=post]", Ct);
        Assert.NotNull(form.Headers.Location);

        var (one, two) = (await app.VolunteerAsync(Marked()), await app.VolunteerAsync(Marked()));
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { one, two }, reason = Marked() });
        await (await app.ProgramOfAsync(one)).StepAsync(order, "decline", new { reason = Marked() });
        var volunteer = await app.ProgramOfAsync(two);
        await volunteer.StepAsync(order, "accept");
        var (arrival, leaving) = await village.CodesAsync(order);
        await volunteer.StepAsync(order, "check-in", new { code = arrival });
        app.Clock.Advance(TimeSpan.FromMinutes(40));
        await volunteer.StepAsync(order, "check-out", new { code = leaving });
        await village.Staff.StepAsync(order, "complete", new { report = Marked() });
        await program.StepAsync(order, "rating", new { came = true, onTime = true, solved = "no", stars = 1, words = Marked() });
        var cancelled = Guid.Parse(form.Headers.Location.ToString().Split('/')[^1]);
        await program.StepAsync(cancelled, "cancel", new { reason = Marked() });
        var refused = await village.OrderAsync(new { title = Marked() });
        await village.Staff.StepAsync(refused, "reject", new { reason = Marked() });

        await HoldsNothingAsync(app, "orders_order.title");
        var list = await program.GetStringAsync("/api/v1/orders?mine=asked", Ct);
        Assert.Contains(Mark, JsonDocument.Parse(list).RootElement.ToString(), StringComparison.Ordinal); // It is still there for those who may read it.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_copy_of_the_database_tells_nothing_that_people_wrote_about_hours(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportFewAsync();
        var (team, leader) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var volunteer = await app.VolunteerAsync(Marked());
        await fair.ThereAsync(0, 100, who: volunteer);
        await fair.SettleAsync(200);
        var program = await app.ProgramOfAsync(volunteer);
        var record = (await fair.RecordAsync(volunteer)).Id;
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"engagements/{fair.Shift}/evaluation", new { stars = 5, words = Marked() }));
        Assert.Equal(204, await fair.PostAsync(program, $"records/{record}/corrections", new { reason = Marked() }));
        var correction = (await fair.GetAsync(program, $"records/{record}")).GetProperty("corrections")[0].GetProperty("id").GetGuid();
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 90, answer = Marked() }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = false, decision = Marked() }));
        await fair.Lead.PostAsJsonAsync($"/api/v1/activities/{fair.Activity}/invitations", new { named = new[] { "V000" }, teamId = team, words = Marked() }, Ct);

        var applicant = await app.VolunteerAsync(Marked());
        var (closed, closedLeader) = await app.TeamAsync(Weiguang.Teams.Domain.JoinMode.Approval, "要审的队");
        await (await app.ProgramOfAsync(applicant)).MustAsync($"/api/v1/teams/{closed}/join");
        await (await app.ProgramOfAsync(closedLeader)).MustAsync($"/api/v1/teams/{closed}/members/{applicant}/decline", new { reason = Marked() });

        var starred = await app.VolunteerAsync(Marked());
        var coordinator = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var star = await app.CertifiedAsync(starred, coordinator);
        await (await app.ProgramOfAsync(applicant)).MustAsync($"/api/v1/stars/{star}/objections", new { reason = Marked() });
        var kiosk = await fair.Lead.PostAsJsonAsync($"/api/v1/activities/{fair.Activity}/kiosks", new { name = Marked() }, Ct);
        Assert.True(kiosk.IsSuccessStatusCode);
        await app.EarnAsync(volunteer, 60, Marked());
        var paper = await program.PostAsJsonAsync("/api/v1/me/certificates", new { from = "2026-01-01", to = "2026-12-31" }, Ct);
        var number = (await paper.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("number").GetString();
        await program.MustAsync($"/api/v1/me/certificates/{number}/revoke", new { reason = Marked() });
        Assert.NotEqual(leader, closedLeader);

        await HoldsNothingAsync(app, "hours_correction.reason", "teams_member.reason", "ledger_entry.args");
    }
}
