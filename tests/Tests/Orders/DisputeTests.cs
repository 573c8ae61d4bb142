using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.Orders.Clocks;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

/// <summary>Once somebody has come, calling off is no longer the word: the resident says that it does not count, and the station looks into it.</summary>
public class DisputeTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_service_begun_or_given_cannot_be_called_off(string database)
    {
        var (village, order, _, _) = await ServingAsync(await apps.On(database));

        using var during = await village.Resident.TryStepAsync(order, "cancel");
        await village.Staff.StepAsync(order, "check-out");
        using var afterwards = await village.Resident.TryStepAsync(order, "cancel");

        foreach (var answer in new[] { during, afterwards })
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            var problem = await answer.ProblemAsync();
            Assert.Contains("这一单不算数", problem.GetProperty("title").GetString());
            Assert.Contains("dispute", problem.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_does_not_count_goes_to_the_station_and_the_volunteer_reads_who_said_so(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (village, order, volunteerId, volunteer) = await ServingAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(40));
        await village.Staff.StepAsync(order, "check-out");

        var held = await village.Resident.StepAsync(order, "dispute", new { reason = "没干完就走了" });
        using var again = await village.Resident.TryStepAsync(order, "dispute", new { reason = "没干完就走了" });
        app.Clock.Advance(TimeSpan.FromDays(4));
        using (var scope = app.Scope())
        {
            await scope.Get<OrderPatrol>().WalkAsync(Ct);
        }

        Assert.Equal(HttpStatusCode.OK, again.StatusCode); // The same tap once more.
        Assert.DoesNotContain("dispute", held.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(OrderStatus.PendingClose, await village.StatusAsync(order)); // No clock confirms it.
        var told = await MessagesAsync(volunteer);
        Assert.Contains("王秀英说“灯不亮了，请人看看”这一单不算数，站里会来了解情况。", told);
        Assert.DoesNotContain("不用去了", told);

        var staff = await app.ProgramOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Station, TestPeople.Village)); // After four days everybody at a desk signs in anew.
        var annulled = await staff.StepAsync(order, "annul", new { reason = "核实过，活没干" });
        using var end = app.Scope();
        await end.Get<OutboxPump>().DrainAsync(Ct);
        Assert.Equal("void", annulled.GetProperty("status").GetString());
        Assert.Equal(0, await end.Get<LedgerBook>().BalanceAsync(volunteerId, LedgerUnit.Minutes, Ct));
        Assert.Equal(1, await end.Db.Set<FollowUp>().CountAsync(t => t.OrderId == order && t.ClosedAt == null, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Said_during_the_service_it_holds_the_order_after_the_end_and_a_bad_rating_asks_anew(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (village, order, _, _) = await ServingAsync(app);
        var asker = await app.BrowserOfAsync(village.ResidentId);
        Assert.Contains("事情办完了，请把完成码告诉他", (await asker.GetPageAsync($"/orders/{order}", Ct)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await village.Resident.StepAsync(order, "dispute", new { reason = "来了不干活" });
        var page = (await asker.GetPageAsync($"/orders/{order}", Ct)).QuerySelector("main")!.TextContent;
        Assert.DoesNotContain("事情办完了", page, StringComparison.Ordinal);
        Assert.Contains("您说了这一单不算数，站里会来了解情况", page, StringComparison.Ordinal);

        var left = await village.Staff.StepAsync(order, "check-out");
        Assert.Equal(JsonValueKind.Null, left.GetProperty("dueAt").ValueKind);
        Assert.Contains("annul", left.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));
        await village.Staff.StepAsync(order, "complete");
        var rated = await village.Resident.StepAsync(order, "rating", new { came = true, onTime = false, solved = "no", stars = 1 });

        Assert.Equal("rated", rated.GetProperty("status").GetString());
        using var scope = app.Scope();
        Assert.Null((await scope.Db.Set<FollowUp>().SingleAsync(t => t.OrderId == order, Ct)).ClosedAt);
    }

    /// <summary>Once the one button they had confirmed what the resident disputes, and nothing said so.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Where_stations_may_not_annul_the_desk_still_says_that_it_is_disputed(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (village, order, _, _) = await ServingAsync(app);
        await village.Staff.StepAsync(order, "check-out");
        using var given = await (await app.ProgramOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Admin, 0)))
            .PutAsJsonAsync("/api/v1/permissions", new { permission = "orders.annul", roles = new[] { "coordinator", "admin" } }, Ct);
        Assert.True(given.IsSuccessStatusCode, await given.Content.ReadAsStringAsync(Ct));
        var desk = await DeskAsync(app, "李站长");
        Assert.DoesNotContain("点单人说这一单不算数", (await desk.GetPageAsync($"/console/orders/{order}", Ct)).Body!.TextContent, StringComparison.Ordinal);
        await village.Resident.StepAsync(order, "dispute", new { reason = "没干完就走了" });

        var page = await desk.GetPageAsync($"/console/orders/{order}", Ct);

        Assert.Contains("点单人说这一单不算数", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("您这里撤不了", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form:has([name='Form.Do'][value=Annul])"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Without_a_dispute_the_station_cannot_annul(string database)
    {
        var (village, order, _, _) = await ServingAsync(await apps.On(database));
        await village.Staff.StepAsync(order, "check-out");

        using var answer = await village.Staff.TryStepAsync(order, "annul", new { reason = "不想算" });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_two_colleagues_who_call_back_the_second_is_told_and_keeps_the_words(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (village, order, _, _) = await ServingAsync(app);
        await village.Resident.StepAsync(order, "dispute", new { reason = "来了不干活" });
        HttpClient[] desks = [await DeskAsync(app, "李站长"), await DeskAsync(app, "张站长")];
        const string Url = "/console/follow-ups";
        var form = (IHtmlFormElement)(await desks[0].GetPageAsync(Url, Ct)).QuerySelector($"form:has([name='Form.OrderId'][value='{order}'])")!;
        var late = (IHtmlFormElement)(await desks[1].GetPageAsync(Url, Ct)).QuerySelector($"form:has([name='Form.OrderId'][value='{order}'])")!;
        using var first = await desks[0].SubmitAsync(Url, form, new Dictionary<string, string> { ["Form.Reason"] = "道过歉了" }, Ct);

        using var twice = await desks[0].SubmitAsync(Url, form, new Dictionary<string, string> { ["Form.Reason"] = "道过歉了" }, Ct);
        using var second = await desks[1].SubmitAsync(Url, late, new Dictionary<string, string> { ["Form.Reason"] = "电话没人接" }, Ct);

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.OK], [first.StatusCode, twice.StatusCode, second.StatusCode]);
        var told = (await second.ReadPageAsync(Ct)).QuerySelector("main [role=alert]")!.TextContent;
        Assert.Contains("李站长已经回访过了：道过歉了", told);
        Assert.Contains("电话没人接", told);
        var page = await (await app.BrowserOfAsync(village.ResidentId)).GetPageAsync($"/orders/{order}", Ct);
        Assert.Contains("道过歉了", page.QuerySelector("main")!.TextContent);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_said_that_it_does_not_count_is_not_asked_for_the_opposite_but_may_say_so_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (village, order, _, _) = await ServingAsync(app);
        await village.Staff.StepAsync(order, "check-out");
        await village.Resident.StepAsync(order, "dispute", new { reason = "没干完就走了" });
        var resident = await app.BrowserOfAsync(village.ResidentId);

        var page = await resident.GetPageAsync($"/orders/{order}", Ct);
        var form = (IHtmlFormElement)page.QuerySelector("form:has([name='Form.Do'][value=Complete])")!;
        using var done = await resident.SubmitAsync($"/orders/{order}", form, ct: Ct);
        var after = await resident.GetPageAsync($"/orders/{order}", Ct);

        Assert.Null(form.QuerySelector("button.primary"));
        Assert.NotNull(form.Closest("details:not([open])"));
        Assert.Equal(OrderStatus.Closed, await village.StatusAsync(order));
        Assert.Contains("您说没有问题了", after.QuerySelector("main")!.TextContent);
        using var scope = app.Scope();
        Assert.Contains("没有问题了", (await scope.Db.Set<FollowUp>().SingleAsync(t => t.OrderId == order && t.ClosedAt != null, Ct)).Outcome);
    }

    /// <summary>Who went may be a clerk, too: at the desk their own visit is somebody else's, and stands on a list until that somebody has decided.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_said_of_a_clerks_own_visit_stands_at_a_colleagues_desk_until_it_is_decided_and_not_at_theirs(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (village, order, volunteerId, _) = await ServingAsync(app);
        await app.GrantAsync(volunteerId, Weiguang.People.Role.Station, TestPeople.Village);
        await village.Staff.StepAsync(order, "check-out");
        await village.Resident.StepAsync(order, "dispute", new { reason = "没干完就走了" });
        var (own, colleague) = (await app.BrowserOfAsync(volunteerId, Weiguang.People.Role.Station), await DeskAsync(app, "李站长"));

        var desk = (await own.GetPageAsync($"/console/orders/{order}", Ct)).QuerySelector("main")!;
        Assert.DoesNotContain("没干完就走了", desk.TextContent);
        Assert.NotNull(desk.QuerySelector($"a[href='/orders/{order}']")); // What every volunteer reads of it is there.
        foreach (var list in (string[])["/console/follow-ups", "/console/orders?view=held"])
        {
            Assert.DoesNotContain($"{order}", await own.GetStringAsync(list, Ct), StringComparison.Ordinal);
            Assert.Contains($"{order}", await colleague.GetStringAsync(list, Ct), StringComparison.Ordinal);
        }

        using var called = await colleague.SubmitAsync("/console/follow-ups", new Dictionary<string, string> { ["Form.Reason"] = "问过了，要定一下" }, $"form:has([name='Form.OrderId'][value='{order}'])", Ct);
        Assert.Equal(HttpStatusCode.Redirect, called.StatusCode);
        Assert.Contains($"{order}", await colleague.GetStringAsync("/console/orders?view=held", Ct), StringComparison.Ordinal); // Called back is not decided.
        var page = await colleague.GetPageAsync($"/console/orders/{order}", Ct);
        Assert.All((string[])["Complete", "Annul"], step => Assert.NotNull(page.QuerySelector($"form:has([name='Form.Do'][value={step}])")));
        await village.Staff.StepAsync(order, "annul", new { reason = "核实过，活没干" });
        Assert.DoesNotContain($"{order}", await colleague.GetStringAsync("/console/orders?view=held", Ct), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_a_bad_rating_said_of_a_clerk_is_not_on_their_own_list_of_calls(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (village, order, volunteerId, _) = await ServingAsync(app);
        await app.GrantAsync(volunteerId, Weiguang.People.Role.Station, TestPeople.Village);
        await village.Staff.StepAsync(order, "check-out");
        await village.Resident.StepAsync(order, "complete");
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = false, solved = "no", stars = 1, words = "喝了酒来的" });

        Assert.DoesNotContain("喝了酒来的", await (await app.BrowserOfAsync(volunteerId, Weiguang.People.Role.Station)).GetStringAsync("/console/follow-ups", Ct), StringComparison.Ordinal);
        Assert.Contains("喝了酒来的", await (await DeskAsync(app, "李站长")).GetStringAsync("/console/follow-ups", Ct), StringComparison.Ordinal);
    }

    private static async Task<(Village Village, Guid Order, Guid VolunteerId, HttpClient Volunteer)> ServingAsync(TestApp app)
    {
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        await village.Staff.StepAsync(order, "check-in");
        return (village, order, volunteerId, volunteer);
    }

    private static async Task<HttpClient> DeskAsync(TestApp app, string name)
    {
        var id = await app.PersonAsync(name);
        await app.GrantAsync(id, Weiguang.People.Role.Station, TestPeople.Village);
        return await app.BrowserOfAsync(id);
    }

    private static Task<string> MessagesAsync(HttpClient person) => person.GetStringAsync("/api/v1/me/messages", Ct);
}
