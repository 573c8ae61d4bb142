using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Form;
using Weiguang.Kernel.Time;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Beginning;

/// <summary>An earlier activity, or what everybody holds, begins the next one; before people are touched it is said who they are.</summary>
public class HoldAgainTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string New = "/console/activities/new";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Everything_but_the_days_is_there_again(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("minAge", 18), ("ways", new[] { "card" }), ("guarantees", new[] { "05" }), ("opensAt", "2026-09-01T08:00:00+08:00"), ("posts", Posts(7))));
        var browser = await app.BrowserOfAsync(leader);
        Assert.NotNull((await browser.GetPageAsync($"/console/activities/{id}/plan", Ct)).QuerySelector($"a[href='{New}?from={id}']"));

        var copy = await SaveAsync(app, browser, $"{New}?from={id}", ("Form.Do", "publish"));

        var first = await app.ActivityOfAsync(id);
        Assert.Equal((first.Title, first.Place, first.Description, first.Lat, first.Ways, first.TeamId, ActivityStatus.Published), (copy.Title, copy.Place, copy.Description, copy.Lat, copy.Ways, copy.TeamId, copy.Status));
        Assert.Equal((18, 7, "扫雪", "05"), (copy.Conditions.MinAge, copy.Shifts.Single().Capacity, copy.Posts.Single().Name, copy.Guarantees.Single()));
        var (was, now) = (first.StartsAt.ToShanghai(), copy.StartsAt.ToShanghai());
        Assert.Equal((was.DayOfWeek, was.TimeOfDay), (now.DayOfWeek, now.TimeOfDay));
        Assert.True(now > was && now > app.Clock.Now().ToShanghai());
        Assert.True((copy.OpensAt - app.Clock.Now()).Duration() < TimeSpan.FromHours(1)); // From now on, not from another week's day.
        Assert.NotEqual(first.Shifts.Single().Id, copy.Shifts.Single().Id);
        Assert.Single((await app.ActivityOfAsync(id)).Shifts); // The first one is as it was.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_called_off_can_be_held_again(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        await (await program.StepAsync(id, "cancel", "下大雨")).JsonAsync();

        var copy = await SaveAsync(app, await app.BrowserOfAsync(leader), $"{New}?from={id}", ("Form.Do", "publish"));

        Assert.Equal((ActivityStatus.Published, 2), (copy.Status, copy.Shifts.Single().Capacity));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_others_hold_begins_nothing(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("title", "别队的秘密活动")));
        var (_, other, _) = await app.LeaderAsync();

        var page = await (await app.BrowserOfAsync(other)).GetPageAsync($"{New}?from={id}", Ct);

        Assert.Equal("", page.QuerySelector<IHtmlInputElement>("[name='Form.Title']")!.Value);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_model_can_be_saved_as_it_stands(string database)
    {
        var app = await apps.On(database);
        var (_, leader, _) = await app.LeaderAsync();
        var browser = await app.BrowserOfAsync(leader);
        foreach (var template in Template.All)
        {
            var activity = await SaveAsync(app, browser, $"{New}?like={template.Key}", ("Form.Place", "村委会门口"), ("Form.Do", "publish"));
            Assert.Equal((template.Title, template.Category, template.Posts.Sum(p => p.Seats)), (activity.Title, activity.Category, activity.Shifts.Sum(s => s.Capacity)));
            Assert.Equal(template.Risk == Risk.Low ? ActivityStatus.Published : ActivityStatus.PendingReview, activity.Status);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_leaves_fewer_seats_than_people_is_told_who_they_are_first(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("posts", Posts(3))));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        var shift = (await app.ActivityOfAsync(id)).Shifts.Single();
        foreach (var name in new[] { "何永贵", "赵春梅" })
        {
            using var came = await (await app.ProgramOfAsync(await app.VolunteerAsync(name))).PostAsJsonAsync($"/api/v1/activities/{id}/signups", new { shiftId = shift.Id }, Ct);
            Assert.True(came.IsSuccessStatusCode, $"{came.StatusCode}");
        }

        var browser = await app.BrowserOfAsync(leader);
        var edit = $"/console/activities/{id}/edit";
        using var enough = await browser.SubmitAsync(edit, Form(await browser.GetPageAsync(edit, Ct)), Fields(("Form.Posts[0].Cells[0].Seats", "2"), ("Form.Do", "save")), Ct);
        Assert.Equal(HttpStatusCode.Redirect, enough.StatusCode); // Nobody is concerned.

        using var cut = await browser.SubmitAsync(edit, Form(await browser.GetPageAsync(edit, Ct)), Fields(("Form.Posts[0].Cells[0].Seats", "1"), ("Form.Do", "save")), Ct);
        var question = await cut.ReadPageAsync(Ct);
        var said = question.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("名额改成 1 个", said, StringComparison.Ordinal);
        Assert.Contains("他们是：何永贵、赵春梅", said, StringComparison.Ordinal);
        Assert.Equal(2, (await app.ActivityOfAsync(id)).Shifts.Single().Capacity);

        using var done = await browser.SubmitAsync(edit, Form(question), Fields(("Form.Do", "save")), Ct);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var kept = (await app.ActivityOfAsync(id)).Shifts.Single();
        Assert.Equal((1, 2), (kept.Capacity, kept.Taken)); // Nobody was thrown out.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Called_off_the_list_stays_and_its_people_can_be_rung_up(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("posts", Posts(3))));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        var shift = (await app.ActivityOfAsync(id)).Shifts.Single();
        var (comes, left) = (await app.VolunteerAsync("何永贵"), await app.VolunteerAsync("赵春梅"));
        foreach (var person in new[] { comes, left })
        {
            using var came = await (await app.ProgramOfAsync(person)).PostAsJsonAsync($"/api/v1/activities/{id}/signups", new { shiftId = shift.Id }, Ct);
            Assert.True(came.IsSuccessStatusCode, $"{came.StatusCode}");
        }

        using var removed = await program.PostAsJsonAsync($"/api/v1/activities/{id}/signups/{shift.Id}/{left}/remove", new { reason = "年纪太小" }, Ct);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var browser = await app.BrowserOfAsync(leader);
        Assert.Contains("已有 1 人报名", (await browser.GetPageAsync($"/console/activities/{id}/plan", Ct)).QuerySelector("form#cancel")!.TextContent, StringComparison.Ordinal);
        await (await program.StepAsync(id, "cancel", "下大雨")).JsonAsync();

        var list = await browser.GetPageAsync($"/console/activities/{id}", Ct);
        Assert.Contains("取消时在名单上", list.QuerySelector("section[id^='s-'] tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("何永贵", list.QuerySelector("section[id^='s-'] tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("何永贵", (await browser.GetPageAsync($"/console/activities/{id}/print", Ct)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync($"/api/v1/activities/{id}/signups/{shift.Id}/{comes}/phone", null, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsync($"/api/v1/activities/{id}/signups/{shift.Id}/{left}/phone", null, Ct)).StatusCode); // Was sent away before.
    }

    private static async Task<Activity> SaveAsync(TestApp app, HttpClient browser, string address, params (string, string)[] typed)
    {
        using var answer = await browser.SubmitAsync(address, Form(await browser.GetPageAsync(address, Ct)), Fields(typed), Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? (await answer.ReadPageAsync(Ct)).QuerySelector("[role=alert]")?.TextContent : $"{answer.StatusCode}");
        return await app.ActivityOfAsync(Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^2]));
    }

    private static IHtmlFormElement Form(IHtmlDocument page) => (IHtmlFormElement)page.QuerySelector("#activity")!;

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => f.Value);
}
