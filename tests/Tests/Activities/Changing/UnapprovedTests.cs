using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Finding.Calendar;
using Weiguang.Activities.Serving;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Changing;

/// <summary>While a change waits for a yes, or did not get it, everybody else sees what was approved; whoever has a seat keeps it.</summary>
public class UnapprovedTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string Bad = "到冰面上凿冰";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_public_sees_what_was_approved_while_a_change_waits_and_after_it_was_refused(string database)
    {
        var app = await apps.On(database);
        var (id, leader, program, volunteer) = await ChangedAsync(app);
        await AssertApprovedIsShownAsync(app, id, leader, volunteer);

        await (await (await app.StaffAsync()).StepAsync(id, "reject", "冰面上不行")).JsonAsync();
        await AssertApprovedIsShownAsync(app, id, leader, volunteer);

        var plan = await (await app.BrowserOfAsync(leader)).GetPageAsync($"/console/activities/{id}/plan", Ct);
        var both = plan.QuerySelector("[data-unapproved]")!.TextContent;
        Assert.Contains(Bad, both, StringComparison.Ordinal);
        Assert.Contains("给独居老人", both, StringComparison.Ordinal);
        Assert.NotNull(plan.QuerySelector("#withdraw"));
        Assert.Contains("withdraw", (await (await program.GetAsync($"/api/v1/activities/{id}/organised", Ct)).JsonAsync()).GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Sign_up_says_that_it_waits_for_the_review(string database)
    {
        var app = await apps.On(database);
        var (id, _, _, _) = await ChangedAsync(app);
        var shift = (await app.ActivityOfAsync(id)).Shifts.MinBy(s => s.StartsAt)!;
        var other = await app.ProgramOfAsync(await app.VolunteerAsync());

        using var refused = await other.PostAsJsonAsync($"/api/v1/activities/{id}/signups", new { shiftId = shift.Id }, Ct);
        var said = await refused.JsonAsync(HttpStatusCode.Conflict);

        Assert.EndsWith("signup-under-review", said.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains("审核完再来报", said.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_change_taken_back_puts_out_what_was_approved_and_seats_stay(string database)
    {
        var app = await apps.On(database);
        foreach (var refuse in new[] { false, true })
        {
            var (id, _, program, volunteer) = await ChangedAsync(app);
            if (refuse)
            {
                await (await (await app.StaffAsync()).StepAsync(id, "reject", "冰面上不行")).JsonAsync();
            }

            Assert.Equal("published", (await (await program.StepAsync(id, "withdraw")).JsonAsync()).GetProperty("status").GetString());
            Assert.Equal("published", (await (await program.StepAsync(id, "withdraw")).JsonAsync()).GetProperty("status").GetString()); // Pressed twice.
            var activity = await app.ActivityOfAsync(id);
            Assert.Equal(("给独居老人**扫雪**。", Risk.Raised, "村委会门口", "路滑，穿防滑鞋。"), (activity.Description, activity.Risk, activity.Place, activity.RiskNotice));
            Assert.Equal([("扫雪", 2)], activity.Shifts.Where(s => s.CancelledAt is null).Select(s => (activity.Posts.Single(p => p.Id == s.PostId).Name, s.Capacity)));
            using var scope = app.Scope();
            Assert.Equal(SignupStatus.Accepted, await scope.Db.Set<Signup>().Where(s => s.ActivityId == id && s.VolunteerId == volunteer).Select(s => s.Status).SingleAsync(Ct));
            await SignUpAsync(app, id, activity.Shifts.First(s => s.CancelledAt is null).Id, await app.VolunteerAsync());
        }
    }

    /// <summary>There is no approved version to go back to, and who only reviews does not take back for others.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Only_its_organiser_takes_back_and_only_what_was_out(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var fresh = await program.AddAsync(Draft(team));
        Assert.Equal(HttpStatusCode.Conflict, (await program.StepAsync(fresh, "withdraw")).StatusCode);

        var (id, _, _, _) = await ChangedAsync(app);
        Assert.Equal(HttpStatusCode.Conflict, (await (await app.StaffAsync()).StepAsync(id, "withdraw")).StatusCode);
        Assert.Equal(ActivityStatus.PendingReview, (await app.ActivityOfAsync(id)).Status);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Another_place_is_told_when_somebody_said_yes_to_it(string database)
    {
        await using var app = await TestApp.StartAsync(database); // Its own: the words are approved here, and others look for them in lists.
        var (id, _, _, volunteer) = await ChangedAsync(app);
        Assert.DoesNotContain(await app.ToldAsync(volunteer), m => m.Contains("换了集合地点", StringComparison.Ordinal));

        await (await (await app.StaffAsync()).StepAsync(id, "approve")).JsonAsync();

        Assert.Contains(await app.ToldAsync(volunteer), m => m.Contains("换了集合地点", StringComparison.Ordinal));
        Assert.Contains(Bad, (await app.Browser().GetPageAsync($"/activities/{id}", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>What came of it is written down as it was approved, also while the change waits still.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_record_says_what_was_approved(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (id, _, _, volunteer) = await ChangedAsync(app);
        var shift = (await app.ActivityOfAsync(id)).Shifts.MinBy(s => s.StartsAt)!;
        app.Clock.Set(new(shift.EndsAt.AddMinutes(40), TimeSpan.Zero));
        using (var scope = app.Scope())
        {
            scope.Db.Add(new Stay
            {
                SourceId = id, EngagementId = shift.Id, VolunteerId = volunteer, DivisionCode = TestPeople.Village, InAt = shift.StartsAt, InProof = Presences.Both,
                OutAt = shift.EndsAt, OutProof = Presences.Both, SeenAt = shift.EndsAt,
            });
            await scope.Db.SaveChangesAsync(Ct);
            await Presences.WalkAsync(app);
        }

        using var after = app.Scope();
        var record = await after.Db.Set<ServiceRecord>().SingleAsync(r => r.SourceId == id && r.VolunteerId == volunteer, Ct);
        Assert.Equal(("周五扫雪", "扫雪"), (record.Title, record.Content));
        var page = await (await app.BrowserOfAsync(volunteer)).GetPageAsync($"/hours/{id}/records/{record.Id}", Ct);
        Assert.DoesNotContain(Bad, page.Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Approved with raised risk, somebody has a seat, and then text, place, posts and shifts are changed.</summary>
    private static async Task<(Guid Id, Guid Leader, HttpClient Program, Guid Volunteer)> ChangedAsync(TestApp app)
    {
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("risk", "raised"), ("riskNotice", "路滑，穿防滑鞋。")));
        await (await program.StepAsync(id, "submit")).JsonAsync();
        await (await (await app.StaffAsync()).StepAsync(id, "approve")).JsonAsync();
        var volunteer = await app.VolunteerAsync();
        var shift = (await app.ActivityOfAsync(id)).Shifts.Single();
        await SignUpAsync(app, id, shift.Id, volunteer);

        var draft = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await program.ReadAsync(id)))!.AsObject();
        (draft["title"], draft["description"], draft["place"], draft["riskNotice"]) = ($"{Bad}一", $"{Bad}二。", $"{Bad}三", $"{Bad}四。");
        (draft["cancelHours"], draft["lat"], draft["category"]) = (240, 45.4, "0006");
        (draft["posts"]![0]!["name"], draft["posts"]![0]!["duties"]) = ($"{Bad}七", $"{Bad}五");
        draft["posts"]!.AsArray().Add(JsonNode.Parse($$"""{"name":"{{Bad}}六","shifts":[{"startsAt":"2026-09-05T14:00:00+08:00","endsAt":"2026-09-05T16:00:00+08:00","capacity":3}]}"""));
        Assert.Equal("pending-review", (await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync()).GetProperty("status").GetString());
        return (id, leader, program, volunteer);
    }

    private static async Task SignUpAsync(TestApp app, Guid id, Guid shift, Guid volunteer)
    {
        var program = await app.ProgramOfAsync(volunteer);
        using var agreed = await program.PostAsync($"/api/v1/activities/{id}/agreement", null, Ct);
        using var came = await program.PostAsJsonAsync($"/api/v1/activities/{id}/signups", new { shiftId = shift }, Ct);
        Assert.True(came.IsSuccessStatusCode, await came.Content.ReadAsStringAsync(Ct));
    }

    private static async Task AssertApprovedIsShownAsync(TestApp app, Guid id, Guid lead, Guid volunteer)
    {
        var (browser, mine, leader) = (await app.BrowserOfAsync(volunteer), await app.ProgramOfAsync(volunteer), await app.BrowserOfAsync(lead));
        var page = await app.Browser().GetPageAsync($"/activities/{id}", Ct);
        Assert.NotNull(page.QuerySelector("[data-under-review]"));
        foreach (var (at, text) in new[]
        {
            ("page", page.DocumentElement.TextContent), ("share", (await app.Browser().GetPageAsync($"/activities/{id}/share", Ct)).DocumentElement.OuterHtml), ("mine", (await browser.GetPageAsync("/me/activities", Ct)).Body!.TextContent),
            ("api", (await (await mine.GetAsync($"/api/v1/activities/{id}", Ct)).JsonAsync()).ToString()), ("signups", await mine.GetStringAsync("/api/v1/me/signups", Ct)),
            ("check-in", (await browser.GetPageAsync($"/activities/{id}/check-in", Ct)).Body!.TextContent), ("door", (await leader.GetPageAsync($"/console/activities/{id}/check-in", Ct)).Body!.TextContent),
            ("code", (await leader.GetPageAsync($"/console/activities/{id}/check-in/code", Ct)).Body!.TextContent), ("list", await mine.GetStringAsync("/api/v1/activities", Ct)), ("found", await mine.GetStringAsync("/api/v1/activities?q=周五扫雪&category=0001", Ct)),
            ("near", await mine.GetStringAsync("/api/v1/activities?near=45.3372,122.7851", Ct)), ("lists", (await app.Browser().GetPageAsync("/activities", Ct)).Body!.TextContent), ("calendar", await CalendarAsync(app, browser, volunteer)),
        })
        {
            Assert.False(text.Contains(Bad, StringComparison.Ordinal), at);
            Assert.True(text.Contains("周五扫雪", StringComparison.Ordinal), at);
        }

        foreach (var query in new[] { $"q={Uri.EscapeDataString(Bad)}", "category=0006", "open=true", "near=45.9,122.7851" })
        {
            Assert.DoesNotContain($"{id}", await mine.GetStringAsync($"/api/v1/activities?{query}", Ct), StringComparison.Ordinal); // Not by what is asked for, nor where seats are looked for.
        }

        var listed = (await (await mine.GetAsync("/api/v1/activities", Ct)).JsonAsync()).GetProperty("items").EnumerateArray().Single(a => a.GetProperty("id").GetGuid() == id);
        Assert.Equal(("under-review", 45.3372, 0), (listed.GetProperty("phase").GetString(), listed.GetProperty("lat").GetDouble(), listed.GetProperty("free").GetInt32()));
        Assert.Contains("扫雪", await mine.GetStringAsync("/api/v1/me/signups", Ct), StringComparison.Ordinal);
        using var scope = app.Scope();
        var engagement = (await scope.Get<ShiftEngagements>().OfAsync([id], null, Ct)).Single(e => e.Content == "扫雪");
        Assert.Equal(("周五扫雪", "0001", "村委会门口"), (engagement.Title, engagement.Category, engagement.Place));
    }

    private static async Task<string> CalendarAsync(TestApp app, HttpClient browser, Guid volunteer)
    {
        using var scope = app.Scope();
        scope.Get<Viewer>().Become(volunteer);
        await scope.Get<CalendarBook>().RenewAsync(Ct);
        return await browser.GetStringAsync($"/calendar/{await scope.Get<CalendarBook>().MineAsync(Ct)}.ics", Ct);
    }
}
