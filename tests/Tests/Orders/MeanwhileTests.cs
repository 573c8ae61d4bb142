using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Tests.Orders;

/// <summary>Whoever acts on an order that has moved under their eyes is told what happened and who did it; nothing of it is undone in silence.</summary>
public partial class MeanwhileTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_two_colleagues_who_dispatch_at_once_one_sends_it_and_the_other_is_told(string database)
    {
        await using var app = await TestApp.StartAsync(database); // Only these volunteers, so that the desk proposes them.
        var village = await Village.BuildAsync(app);
        Guid[] volunteers = [await app.VolunteerAsync("王强"), await app.VolunteerAsync("李梅")];
        var order = await village.OrderAsync();
        HttpClient[] desks = [await DeskAsync(app, "李站长"), await DeskAsync(app, "张站长")];
        var forms = await Task.WhenAll(desks.Select((desk, i) => FormAsync(desk, order, volunteers[i])));

        var answers = await Task.WhenAll(desks.Select((desk, i) => desk.SubmitAsync(Console(order), forms[i], ct: Ct)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        using var scope = app.Scope();
        var offer = await scope.Db.Set<Offer>().SingleAsync(o => o.OrderId == order, Ct);
        var first = Array.IndexOf(volunteers, offer.VolunteerId);
        Assert.Equal(OfferState.Open, offer.State);
        Assert.Contains("派出去了", await FlashAsync(desks[first], Console(order)));
        var told = await FlashAsync(desks[1 - first], Console(order));
        Assert.Contains(first == 0 ? "李站长已经把这一单派给了王强" : "张站长已经把这一单派给了李梅", told);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_key_pressed_twice_sends_the_order_once_and_to_the_one_on_the_key(string database)
    {
        await using var app = await TestApp.StartAsync(database); // Only these volunteers, so that the desk proposes them.
        var village = await Village.BuildAsync(app);
        await app.VolunteerAsync("王强");
        await app.VolunteerAsync("李梅");
        var order = await village.OrderAsync();
        var desk = await DeskAsync(app, "李站长");
        var page = await desk.GetPageAsync(Console(order), Ct);
        var form = (IHtmlFormElement)page.QuerySelector("form:has([data-hotkey='1'])")!;
        var chosen = Guid.Parse(form.QuerySelector("[name='Form.VolunteerId']")!.GetAttribute("value")!);

        var answers = await Task.WhenAll(desk.SubmitAsync(Console(order), form, ct: Ct), desk.SubmitAsync(Console(order), form, ct: Ct));
        using var third = await desk.SubmitAsync(Console(order), form, ct: Ct);

        Assert.All([.. answers, third], a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Contains("派出去了", await FlashAsync(desk, Console(order)));
        using var scope = app.Scope();
        Assert.Equal([chosen], await scope.Db.Set<Offer>().Where(o => o.OrderId == order).Select(o => o.VolunteerId).ToListAsync(Ct));
        Assert.Equal(1, await scope.Db.Set<OrderEvent>().CountAsync(e => e.OrderId == order && e.Action == OrderAction.Dispatch, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Another_key_after_the_first_changes_nothing_and_says_to_whom_it_went(string database)
    {
        await using var app = await TestApp.StartAsync(database); // Only these volunteers, so that the desk proposes them.
        var village = await Village.BuildAsync(app);
        Guid[] volunteers = [await app.VolunteerAsync("王强"), await app.VolunteerAsync("李梅")];
        var order = await village.OrderAsync();
        var desk = await DeskAsync(app, "李站长");
        var (first, second) = (await FormAsync(desk, order, volunteers[0]), await FormAsync(desk, order, volunteers[1]));
        await desk.SubmitAsync(Console(order), first, ct: Ct);

        await desk.SubmitAsync(Console(order), second, ct: Ct);

        Assert.Contains("您已经把这一单派给了王强", await FlashAsync(desk, Console(order)));
        using var scope = app.Scope();
        Assert.Equal([volunteers[0]], await scope.Db.Set<Offer>().Where(o => o.OrderId == order).Select(o => o.VolunteerId).ToListAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_page_that_lay_open_says_what_the_station_did_in_between(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync("王强");
        var order = await village.AcceptedAsync(volunteerId, await app.ProgramOfAsync(volunteerId));
        var (volunteer, resident) = (await app.BrowserOfAsync(volunteerId), await app.BrowserOfAsync(village.ResidentId));
        var arriving = await StepAsync(volunteer, order, "CheckIn");
        var calledOff = await StepAsync(resident, order, "Cancel");
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        await volunteer.SubmitAsync(Citizen(order), arriving, new Dictionary<string, string> { ["Form.Code"] = "1234" }, Ct);
        await resident.SubmitAsync(Citizen(order), calledOff, ct: Ct);

        Assert.Contains("刚才（2 分钟前）Station已经代为签到", await FlashAsync(volunteer, Citizen(order)));
        Assert.Contains("Station已经代为签到", await FlashAsync(resident, Citizen(order)));
        Assert.Equal(OrderStatus.InService, await village.StatusAsync(order));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_double_tap_is_answered_like_the_first_and_does_nothing_more(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId, await app.VolunteerAsync("李梅") } });
        var volunteer = await app.BrowserOfAsync(volunteerId);
        var decline = await StepAsync(volunteer, order, "Decline");

        var taps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => volunteer.SubmitAsync(Citizen(order), decline, ct: Ct)));

        Assert.All(taps, tap => Assert.EndsWith("/tasks", tap.Headers.Location?.OriginalString));
        Assert.Contains("知道了，已告诉站点", await FlashAsync(volunteer, "/tasks"));
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<OrderEvent>().CountAsync(e => e.OrderId == order && e.Action == OrderAction.Decline, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_api_refuses_a_step_on_what_moved_and_names_what_who_and_when(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        Guid[] volunteers = [await app.VolunteerAsync("王强"), await app.VolunteerAsync("李梅")];
        var order = await village.OrderAsync();
        using var read = await village.Staff.GetAsync($"/api/v1/orders/{order}", Ct);
        var version = (await read.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("version").GetInt32();
        Assert.Equal($"\"{version}\"", read.Headers.ETag!.Tag);
        var colleague = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));
        await colleague.StepAsync(order, $"dispatch?version={version}", new { volunteerIds = new[] { volunteers[0] } });

        using var byQuery = await village.Staff.TryStepAsync(order, $"dispatch?version={version}", new { volunteerIds = new[] { volunteers[1] } });
        village.Staff.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        using var byTag = await village.Staff.TryStepAsync(order, "recall");
        using var repeated = await colleague.TryStepAsync(order, $"dispatch?version={version}", new { volunteerIds = new[] { volunteers[0] } });

        foreach (var answer in new[] { byQuery, byTag })
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            var problem = await answer.ProblemAsync();
            Assert.Equal("/problems/order-moved", problem.GetProperty("type").GetString());
            Assert.Equal("dispatched", problem.GetProperty("state").GetString());
            Assert.Contains("recall", problem.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));
            var meanwhile = problem.GetProperty("meanwhile");
            Assert.Equal(("dispatch", "Station"), (meanwhile.GetProperty("what").GetString(), meanwhile.GetProperty("by").GetString()));
            Assert.Equal(app.Clock.GetUtcNow().UtcDateTime, meanwhile.GetProperty("at").GetDateTime(), TimeSpan.FromSeconds(1));
        }

        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);
        using var scope = app.Scope();
        Assert.Equal([volunteers[0]], await scope.Db.Set<Offer>().Where(o => o.OrderId == order).Select(o => o.VolunteerId).ToListAsync(Ct));
    }

    [Theory]
    [InlineData("abc", null, HttpStatusCode.BadRequest)]
    [InlineData("\"1\"", 2, HttpStatusCode.BadRequest)]
    [InlineData("*", null, HttpStatusCode.OK)]
    [InlineData("\"99\"", null, HttpStatusCode.Conflict)]
    public async Task A_tag_that_is_none_of_ours_is_never_taken_for_the_present_version(string tag, int? version, HttpStatusCode expected)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        village.Resident.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", tag);

        using var answer = await village.Resident.TryStepAsync(order, version is null ? "cancel" : $"cancel?version={version}");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_volunteer_who_says_no_does_not_stop_the_others(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        Guid[] volunteers = [await app.VolunteerAsync("王强"), await app.VolunteerAsync("李梅")];
        var order = await village.OrderAsync();
        var sent = await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = volunteers });
        await (await app.ProgramOfAsync(volunteers[0])).StepAsync(order, "decline");

        var back = await village.Staff.StepAsync(order, $"recall?version={sent.GetProperty("version").GetInt32()}");

        Assert.Equal("pending-review", back.GetProperty("status").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_does_not_want_an_open_order_need_not_decline_it(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { open = true });
        var volunteer = await app.ProgramOfAsync(volunteerId);

        var seen = await volunteer.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", Ct);
        using var answer = await volunteer.TryStepAsync(order, "decline");
        var page = await (await app.BrowserOfAsync(volunteerId)).GetPageAsync(Citizen(order), Ct);

        Assert.Equal(["accept"], seen.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("这一单是公开的，不想接不用管它", (await answer.ProblemAsync()).GetProperty("title").GetString());
        Assert.Null(page.QuerySelector("[name='Form.Do'][value=Decline]"));
        Assert.NotNull(page.QuerySelector("[name='Form.Do'][value=Accept]"));
    }

    private static string Console(Guid order) => $"/console/orders/{order}";

    private static string Citizen(Guid order) => $"/orders/{order}";

    private static async Task<HttpClient> DeskAsync(TestApp app, string name)
    {
        var id = await app.PersonAsync(name);
        await app.GrantAsync(id, Role.Station, TestPeople.Village);
        return await app.BrowserOfAsync(id);
    }

    private static async Task<IHtmlFormElement> FormAsync(HttpClient desk, Guid order, Guid volunteerId) =>
        (IHtmlFormElement)(await desk.GetPageAsync(Console(order), Ct)).QuerySelector($"form:has([name='Form.VolunteerId'][value='{volunteerId}'])")!;

    private static async Task<IHtmlFormElement> StepAsync(HttpClient browser, Guid order, string step) =>
        (IHtmlFormElement)(await browser.GetPageAsync(Citizen(order), Ct)).QuerySelector($"form:has([name='Form.Do'][value={step}])")!;

    private static async Task<string> FlashAsync(HttpClient browser, string url) =>
        (await browser.GetPageAsync(url, Ct)).QuerySelector(".flash[role=status]:not([hidden])")?.TextContent ?? "";
}
