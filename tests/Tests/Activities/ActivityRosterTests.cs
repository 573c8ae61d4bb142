using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Security;
using Weiguang.Messages.Domain;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Activities;

public class ActivityRosterTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_organiser_sees_the_list_calls_people_and_takes_somebody_off_with_a_reason(string database)
    {
        var app = await apps.On(database);
        var lead = await app.VolunteerAsync("赵队长");
        var (activity, shifts) = await app.ActivityAsync(lead: lead, capacities: 1);
        var (first, second) = (await app.VolunteerAsync("钱大妈"), await app.VolunteerAsync("孙师傅"));
        await (await app.ProgramOfAsync(first)).SignUpAsync(activity, shifts[0]);
        await (await app.ProgramOfAsync(second)).SignUpAsync(activity, shifts[0]);
        var browser = await app.BrowserOfAsync(lead);

        var page = await browser.GetPageAsync($"/console/activities/{activity}");
        Assert.Equal(["钱大妈", "孙师傅"], page.QuerySelectorAll("[data-rows] th").Select(th => th.TextContent));
        Assert.Contains("候补第 1 位", page.QuerySelectorAll("[data-rows] tr")[1].TextContent);
        Assert.Contains("****", page.QuerySelector("[data-rows] tr")!.TextContent);
        using var called = await browser.SubmitAsync($"/console/activities/{activity}", new { }, "[data-rows] tr form[data-step=Call]");
        Assert.NotNull((await called.ReadPageAsync()).QuerySelector("a[href^='tel:199']"));
        using var silent = await browser.SubmitAsync($"/console/activities/{activity}", new { }, "[data-rows] tr form[data-step=Remove]");
        Assert.Contains("请写明原因", (await silent.ReadPageAsync()).QuerySelector(".error")!.TextContent);
        using var removed = await browser.SubmitAsync($"/console/activities/{activity}", Reason("报重了"), "[data-rows] tr form[data-step=Remove]");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Contains("孙师傅", (await browser.GetPageAsync($"/console/activities/{activity}/print")).Body!.TextContent);

        using var scope = app.Scope();
        Assert.Equal("activity.contact", (await scope.Db.Set<AccessEntry>().SingleAsync(e => e.SubjectId == first && e.ReaderId == lead)).Reason);
        Assert.Contains("报重了", (await scope.Db.Set<Message>().SingleAsync(m => m.PersonId == first)).ArgumentsJson);
        Assert.Equal(SignupStatus.Offered, (await scope.Db.Set<Signup>().SingleAsync(s => s.ActivityId == activity && s.VolunteerId == second)).Status);
        using var back = await (await app.ProgramOfAsync(first)).PostAsJsonAsync($"/api/v1/activities/{activity}/signups", new { shiftId = shifts[0] });
        Assert.Equal("taken-off", (await back.ProblemAsync()).GetProperty("answer").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_missed_shifts_waits_for_a_yes_or_no(string database)
    {
        var app = await apps.On(database);
        var lead = await app.VolunteerAsync();
        var organiser = await app.ProgramOfAsync(lead);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(6), lead: lead, capacities: 2);
        var people = new[] { await MissedTwiceAsync(app), await MissedTwiceAsync(app) };
        foreach (var id in people)
        {
            Assert.Equal("pending", (await (await app.ProgramOfAsync(id)).SignUpAsync(activity, shifts[0])).GetProperty("answer").GetString());
        }

        var roster = await organiser.GetFromJsonAsync<JsonElement>($"/api/v1/activities/{activity}/roster");
        Assert.Equal(2, roster.GetProperty("shifts")[0].GetProperty("people")[0].GetProperty("missed").GetInt32());
        var seats = $"/api/v1/activities/{activity}/signups/{shifts[0]}";
        using var approved = await organiser.PostAsJsonAsync($"{seats}/{people[0]}/approve", new { });
        using var unsaid = await organiser.PostAsJsonAsync($"{seats}/{people[1]}/refuse", new { });
        using var refused = await organiser.PostAsJsonAsync($"{seats}/{people[1]}/refuse", new { reason = "名额紧" });
        using var stranger = await (await app.ProgramOfAsync(await app.VolunteerAsync())).PostAsJsonAsync($"{seats}/{people[0]}/remove", new { reason = "闹着玩" });

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.NoContent, HttpStatusCode.NotFound], new[] { approved, unsaid, refused, stranger }.Select(a => a.StatusCode));
        using var scope = app.Scope();
        var statuses = await scope.Db.Set<Signup>().Where(s => s.ActivityId == activity).ToDictionaryAsync(s => s.VolunteerId, s => s.Status);
        Assert.Equal((SignupStatus.Accepted, SignupStatus.Removed), (statuses[people[0]], statuses[people[1]]));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_invited_alone_see_a_closed_activity_and_come_or_say_no(string database)
    {
        var app = await apps.On(database);
        var lead = await app.VolunteerAsync("赵队长");
        var (activity, shifts) = await app.ActivityAsync(a => a.Recruit = RecruitScope.Closed, lead: lead, capacities: 2);
        var phone = TestPeople.NewPhone();
        var (byPhone, outsider) = (await VolunteerAsync(app, phone), await app.VolunteerAsync());
        var organiser = await app.BrowserOfAsync(lead);

        using var sent = await organiser.SubmitAsync($"/console/activities/{activity}", Pairs(("Form.Named", $"{phone}\n13000000000\nV0000000"), ("Form.Words", "老地方见")), "form:has(textarea)");
        var said = await sent.ReadPageAsync();
        Assert.Contains("2 个手机号：是志愿者的，都会收到邀请；谁是谁不是，这里不说。有 1 个没找到，看看有没有写错：V0000000", said.QuerySelector(".error")!.TextContent); // Of phones nobody learns which.
        Assert.Equal(($"{phone}\n13000000000\nV0000000", "老地方见"), (said.QuerySelector("[name='Form.Named']")!.TextContent.ReplaceLineEndings("\n"), said.QuerySelector("[name='Form.Words']")!.GetAttribute("value")));
        using var hidden = await (await app.BrowserOfAsync(outsider)).GetAsync($"/activities/{activity}");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        var invited = await app.BrowserOfAsync(byPhone);
        Assert.Contains("老地方见", (await invited.GetPageAsync("/me/activities")).Body!.TextContent);
        Assert.Contains("老地方见", (await invited.GetPageAsync($"/activities/{activity}")).Body!.TextContent);
        await (await app.ProgramOfAsync(byPhone)).SignUpAsync(activity, shifts[0]);

        using var no = await (await app.ProgramOfAsync(byPhone)).PostAsync($"/api/v1/activities/{activity}/invitation/decline", null);
        Assert.Equal(HttpStatusCode.NoContent, no.StatusCode);
        using var scope = app.Scope();
        Assert.Contains("来不了", Assert.Single(await app.ToldAsync(lead)));
    }

    /// <summary>A retry of what was acknowledged asks nobody again who has said no meanwhile.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_group_sent_again_under_its_key_overrides_no_answer_of_a_member(string database)
    {
        var app = await apps.On(database);
        var (leader, unwilling) = (await app.VolunteerAsync("周队长"), await app.VolunteerAsync("郑二"));
        await app.BandAsync(leader, unwilling);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(5), capacities: 3);
        var (program, group) = (await app.ProgramOfAsync(leader), new { shiftId = shifts[0], members = new[] { unwilling } });
        program.DefaultRequestHeaders.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var held = await program.PostAsJsonAsync($"/api/v1/activities/{activity}/group", group);
        using var no = await (await app.ProgramOfAsync(unwilling)).PostAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/pass", null);
        Assert.Equal((HttpStatusCode.OK, true), (held.StatusCode, no.IsSuccessStatusCode));

        using var again = await program.PostAsJsonAsync($"/api/v1/activities/{activity}/group", group);

        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.DoesNotContain("郑二", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.Null((await scope.Db.Set<Signup>().SingleAsync(s => s.ShiftId == shifts[0] && s.VolunteerId == unwilling)).HoldUntil);
        Assert.Equal(0, (await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shifts[0])).Taken);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_leader_keeps_seats_for_members_and_each_decides_alone(string database)
    {
        var app = await apps.On(database);
        var (leader, willing, unwilling, silent) = (await app.VolunteerAsync("周队长"), await app.VolunteerAsync("吴一"), await app.VolunteerAsync("郑二"), await app.VolunteerAsync("王三"));
        await app.BandAsync(leader, willing, unwilling, silent);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(5), capacities: 3);
        var browser = await app.BrowserOfAsync(leader);

        using var kept = await browser.SubmitAsync(
            $"/activities/{activity}/group", Pairs(("Form.ShiftId", $"{shifts[0]}"), ("Form.Members", $"{willing}")), "main form");
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        using var answers = await (await app.ProgramOfAsync(leader)).PostAsJsonAsync($"/api/v1/activities/{activity}/group", new { shiftId = shifts[0], members = new[] { willing, unwilling, silent } });
        Assert.Equal(["already-in", "held", "held"], (await answers.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("reply").GetProperty("answer").GetString()!).Order());
        using var foreign = await (await app.ProgramOfAsync(leader)).PostAsJsonAsync($"/api/v1/activities/{activity}/group", new { shiftId = shifts[0], members = new[] { await app.VolunteerAsync() } });
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        using var yes = await (await app.ProgramOfAsync(willing)).PostAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/confirm", null);
        using var no = await (await app.ProgramOfAsync(unwilling)).PostAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/pass", null);
        using var scope = app.Scope();
        var signups = await scope.Db.Set<Signup>().Where(s => s.ActivityId == activity).ToDictionaryAsync(s => s.VolunteerId);
        Assert.Equal((SignupStatus.Accepted, SignupStatus.Passed, SignupStatus.Offered), (signups[willing].Status, signups[unwilling].Status, signups[silent].Status));
        Assert.Equal(app.Clock.GetUtcNow().UtcDateTime.AddHours(48), signups[silent].HoldUntil);
        Assert.Contains("替您报了", Assert.Single(await app.ToldAsync(silent)));
    }

    private static async Task<Guid> VolunteerAsync(TestApp app, string phone)
    {
        var id = await app.PersonAsync("冯四", phone: phone);
        using var scope = app.Scope();
        scope.Db.Add(Weiguang.People.Domain.Volunteer.Join(id, $"V{id:N}"[..18], TestPeople.Village, app.Clock.GetUtcNow().UtcDateTime));
        await scope.Db.SaveChangesAsync();
        return id;
    }

    private static async Task<Guid> MissedTwiceAsync(TestApp app)
    {
        var id = await app.VolunteerAsync();
        for (var i = 1; i <= 2; i++)
        {
            var (missed, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(-i));
            var start = app.Clock.GetUtcNow().UtcDateTime.AddDays(-i);
            using var scope = app.Scope();
            var signup = new Signup { ActivityId = missed, ShiftId = shifts[0], VolunteerId = id, StartsAt = start, EndsAt = start.AddHours(2), DivisionCode = TestPeople.Village };
            signup.Become(SignupStatus.NoShow, start);
            scope.Db.Add(signup);
            await scope.Db.SaveChangesAsync();
        }

        return id;
    }

    private static IEnumerable<KeyValuePair<string, string>> Reason(string reason) => Pairs(("Form.Reason", reason));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(params (string Name, string Value)[] fields) => fields.Select(f => KeyValuePair.Create(f.Name, f.Value));
}
