using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Telling;

/// <summary>Whoever runs an activity tells those on its list something, and sees whom it reached; nobody else does either.</summary>
public class BroadcastTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Everybody_on_the_list_reads_it_and_the_sender_sees_who_did(string database)
    {
        var app = await apps.On(database);
        var (id, leader, people) = await WithPeopleAsync(app, "何永贵", "赵春梅");
        var browser = await app.BrowserOfAsync(leader);
        var page = $"/console/activities/{id}/broadcast";
        Assert.NotNull((await browser.GetPageAsync($"/console/activities/{id}", Ct)).QuerySelector($"a[href='{page}']"));

        using var sent = await browser.SubmitAsync(page, new Dictionary<string, string> { ["Form.Words"] = "集合改到村委会后院，带手套。" }, "form#broadcast", Ct);
        Assert.Equal("发给了 2 个人。", Html.Flash(sent));

        var reader = await app.ProgramOfAsync(people[0]);
        var mine = (await (await reader.GetAsync("/api/v1/me/messages", Ct)).JsonAsync()).GetProperty("items").EnumerateArray().First();
        Assert.Equal("“周五扫雪”的组织者孙桂兰说：集合改到村委会后院，带手套。", mine.GetProperty("text").GetString());
        using var read = await reader.PostAsync("/api/v1/me/messages/read", null, Ct);

        var shown = (await browser.GetPageAsync(page, Ct)).QuerySelector("main section.card")!;
        Assert.Contains("送到 2 人，1 人看过", shown.TextContent, StringComparison.Ordinal);
        Assert.Contains("还没看", shown.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("赵春梅", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("199", shown.TextContent, StringComparison.Ordinal); // No phones.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_message_goes_to_one_shift_and_two_stay_two(string database)
    {
        var app = await apps.On(database);
        var (id, leader, _) = await WithPeopleAsync(app, "何永贵");
        var program = await app.ProgramOfAsync(leader);
        var shift = (await app.ActivityOfAsync(id)).Shifts.Single().Id;

        Assert.Equal(1, (await SendAsync(program, id, "一号通知", shift)).GetProperty("people").GetInt32());
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(program, id, "二号通知");
        using var nobody = await program.PostAsJsonAsync($"/api/v1/activities/{id}/broadcasts", new { words = "三号通知", shiftId = Guid.NewGuid() }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, nobody.StatusCode);

        var all = (await (await program.GetAsync($"/api/v1/activities/{id}/broadcasts", Ct)).JsonAsync()).GetProperty("items").EnumerateArray().Select(b => b.GetProperty("words").GetString());
        Assert.Equal(["二号通知", "一号通知"], all);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Called_off_they_can_still_be_told_and_who_left_is_not(string database)
    {
        var app = await apps.On(database);
        var (id, leader, people) = await WithPeopleAsync(app, "何永贵", "赵春梅");
        var shift = (await app.ActivityOfAsync(id)).Shifts.Single().Id;
        using var left = await (await app.ProgramOfAsync(people[1])).DeleteAsync($"/api/v1/activities/{id}/signups/{shift}", Ct);
        Assert.True(left.IsSuccessStatusCode, $"{left.StatusCode}");
        var program = await app.ProgramOfAsync(leader);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await (await program.StepAsync(id, "cancel", "下大雨")).JsonAsync();

        Assert.Equal(1, (await SendAsync(program, id, "改到下周五，还来吗？")).GetProperty("people").GetInt32());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_else_tells_them_anything_or_sees_what_was_told(string database)
    {
        var app = await apps.On(database);
        var (id, leader, people) = await WithPeopleAsync(app, "何永贵");
        await SendAsync(await app.ProgramOfAsync(leader), id, "集合改到后院");
        var (_, other, _) = await app.LeaderAsync();
        foreach (var stranger in new[] { people[0], other })
        {
            var program = await app.ProgramOfAsync(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/api/v1/activities/{id}/broadcasts", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsJsonAsync($"/api/v1/activities/{id}/broadcasts", new { words = "买药送鸡蛋" }, Ct)).StatusCode);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_sent_what_to_how_many_is_written_down_for_whoever_answers_for_it(string database)
    {
        var app = await apps.On(database);
        var (id, leader, people) = await WithPeopleAsync(app, "何永贵", "赵春梅");
        await SendAsync(await app.ProgramOfAsync(leader), id, "集合改到后院");
        using var left = await (await app.ProgramOfAsync(people[1])).DeleteAsync($"/api/v1/activities/{id}/signups/{(await app.ActivityOfAsync(id)).Shifts.Single().Id}", Ct);

        var trace = (await (await app.BrowserOfAsync(leader)).GetPageAsync($"/console/activities/{id}/broadcast", Ct)).QuerySelector("main section.card")!.TextContent;
        Assert.Contains("孙桂兰", trace, StringComparison.Ordinal);
        Assert.Contains("送到 2 人", trace, StringComparison.Ordinal); // Also when one of them has left since.

        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Station, TestPeople.Village));
        var row = (await staff.GetPageAsync("/console/broadcasts?q=周五扫雪", Ct)).QuerySelector("main tbody tr")!.TextContent;
        Assert.Contains("孙桂兰", row, StringComparison.Ordinal);
        Assert.Contains("集合改到后院", row, StringComparison.Ordinal);
        var elsewhere = await app.BrowserOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Station, 220802001001));
        Assert.DoesNotContain("集合改到后院", (await elsewhere.GetPageAsync("/console/broadcasts", Ct)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.BrowserOfAsync(leader)).GetAsync("/console/broadcasts", Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_writes_to_an_old_list(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (id, leader, _) = await WithPeopleAsync(app, "何永贵");
        app.Clock.Advance(TimeSpan.FromDays(30));
        await SendAsync(await app.ProgramOfAsync(leader), id, "照片在站里，来拿"); // It is over since less than thirty days.
        app.Clock.Advance(TimeSpan.FromDays(5));

        using var late = await (await app.ProgramOfAsync(leader)).PostAsJsonAsync($"/api/v1/activities/{id}/broadcasts", new { words = "买药送鸡蛋" }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var page = await (await app.BrowserOfAsync(leader)).GetPageAsync($"/console/activities/{id}/broadcast", Ct);
        Assert.NotNull(page.QuerySelector("[data-over]"));
        Assert.Null(page.QuerySelector("form#broadcast"));
        Assert.Contains("照片在站里", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_flooded()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, ("Pace:Factor", "1")); // As it is in earnest.
        var (id, leader, _) = await WithPeopleAsync(app, "何永贵");
        var program = await app.ProgramOfAsync(leader);
        for (var i = 0; i < 10; i++)
        {
            await SendAsync(program, id, $"第 {i} 条");
        }

        using var more = await program.PostAsJsonAsync($"/api/v1/activities/{id}/broadcasts", new { words = "再来一条" }, Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
    }

    private static async Task<System.Text.Json.JsonElement> SendAsync(HttpClient program, Guid id, string words, Guid? shift = null) =>
        await (await program.PostAsJsonAsync($"/api/v1/activities/{id}/broadcasts", new { words, shiftId = shift }, Ct)).JsonAsync();

    private static async Task<(Guid Id, Guid Leader, List<Guid> People)> WithPeopleAsync(TestApp app, params string[] names)
    {
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("posts", Posts(9))));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        var shift = (await app.ActivityOfAsync(id)).Shifts.Single().Id;
        var people = new List<Guid>();
        foreach (var name in names)
        {
            people.Add(await app.VolunteerAsync(name));
            using var came = await (await app.ProgramOfAsync(people[^1])).PostAsJsonAsync($"/api/v1/activities/{id}/signups", new { shiftId = shift }, Ct);
            Assert.True(came.IsSuccessStatusCode, $"{came.StatusCode}");
        }

        return (id, leader, people);
    }
}
