using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Form;
using Weiguang.Activities.Page;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Tests.Regions;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

public class ActivityFormTests(SharedApps apps) : IClassFixture<SharedApps>
{
    /// <summary>Whatever saves is paced, however the button calls itself.</summary>
    [Theory]
    [InlineData("add-time", true), InlineData("drop-post-0", true), InlineData("organiser", true), InlineData("save", false), InlineData("publish", false), InlineData("save-x", false), InlineData("-", false), InlineData(null, false)]
    public void Only_a_button_for_rows_saves_nothing(string? pressed, bool isForRows) => Assert.Equal(isForRows, FormWriting.IsRowChange(new ActivityForm { Do = pressed }));

    private const string New = "/console/activities/new";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_leader_sets_up_posts_and_times_without_a_script(string database)
    {
        var app = await apps.On(database);
        var (_, leader, _) = await app.LeaderAsync();
        var browser = await app.BrowserOfAsync(leader);
        var page = await browser.GetPageAsync(New, Ct);
        page = await PressAsync(browser, page, "add-time", ("Form.Title", "周末义剪"), ("Form.Times[0].Day", "2026-09-05"), ("Form.Times[0].From", "09:00"), ("Form.Times[0].To", "11:00"));
        Assert.Equal("Form.Times[1].Day", page.QuerySelector("[autofocus]")?.GetAttribute("name")); // Where to go on writing.
        page = await PressAsync(browser, page, "add-post", ("Form.Posts[0].Name", "理发"), ("Form.Times[1].Day", "2026-09-05"), ("Form.Times[1].From", "22:00"), ("Form.Times[1].To", "01:00"), ("Form.Times[1].Break", "20"));
        Assert.Equal("Form.Posts[1].Name", page.QuerySelector("[autofocus]")?.GetAttribute("name"));
        page = await PressAsync(browser, page, "add-post", ("Form.Posts[1].Name", "引导"));
        page = await PressAsync(browser, page, "drop-post-2");
        Assert.Equal(("周末义剪", "理发", "22:00"), (Value(page, "Form.Title"), Value(page, "Form.Posts[0].Name"), Value(page, "Form.Times[1].From")));

        var answer = await browser.SubmitAsync(New, Form(page), Fields(
            ("Form.Category", "0001"), ("Form.Place", "村委会"), ("Form.Position", "45.335, 122.787"), ("Form.Description", "免费理发。"), ("Form.Posts[0].Cells[0].Seats", "3"), ("Form.Posts[0].Cells[1].Seats", ""),
            ("Form.Posts[1].Cells[0].Seats", "1"), ("Form.Posts[1].Cells[1].Seats", "2"), ("Form.Do", "publish")), Ct);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var activity = await app.ActivityOfAsync(Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^2]));
        Assert.Equal(ActivityStatus.Published, activity.Status);
        var shifts = activity.Shifts.Select(s => (Post: activity.Posts.Single(p => p.Id == s.PostId).Name, Start: s.StartsAt, Minutes: (s.EndsAt - s.StartsAt).TotalMinutes, s.BreakMinutes, s.Capacity)).Order().ToList();
        var (morning, night) = (new DateTime(2026, 9, 5, 1, 0, 0, DateTimeKind.Utc), new DateTime(2026, 9, 5, 14, 0, 0, DateTimeKind.Utc));
        Assert.Equal([("引导", morning, 120, 0, 1), ("引导", night, 180, 20, 2), ("理发", morning, 120, 0, 3)], shifts);
        Assert.Equal((45.335, 122.787), (activity.Lat, activity.Lon));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_takes_away_a_shift_with_people_in_it_is_asked_first(string database)
    {
        var app = await apps.On(database);
        var (_, leader, _) = await app.LeaderAsync();
        var browser = await app.BrowserOfAsync(leader);
        var page = await PressAsync(browser, await browser.GetPageAsync(New, Ct), "add-time", ("Form.Title", "周末义剪"), ("Form.Times[0].Day", "2026-09-05"), ("Form.Times[0].From", "09:00"), ("Form.Times[0].To", "11:00"));
        var made = await browser.SubmitAsync(New, Form(page), Fields(
            ("Form.Category", "0001"), ("Form.Place", "村委会"), ("Form.Position", "45.335, 122.787"), ("Form.Description", "免费理发。"), ("Form.Posts[0].Name", "理发"), ("Form.Posts[0].Cells[0].Seats", "3"),
            ("Form.Times[1].Day", "2026-09-05"), ("Form.Times[1].From", "14:00"), ("Form.Times[1].To", "16:00"), ("Form.Posts[0].Cells[1].Seats", "3"), ("Form.Do", "publish")), Ct);
        var id = Guid.Parse(made.Headers.Location!.OriginalString.Split('/')[^2]);
        var morning = (await app.ActivityOfAsync(id)).Shifts.MinBy(s => s.StartsAt)!;
        using var came = await (await app.ProgramOfAsync(await app.VolunteerAsync())).PostAsJsonAsync($"/api/v1/activities/{id}/signups", new { shiftId = morning.Id }, Ct);
        Assert.True(came.IsSuccessStatusCode, $"{came.StatusCode}");

        var edit = $"/console/activities/{id}/edit";
        using var asked = await browser.SubmitAsync(edit, Form(await browser.GetPageAsync(edit, Ct)), Fields(("Form.Posts[0].Cells[0].Seats", ""), ("Form.Do", "save")), Ct);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var question = await asked.ReadPageAsync(Ct);
        Assert.Contains("周六 9月5日 9:00–11:00 这一班已有 1 人报名", question.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await app.ActivityOfAsync(id)).Shifts.Single(s => s.Id == morning.Id).CancelledAt);

        // Where something else is wrong, that is said first; and another hour is asked about as well.
        using var wrong = await browser.SubmitAsync(edit, Form(question), Fields(("Form.Title", ""), ("Form.Do", "save")), Ct);
        Assert.DoesNotContain("这一班已有", (await wrong.ReadPageAsync(Ct)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using var moved = await browser.SubmitAsync(edit, Form(await browser.GetPageAsync(edit, Ct)), Fields(("Form.Times[0].From", "10:00"), ("Form.Do", "save")), Ct);
        Assert.Contains("周六 9月5日 9:00–11:00 这一班已有 1 人报名。这样保存就改到周六 9月5日 10:00–11:00", (await moved.ReadPageAsync(Ct)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        // Whoever signs up between the two presses does not make it be asked again.
        using var later = await (await app.ProgramOfAsync(await app.VolunteerAsync())).PostAsJsonAsync($"/api/v1/activities/{id}/signups", new { shiftId = morning.Id }, Ct);
        Assert.True(later.IsSuccessStatusCode, $"{later.StatusCode}");
        using var done = await browser.SubmitAsync(edit, Form(question), Fields(("Form.Do", "save")), Ct);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.NotNull((await app.ActivityOfAsync(id)).Shifts.Single(s => s.Id == morning.Id).CancelledAt);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_shift_written_twice_is_refused(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        var activity = await app.ActivityOfAsync(id);
        var body = await program.ReadAsync(id);
        var shift = activity.Shifts[0];
        object Cell(int hours) => new { id = shift.Id, startsAt = shift.StartsAt.AddHours(hours), endsAt = shift.EndsAt.AddHours(hours), capacity = 2 };
        body["posts"] = new[] { new { id = activity.Posts[0].Id, name = activity.Posts[0].Name, shifts = new[] { Cell(0), Cell(5) } } };

        var problem = await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", body, Ct)).JsonAsync(HttpStatusCode.BadRequest);

        Assert.Equal("有一个班次写了两遍，请刷新页面再改", problem.GetProperty("errors").GetProperty("posts")[0].GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(string database)
    {
        var app = await apps.On(database);
        var (_, leader, _) = await app.LeaderAsync();
        var browser = await app.BrowserOfAsync(leader);

        var page = await (await browser.SubmitAsync(New, Form(await browser.GetPageAsync(New, Ct)), Fields(
            ("Form.Title", "水库边清理"), ("Form.Category", "0006"), ("Form.Risk", "High"), ("Form.Place", ""), ("Form.Posts[0].Name", ""), ("Form.Times[0].Day", "下周五"), ("Form.Times[0].Break", "一会儿"), ("Form.Posts[0].Cells[0].Seats", "很多"),
            ("Form.MinAge", "十八"), ("Form.Position", "村口"), ("Form.Beneficiaries", "03"), ("Form.Do", "publish")), Ct)).ReadPageAsync(Ct);

        foreach (var field in new[] { "Times[0].Day", "Times[0].Break", "Posts[0].Name", "Posts[0].Cells[0].Seats", "MinAge", "Position", "Description", "Place", "RiskNotice", "Insurer", "PolicyNumber", "CoveredUntil" })
        {
            Assert.True(page.QuerySelector($"[name='Form.{field}'][aria-invalid=true]") is not null, field);
        }

        Assert.Equal(("下周五", "一会儿", "很多", "十八", "村口"), (Value(page, "Form.Times[0].Day"), Value(page, "Form.Times[0].Break"), Value(page, "Form.Posts[0].Cells[0].Seats"), Value(page, "Form.MinAge"), Value(page, "Form.Position")));
        Assert.True(((IHtmlInputElement)page.QuerySelector("[name='Form.Beneficiaries'][value='03']")!).IsChecked);
        Assert.True(((IHtmlInputElement)page.QuerySelector("[name='Form.Risk'][value='High']")!).IsChecked);
        Assert.All(page.QuerySelectorAll("[role=alert] a"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_station_organises_in_its_own_name_and_edits_what_it_wrote(string database)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        await app.StationAsync("那金村文明实践站", StationKind.Station, TestPeople.Village);
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));
        var page = await browser.GetPageAsync(New, Ct);
        var answer = await browser.SubmitAsync(New, Form(page), Fields(
            ("Form.Title", "志愿服务日"), ("Form.Category", "0001"), ("Form.Place", "实践站"), ("Form.Description", "打扫。"), ("Form.Position", "45.3, 122.7"), ("Form.Posts[0].Name", "打扫"), ("Form.Times[0].Day", "2026-09-04"),
            ("Form.Every", "weekly"), ("Form.Days", "FR"), ("Form.Do", "publish")), Ct);
        var id = Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^2]);
        var series = await app.SeriesOfAsync(id);
        Assert.Equal(("那金村文明实践站", null, 8), (series[0].Organiser, series[0].TeamId, series.Count(a => a.Status == ActivityStatus.Published)));

        var edit = $"/console/activities/{id}/edit";
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(edit, Form(await browser.GetPageAsync(edit, Ct)), Fields(("Form.Posts[0].Cells[0].Seats", "25"), ("Form.Following", "true"), ("Form.Do", "save")), Ct)).StatusCode);
        Assert.All(await app.SeriesOfAsync(id), a => Assert.Equal(25, a.Shifts.Single().Capacity));

        var next = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.NextCounty));
        foreach (var address in new[] { edit, $"/console/activities/{id}/plan", $"/console/activities/series/{series[0].SeriesId}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await next.GetAsync(address, Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task Whoever_leads_nothing_is_told_so()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var browser = await app.BrowserOfAsync(await app.PersonAsync());
        Assert.Contains("只有队长和站点工作人员", (await browser.GetPageAsync(New, Ct)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("还没有活动", (await browser.GetPageAsync("/console/activities", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("[点我](javascript:alert(1))", "href=\"javascript")]
    [InlineData("[点我](JaVaScRiPt:alert(1))", "cript:")]
    [InlineData("![图](https://x.example/a.png)", "<img")]
    [InlineData("<img src=x onerror=alert(1)>", "<img")]
    [InlineData("[点我](//evil.example)", "href=\"//")]
    [InlineData("<javascript:alert(1)>", "href=\"javascript")]
    [InlineData("[点我](data:text/html,x)", "href=\"data")]
    [InlineData("[a]\n\n[a]: javascript:alert(1)", "href=\"javascript")]
    public void Nothing_dangerous_comes_out_of_Markdown(string markdown, string never) =>
        Assert.DoesNotContain(never, Markdown.ToHtml(markdown), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Markdown_keeps_what_is_harmless() =>
        Assert.Equal("<h3>带什么</h3>\n<ul>\n<li><strong>手套</strong></li>\n<li><a href=\"/stations\" rel=\"nofollow noopener\">站点</a></li>\n</ul>\n", Markdown.ToHtml("# 带什么\n- **手套**\n- [站点](/stations)"));

    private static async Task<IHtmlDocument> PressAsync(HttpClient browser, IHtmlDocument page, string button, params (string, string)[] typed) =>
        await (await browser.SubmitAsync(New, Form(page), Fields([.. typed, ("Form.Do", button)]), Ct)).ReadPageAsync(Ct);

    private static IHtmlFormElement Form(IHtmlDocument page) => (IHtmlFormElement)page.QuerySelector("#activity")!;

    private static string? Value(IHtmlDocument page, string name) => page.QuerySelector<IHtmlInputElement>($"[name='{name}']")!.Value;

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => f.Value);
}
