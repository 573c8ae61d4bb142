using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Activities;

/// <summary>A seat that was kept for somebody passes the same rules as one that is asked for.</summary>
public class ConfirmRuleTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_joined_an_excluding_project_by_then_is_passed_over_and_told_why(string database)
    {
        var app = await apps.On(database);
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (wanted, shifts) = await app.ActivityAsync(a => (a.ProjectId, a.ExclusiveWith) = (one, [other]), TimeSpan.FromDays(3), capacities: 1);
        var (instead, others) = await app.ActivityAsync(a => (a.Title, a.ProjectId, a.ExclusiveWith) = ("义诊", other, [one]), TimeSpan.FromDays(5), capacities: 5);
        var (first, torn, next) = (await PersonAsync(app), await PersonAsync(app), await PersonAsync(app));
        foreach (var person in (HttpClient[])[first.Http, torn.Http, next.Http])
        {
            await person.SignUpAsync(wanted, shifts[0]);
        }

        await torn.Http.SignUpAsync(instead, others[0]);
        using var left = await first.Http.DeleteAsync($"/api/v1/activities/{wanted}/signups/{shifts[0]}", Ct);

        Assert.Equal(("passed", "offered"), (await StatusAsync(torn.Http, wanted), await StatusAsync(next.Http, wanted)));
        Assert.Contains(await app.ToldAsync(torn.Id), m => m.Contains("这两个项目不能同时参加", StringComparison.Ordinal));
        var office = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));
        Assert.DoesNotContain("义诊", await office.GetStringAsync($"/api/v1/activities/{wanted}/roster", Ct), StringComparison.Ordinal); // Where they are is theirs to say.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_signs_up_others_hears_of_an_excluding_project_and_of_a_shift_nearby_nothing_more(string database)
    {
        var app = await apps.On(database);
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (wanted, shifts) = await app.ActivityAsync(a => (a.ProjectId, a.ExclusiveWith) = (one, [other]), TimeSpan.FromDays(3), capacities: 5);
        var (instead, others) = await app.ActivityAsync(a => (a.Title, a.ProjectId) = ("义诊", other), TimeSpan.FromDays(5), capacities: 5);
        var (nearby, before) = await app.ActivityAsync(a => a.Title = "包饺子", TimeSpan.FromDays(3) - TimeSpan.FromHours(2), capacities: 5);
        var (lead, torn, close) = (await app.VolunteerAsync("赵队长"), await PersonAsync(app), await PersonAsync(app));
        await torn.Http.SignUpAsync(instead, others[0]);
        await close.Http.SignUpAsync(nearby, before[0]);
        await app.BandAsync(lead, torn.Id, close.Id);

        using var answer = await (await app.ProgramOfAsync(lead)).PostAsJsonAsync($"/api/v1/activities/{wanted}/group", new { shiftId = shifts[0], members = new[] { torn.Id, close.Id } }, Ct);
        var said = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(["excluded", "held"], JsonSerializer.Deserialize<JsonElement>(said).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("reply").GetProperty("answer").GetString()).Order());
        Assert.Contains("参加了别的项目", said, StringComparison.Ordinal);
        foreach (var theirs in (string[])["义诊", "包饺子", $"{instead}", $"{nearby}"])
        {
            Assert.DoesNotContain(theirs, said, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_offer_cannot_be_confirmed_beside_an_excluding_project(string database)
    {
        var app = await apps.On(database);
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (wanted, shift, person) = await OfferedAsync(app, a => a.ProjectId = one);
        var (instead, others) = await app.ActivityAsync(a => (a.Title, a.ProjectId) = ("义诊", other), TimeSpan.FromDays(5), capacities: 5);
        await person.Http.SignUpAsync(instead, others[0]);
        await ChangeAsync(app, wanted, a => a.ExclusiveWith = [other]); // Declared while the seat was held.

        using var refused = await ConfirmAsync(person.Http, wanted, shift);
        var problem = await refused.ProblemAsync();
        Assert.Equal(("/problems/signup-excluded", "义诊"), (problem.GetProperty("type").GetString(), problem.GetProperty("other").GetProperty("title").GetString()));
        Assert.Equal("您已经参加了“义诊”，这两个项目不能同时参加。", problem.GetProperty("message").GetString());
        Assert.Equal("offered", await StatusAsync(person.Http, wanted));

        using var left = await person.Http.DeleteAsync($"/api/v1/activities/{instead}/signups/{others[0]}", Ct);
        using var confirmed = await ConfirmAsync(person.Http, wanted, shift);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Conditions_set_meanwhile_hold_for_the_offered_seat_too_and_once_met_it_is_theirs(string database)
    {
        var app = await apps.On(database);
        var (wanted, shift, person) = await OfferedAsync(app);
        await ChangeAsync(app, wanted, a => a.Conditions = new Conditions(Categories: ["0006"]));

        using var refused = await ConfirmAsync(person.Http, wanted, shift);
        var problem = await refused.ProblemAsync();
        Assert.Equal("/problems/signup-not-eligible", problem.GetProperty("type").GetString());
        Assert.Equal("category", problem.GetProperty("unmet")[0].GetProperty("what").GetString());
        Assert.StartsWith("还差一点，暂时不能报名：要在您的资料里选了", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        using (var scope = app.Scope())
        {
            (await scope.Db.Set<Volunteer>().SingleAsync(v => v.PersonId == person.Id, Ct)).Offer(["0006"], [], ["4887"], 0);
            await scope.Db.SaveChangesAsync(Ct);
        }

        using var confirmed = await ConfirmAsync(person.Http, wanted, shift);
        Assert.Equal("accepted", await StatusAsync(person.Http, wanted));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task While_the_activity_is_paused_nobody_confirms_and_the_page_says_the_sentence_of_sign_up(string database)
    {
        var app = await apps.On(database);
        var (wanted, shift, person) = await OfferedAsync(app);
        await ChangeAsync(app, wanted, a => Assert.True(a.Take(ActivityAction.Pause, a.LeadId, ActivityParty.Organiser, app.Clock.GetUtcNow().UtcDateTime)));

        using var refused = await ConfirmAsync(person.Http, wanted, shift);

        Assert.Equal("组织者先停了报名，恢复了再来报。报上的名额都还在。", (await refused.ProblemAsync()).GetProperty("message").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_code_that_opened_the_door_opens_it_for_the_confirmation_and_a_wrong_one_does_not(string database)
    {
        var app = await apps.On(database);
        Guid[] people = [await app.VolunteerAsync(), await app.VolunteerAsync(), await app.VolunteerAsync()];
        var clients = await Task.WhenAll(people.Select(p => app.ProgramOfAsync(p)));
        var (wanted, shifts) = await app.ActivityAsync(a => a.Code = "XIAN8", TimeSpan.FromDays(3), capacities: 1);
        foreach (var (client, code) in clients.Zip(["", "xian8", "guess"]))
        {
            using var came = await client.PostAsJsonAsync($"/api/v1/activities/{wanted}/signups", new { shiftId = shifts[0], code }, Ct);
            Assert.Equal(HttpStatusCode.OK, came.StatusCode);
        }

        await ChangeAsync(app, wanted, a => a.Conditions = new Conditions(Categories: ["0006"]));
        using var left = await clients[0].DeleteAsync($"/api/v1/activities/{wanted}/signups/{shifts[0]}", Ct);
        using var opened = await ConfirmAsync(clients[1], wanted, shifts[0]);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        using var passed = await clients[1].DeleteAsync($"/api/v1/activities/{wanted}/signups/{shifts[0]}", Ct);
        using var guessed = await ConfirmAsync(clients[2], wanted, shifts[0]);

        Assert.Equal("/problems/signup-not-eligible", (await guessed.ProblemAsync()).GetProperty("type").GetString());
    }

    /// <summary>An activity with one seat, in three days, that is held for somebody who waited.</summary>
    private static async Task<(Guid Activity, Guid Shift, (Guid Id, HttpClient Http) Person)> OfferedAsync(TestApp app, Action<Activity>? change = null)
    {
        var (activity, shifts) = await app.ActivityAsync(change, TimeSpan.FromDays(3), capacities: 1);
        var (first, next) = (await PersonAsync(app), await PersonAsync(app));
        await first.Http.SignUpAsync(activity, shifts[0]);
        await next.Http.SignUpAsync(activity, shifts[0]);
        using var left = await first.Http.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}", Ct);
        Assert.Equal("offered", await StatusAsync(next.Http, activity));
        return (activity, shifts[0], next);
    }

    private static async Task ChangeAsync(TestApp app, Guid id, Action<Activity> change)
    {
        using var scope = app.Scope();
        var activity = await scope.Db.Set<Activity>().SingleAsync(a => a.Id == id, Ct);
        change(activity);
        scope.Db.Entry(activity).Property(a => a.Version).CurrentValue++;
        await scope.Db.SaveChangesAsync(Ct);
    }

    private static Task<HttpResponseMessage> ConfirmAsync(HttpClient who, Guid activity, Guid shift) => who.PostAsync($"/api/v1/activities/{activity}/signups/{shift}/confirm", null, Ct);

    private static async Task<string?> StatusAsync(HttpClient who, Guid activity) =>
        (await who.GetFromJsonAsync<JsonElement>($"/api/v1/activities/{activity}", Ct)).GetProperty("shifts")[0].GetProperty("mine").GetProperty("status").GetString();

    private static async Task<(Guid Id, HttpClient Http)> PersonAsync(TestApp app)
    {
        var id = await app.VolunteerAsync();
        var http = await app.ProgramOfAsync(id);
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        return (id, http);
    }
}
