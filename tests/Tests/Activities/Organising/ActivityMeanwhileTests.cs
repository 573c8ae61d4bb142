using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.People;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

/// <summary>Nobody writes over what they have not seen: what happened meanwhile, and by whom, is told, and nothing typed is lost.</summary>
public class ActivityMeanwhileTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_change_with_an_ETag_that_is_no_longer_true_is_refused_and_says_who_was_faster(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        using var read = await program.GetAsync($"/api/v1/activities/{id}/organised", Ct);
        var tag = read.Headers.ETag!.Tag;
        var draft = await program.ReadAsync(id);

        using var saved = await PutAsync(program, id, draft, "先改的", tag);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.NotEqual(tag, saved.Headers.ETag!.Tag);
        using var late = await PutAsync(program, id, draft, "后改的", tag);
        var problem = await late.JsonAsync(HttpStatusCode.Conflict);

        Assert.EndsWith("activity-moved", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(("draft", "change", "孙桂兰"), (problem.GetProperty("state").GetString(), problem.GetProperty("meanwhile").GetProperty("what").GetString(), problem.GetProperty("meanwhile").GetProperty("by").GetString()));
        Assert.Equal(saved.Headers.ETag!.Tag, $"\"{problem.GetProperty("version").GetInt32()}\"");
        Assert.Equal("先改的", (await app.ActivityOfAsync(id)).Title);
        using var nonsense = await PutAsync(program, id, draft, "后改的", "\"abc\"");
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        using var again = await PutAsync(program, id, draft, "后改的", saved.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_form_that_comes_late_keeps_what_was_typed_shows_what_changed_and_saves_when_pressed_again(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var deputy = await app.VolunteerAsync("副队长老周");
        await app.GrantAsync(deputy, Role.TeamLeader, TestPeople.Village, team);
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        var (first, second) = (await app.BrowserOfAsync(deputy), await app.BrowserOfAsync(leader));
        var edit = $"/console/activities/{id}/edit";
        var open = (IHtmlFormElement)(await second.GetPageAsync(edit, Ct)).QuerySelector("#activity")!;

        using var faster = await first.SubmitAsync(edit, Fields(("Form.Title", "周五扫雪和送煤"), ("Form.Do", "save")), "#activity", Ct);
        Assert.Equal(HttpStatusCode.Redirect, faster.StatusCode);
        using var late = await second.SubmitAsync(edit, open, Fields(("Form.Place", "学校门口"), ("Form.Do", "save")), Ct);
        var page = await late.ReadPageAsync(Ct);

        var told = page.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("副队长老周改过这个活动", told, StringComparison.Ordinal);
        Assert.Contains("您写的都还在", told, StringComparison.Ordinal);
        Assert.Contains("周五扫雪和送煤", page.QuerySelector("main table ins")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("学校门口", ((IHtmlInputElement)page.QuerySelector("[name='Form.Place']")!).Value);
        Assert.Equal("村委会门口", (await app.ActivityOfAsync(id)).Place);

        using var again = await second.SubmitAsync(edit, (IHtmlFormElement)page.QuerySelector("#activity")!, Fields(("Form.Do", "save")), Ct);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(("周五扫雪", "学校门口"), ((await app.ActivityOfAsync(id)).Title, (await app.ActivityOfAsync(id)).Place));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_step_on_an_activity_that_moved_says_what_happened_and_pressing_twice_is_done(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        await (await program.StepAsync(id, "publish")).JsonAsync(); // Without a version as well.
        var browser = await app.BrowserOfAsync(leader);
        var plan = $"/console/activities/{id}/plan";
        var (pause, cancel) = await FormsAsync(browser, plan, "#pause", "#cancel");

        using var paused = await browser.SubmitAsync(plan, pause, Fields(("Step", "Pause")), Ct);
        using var twice = await browser.SubmitAsync(plan, pause, Fields(("Step", "Pause")), Ct);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (paused.StatusCode, twice.StatusCode));
        Assert.Equal(2, (await app.ActivityOfAsync(id)).StoryLength);
        using var late = await browser.SubmitAsync(plan, cancel, Fields(("Reason", "来的人太少")), Ct);
        var page = await late.ReadPageAsync(Ct);

        Assert.Contains("您已经暂停了报名", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("来的人太少", ((IHtmlTextAreaElement)page.QuerySelector("#Cancel-Reason")!).Value);
        Assert.Equal(ActivityStatus.Paused, (await app.ActivityOfAsync(id)).Status);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_cancellation_for_another_reason_is_no_double_tap_and_everybody_reads_the_one_that_stands(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        var browser = await app.BrowserOfAsync(leader);
        var plan = $"/console/activities/{id}/plan";
        var cancel = (IHtmlFormElement)(await browser.GetPageAsync(plan, Ct)).QuerySelector("#cancel")!;

        using var first = await browser.SubmitAsync(plan, cancel, Fields(("Reason", "下大雪")), Ct);
        using var other = await browser.SubmitAsync(plan, cancel, Fields(("Reason", "来的人太少")), Ct);
        using var again = await browser.SubmitAsync(plan, cancel, Fields(("Reason", " 下大雪 ")), Ct);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, again.StatusCode));
        var told = (await other.ReadPageAsync(Ct)).QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("您已经取消了活动", told, StringComparison.Ordinal);
        Assert.Contains("来的人太少", told, StringComparison.Ordinal);
        Assert.Equal("下大雪", Assert.Single((await app.ActivityOfAsync(id)).Story, e => e.Action == ActivityAction.Cancel).Reason);
        using var visitor = app.Browser();
        Assert.Contains("活动取消了：下大雪", (await visitor.GetPageAsync($"/activities/{id}", Ct)).QuerySelector("[data-called-off]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Another_evaluation_is_no_double_tap(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        app.Clock.Advance(TimeSpan.FromDays(4));
        await app.WalkAsync();
        var browser = await app.BrowserOfAsync(leader);
        var plan = $"/console/activities/{id}/plan";
        var form = (IHtmlFormElement)(await browser.GetPageAsync(plan, Ct)).QuerySelector("#evaluation")!;

        using var first = await browser.SubmitAsync(plan, form, Fields(("Form.Stars", "4"), ("Form.Words", "大家都很好")), Ct);
        using var words = await browser.SubmitAsync(plan, form, Fields(("Form.Stars", "4"), ("Form.Words", "人少")), Ct);
        using var stars = await browser.SubmitAsync(plan, form, Fields(("Form.Stars", "2"), ("Form.Words", "大家都很好")), Ct);
        using var again = await browser.SubmitAsync(plan, form, Fields(("Form.Stars", "4"), ("Form.Words", "大家都很好")), Ct);

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Redirect], new[] { first, words, stars, again }.Select(a => a.StatusCode));
        var told = await words.ReadPageAsync(Ct);
        Assert.Contains("您已经把活动评估归档", told.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("人少", told.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("大家都很好", told.QuerySelector("[aria-labelledby=evaluated]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Somebody_who_has_a_seat_by_now_is_not_struck_off_as_one_who_waits(string database)
    {
        var app = await apps.On(database);
        var lead = await app.VolunteerAsync("赵队长");
        var (activity, shifts) = await app.ActivityAsync(lead: lead, begins: TimeSpan.FromDays(3), capacities: 1);
        var (first, second) = (await app.VolunteerAsync("钱大妈"), await app.VolunteerAsync("孙师傅"));
        await (await app.ProgramOfAsync(first)).SignUpAsync(activity, shifts[0]);
        await (await app.ProgramOfAsync(second)).SignUpAsync(activity, shifts[0]);
        var browser = await app.BrowserOfAsync(lead);
        var list = $"/console/activities/{activity}";
        var strike = (IHtmlFormElement)(await browser.GetPageAsync(list, Ct)).QuerySelectorAll("[data-rows] tr")[1].QuerySelector("form[data-step=Remove]")!;

        using var left = await (await app.ProgramOfAsync(first)).DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}", Ct);
        using var late = await browser.SubmitAsync(list, strike, Fields(("Form.Reason", "候补太多了")), Ct);

        Assert.Contains("系统办过了，孙师傅现在是“等本人确认”", (await browser.GetPageAsync(list, Ct)).QuerySelector(".flash")!.TextContent, StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.Equal(SignupStatus.Offered, (await scope.Db.Set<Signup>().SingleAsync(s => s.ActivityId == activity && s.VolunteerId == second, Ct)).Status);
    }

    private static async Task<(IHtmlFormElement, IHtmlFormElement)> FormsAsync(HttpClient browser, string url, string one, string other)
    {
        var page = await browser.GetPageAsync(url, Ct);
        return ((IHtmlFormElement)page.QuerySelector(one)!, (IHtmlFormElement)page.QuerySelector(other)!);
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient program, Guid id, Dictionary<string, object?> draft, string title, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/activities/{id}") { Content = JsonContent.Create(new Dictionary<string, object?>(draft) { ["title"] = title }) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await program.SendAsync(request, Ct);
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => f.Value);
}
