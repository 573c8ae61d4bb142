using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Changing;

/// <summary>What has passed already and is not changed is no mistake of whoever changes something else.</summary>
public class UnchangedTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_out_may_be_sent_back_as_it_was_read_at_any_time(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, _) = await app.LeaderAsync();
        var id = await (await app.ProgramOfAsync(leader)).AddAsync(Draft(team));
        await (await (await app.ProgramOfAsync(leader)).StepAsync(id, "publish")).JsonAsync();

        foreach (var later in new[] { new DateTime(2026, 9, 4, 6, 30, 0, DateTimeKind.Utc), new DateTime(2026, 9, 4, 8, 0, 1, DateTimeKind.Utc) })
        {
            app.Clock.Advance(later - app.Clock.GetUtcNow().UtcDateTime);
            var program = await app.ProgramOfAsync(leader);
            var draft = await program.ReadAsync(id);
            await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync();
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_word_is_changed_while_it_runs_and_sign_up_is_not_closed_in_the_past(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        app.Clock.Advance(new DateTime(2026, 9, 4, 6, 30, 0, DateTimeKind.Utc) - app.Clock.GetUtcNow().UtcDateTime);

        var (browser, edit) = (await app.BrowserOfAsync(leader), $"/console/activities/{id}/edit");
        var form = (IHtmlFormElement)(await browser.GetPageAsync(edit, Ct)).QuerySelector("#activity")!;
        using var saved = await browser.SubmitAsync(edit, form, new Dictionary<string, string> { ["Form.Description"] = "给独居老人扫雪，带手套。", ["Form.Do"] = "save" }, Ct);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("给独居老人扫雪，带手套。", (await app.ActivityOfAsync(id)).Description);

        program = await app.ProgramOfAsync(leader);
        var draft = await program.ReadAsync(id);
        draft["closesAt"] = "2026-09-04T13:30:00+08:00";
        var errors = (await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal("报名截止时间已经过去了", errors.GetProperty("closesAt")[0].GetString());
    }

    /// <summary>By the page, by the API of everybody, and by that of its organiser.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Posts_are_shown_as_written_also_after_they_were_put_in_another_order(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _, program) = await app.LeaderAsync();
        string[] names = ["铲雪", "烧水", "按门铃", "扫院子", "搬煤", "贴福字"];
        var id = await program.AddAsync(Draft(team, ("posts", names.Select(n => Posts(2, name: n)[0]).ToArray())));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        await AssertOrderAsync(app, program, id, names);

        var draft = JsonNode.Parse(JsonSerializer.Serialize(await program.ReadAsync(id)))!.AsObject();
        draft["posts"] = new JsonArray([.. draft["posts"]!.AsArray().Reverse().Select(p => p!.DeepClone())]);
        await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync();
        await AssertOrderAsync(app, program, id, [.. names.Reverse()]);
    }

    /// <summary>Without a position nobody is asked for one: position is no way of checking in then.</summary>
    [Fact]
    public async Task Whoever_says_no_ways_and_no_position_publishes_at_once()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("ways", null), ("lat", null), ("lon", null)));

        await (await program.StepAsync(id, "publish")).JsonAsync();
        Assert.False((await app.ActivityOfAsync(id)).Ways.HasFlag(Weiguang.Activities.Domain.CheckInWays.Position));
    }

    [Fact]
    public async Task What_was_refused_is_not_offered_in_the_same_answer()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("risk", "raised"), ("riskNotice", "路滑。")));
        Assert.Equal(["submit", "change", "cancel"], await AllowedAsync(program, id, "publish"));
        await (await program.StepAsync(id, "submit")).JsonAsync();
        await (await (await app.StaffAsync()).StepAsync(id, "approve")).JsonAsync();
        Assert.Equal(["change", "pause", "cancel"], await AllowedAsync(program, id, "submit"));
    }

    private static async Task<string[]> AllowedAsync(HttpClient program, Guid id, string step) =>
        [.. (await (await program.StepAsync(id, step)).JsonAsync(HttpStatusCode.Conflict)).GetProperty("allowed").EnumerateArray().Select(a => a.GetString()!)];

    private static async Task AssertOrderAsync(TestApp app, HttpClient program, Guid id, string[] names)
    {
        var page = await (await app.BrowserOfAsync(await app.VolunteerAsync())).GetPageAsync($"/activities/{id}", Ct); // Whoever is not signed in may see a copy some seconds old.
        var text = page.QuerySelector("#shifts")!.TextContent;
        Assert.Equal(names, names.OrderBy(n => text.IndexOf(n, StringComparison.Ordinal)));
        var shown = await (await program.GetAsync($"/api/v1/activities/{id}", Ct)).JsonAsync();
        Assert.Equal(names, shown.GetProperty("shifts").EnumerateArray().Select(s => s.GetProperty("post").GetString()));
        var organised = await (await program.GetAsync($"/api/v1/activities/{id}/organised", Ct)).JsonAsync();
        Assert.Equal(names, organised.GetProperty("draft").GetProperty("posts").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
    }
}
