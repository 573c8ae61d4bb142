using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Weiguang.People;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

/// <summary>Whatever its risk, an activity that asks to be trusted with much is looked at first, and again when it asks for much more.</summary>
public class ReviewScaleTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string Position = "position";

    [Theory]
    [InlineData("slackMinutes", 61, true)]
    [InlineData("slackMinutes", 60, false)]
    [InlineData("fenceMetres", 301, true)]
    [InlineData("fenceMetres", 300, false)]
    [InlineData("fenceMetres", 0, true)] // Positions would prove something everywhere.
    public async Task What_opens_its_door_wide_is_reviewed_first(string field, int value, bool reviewed)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, (field, value), ("ways", new[] { "rotating-code", Position })));

        await AssertReviewedAsync(app, program, id, reviewed);
    }

    /// <summary>A lesson is in one room, a river is long.</summary>
    [Theory]
    [InlineData("0003", 301, true)]
    [InlineData("0003", 300, false)]
    [InlineData("0006", 1001, true)]
    [InlineData("0006", 1000, false)]
    [InlineData("0099", 301, true)]
    public async Task A_fence_is_no_wider_than_its_kind_of_place_needs(string category, int metres, bool reviewed)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("category", category), ("fenceMetres", metres), ("ways", new[] { Position })));

        await AssertReviewedAsync(app, program, id, reviewed);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_keeps_the_fence_of_a_river_for_a_lesson(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("category", "0006"), ("fenceMetres", 1000), ("ways", new[] { Position })));
        await (await program.StepAsync(id, "publish")).JsonAsync();

        Assert.Equal("published", await ChangeAsync(program, id, d => d["category"] = "0011"));
        Assert.Equal("pending-review", await ChangeAsync(program, id, d => d["category"] = "0003"));
    }

    [Theory]
    [InlineData(1001, 120, true)]
    [InlineData(1000, 120, false)]
    [InlineData(2, 721, true)]
    [InlineData(2, 720, false)]
    public async Task What_is_large_is_reviewed_first(int seats, int minutes, bool reviewed)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        var from = DateTimeOffset.Parse("2026-09-04T06:00:00+08:00", CultureInfo.InvariantCulture);
        var id = await program.AddAsync(Draft(team, ("posts", Posts(seats, from.ToString("O"), from.AddMinutes(minutes).ToString("O")))));

        await AssertReviewedAsync(app, program, id, reviewed);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_team_is_let_in_elsewhere_by_those_who_are_there(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("divisionCode", TestPeople.NextCounty)));

        var refused = await (await program.StepAsync(id, "publish")).JsonAsync(HttpStatusCode.Conflict);
        Assert.EndsWith("activity-needs-review", refused.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains("当地", refused.GetProperty("title").GetString(), StringComparison.Ordinal);
        await (await program.StepAsync(id, "submit")).JsonAsync();

        Assert.NotEqual(HttpStatusCode.OK, (await (await app.StaffAsync()).StepAsync(id, "approve")).StatusCode); // At home nobody may.
        var there = await app.StaffAsync(Role.Station, TestPeople.NextCounty);
        Assert.Equal("published", (await (await there.StepAsync(id, "approve")).JsonAsync()).GetProperty("status").GetString());
    }

    /// <summary>The trick of the trial: approved small, then a hundred thousand seats of sixteen hours.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_published_small_does_not_grow_unseen(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await PublishedAsync(program, team);

        Assert.Equal("published", await ChangeAsync(program, id, d => Shift(d)["capacity"] = 20));
        Assert.Equal("pending-review", await ChangeAsync(program, id, d => (Shift(d)["capacity"], Shift(d)["endsAt"]) = (100_000, "2026-09-05T06:00:00+08:00")));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Many_small_steps_are_a_large_one(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await PublishedAsync(program, team);

        Assert.Equal("published", await ChangeAsync(program, id, d => Shift(d)["capacity"] = 20));
        Assert.Equal("pending-review", await ChangeAsync(program, id, d => Shift(d)["capacity"] = 30));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_sent_back_is_not_published_by_its_organiser(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await PublishedAsync(program, team);
        await ChangeAsync(program, id, d => Shift(d)["capacity"] = 200);
        await (await (await app.StaffAsync()).StepAsync(id, "reject", "太多了")).JsonAsync();

        Assert.EndsWith("activity-needs-review", (await (await program.StepAsync(id, "publish")).JsonAsync(HttpStatusCode.Conflict)).GetProperty("type").GetString(), StringComparison.Ordinal);
        var page = await (await app.BrowserOfAsync(leader)).GetPageAsync($"/console/activities/{id}/plan", Ct);
        Assert.Contains("被退回过", page.QuerySelector("[data-review]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#submit"));
        Assert.Null(page.QuerySelector("#publish"));
        Assert.Equal("pending-review", (await (await program.StepAsync(id, "submit")).JsonAsync()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(45.3400, 122.7851, false)] // Some hundred metres.
    [InlineData(45.3800, 122.7851, true)] // Some kilometres.
    public async Task A_place_far_away_is_looked_at_whatever_the_risk(double lat, double lon, bool again)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        var id = await PublishedAsync(program, team);

        Assert.Equal(again ? "pending-review" : "published", await ChangeAsync(program, id, d => (d["lat"], d["lon"]) = (lat, lon)));
    }

    /// <summary>Many small steps are a large one, and whoever takes the position away first has not come nearer.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_place_does_not_wander_away_in_steps(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await PublishedAsync(program, team);

        Assert.Equal("published", await ChangeAsync(program, id, d => d["lat"] = 45.3372 + 0.017));
        Assert.Equal("published", await ChangeAsync(program, id, d => d["description"] = "给独居老人扫雪，带铲子。"));
        Assert.Equal("pending-review", await ChangeAsync(program, id, d => d["lat"] = 45.3372 + 0.034));

        var other = await PublishedAsync(program, team);
        Assert.Equal("pending-review", await ChangeAsync(program, other, d => (d["lat"], d["lon"]) = (null, null)));
        Assert.Equal("pending-review", await ChangeAsync(program, other, d => (d["lat"], d["lon"]) = (45.9, 122.7851)));
    }

    /// <summary>Who signed up to shovel snow has not said yes to standing on a ladder.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_signed_up_is_not_sent_into_danger_unseen(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        foreach (var (change, reviewed) in new (Action<JsonObject> Change, bool Reviewed)[]
        {
            (d => d["description"] = "到屋顶上高空作业，清理积雪。", true),
            (d => d["title"] = "爬 梯 子，高处清雪", true),
            (d => d["title"] = "夜间扫雪", true),
            (d => d["category"] = "0012", true),
            (d => d["posts"]![0]!["duties"] = "站在冰面上凿冰", true),
            (d => d["description"] = "给独居老人扫雪，请带铲子。", false),
        })
        {
            var empty = await PublishedAsync(program, team);
            Assert.Equal("published", await ChangeAsync(program, empty, change)); // Nobody has said yes to anything: it is as if it were published so.

            var id = await PublishedAsync(program, team);
            await app.SignUpAsync(id);
            Assert.Equal(reviewed ? "pending-review" : "published", await ChangeAsync(program, id, change));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Danger_that_was_told_from_the_beginning_is_not_asked_about_again(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("description", "夜间巡逻。")));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        await app.SignUpAsync(id);

        Assert.Equal("published", await ChangeAsync(program, id, d => d["description"] = "夜间巡逻，请带手电。"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_done_at_a_post_of_some_risk_does_not_change_unseen(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("risk", "raised"), ("riskNotice", "路滑。")));
        await (await program.StepAsync(id, "submit")).JsonAsync();
        var staff = await app.StaffAsync();
        await (await staff.StepAsync(id, "approve")).JsonAsync();

        Assert.Equal("pending-review", await ChangeAsync(program, id, d => d["posts"]![0]!["duties"] = "推手推车"));
        var plan = await (await app.BrowserOfAsync((await app.ActivityOfAsync(id)).LeadId)).GetPageAsync($"/console/activities/{id}/plan", Ct);
        Assert.Contains("推手推车", plan.QuerySelector("[data-unapproved]")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task AssertReviewedAsync(TestApp app, HttpClient program, Guid id, bool reviewed)
    {
        using var answer = await program.StepAsync(id, "publish");

        Assert.Equal(reviewed ? HttpStatusCode.Conflict : HttpStatusCode.OK, answer.StatusCode);
        if (reviewed)
        {
            await (await program.StepAsync(id, "submit")).JsonAsync();
            Assert.Equal("published", (await (await (await app.StaffAsync()).StepAsync(id, "approve")).JsonAsync()).GetProperty("status").GetString());
        }
    }

    private static async Task<Guid> PublishedAsync(HttpClient program, Guid team)
    {
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        return id;
    }

    private static async Task<string?> ChangeAsync(HttpClient program, Guid id, Action<JsonObject> change)
    {
        var draft = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await program.ReadAsync(id)))!.AsObject();
        change(draft);
        return (await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync()).GetProperty("status").GetString();
    }

    private static JsonObject Shift(JsonObject draft) => draft["posts"]![0]!["shifts"]![0]!.AsObject();
}
