using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Kernel.Access;
using Weiguang.People;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.People;

/// <summary>An admin says what roles may do; it holds at once, and everybody can read who said so.</summary>
public sealed class PermissionTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string Address = "/console/permissions";
    private const string Api = "/api/v1/permissions";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_taken_from_station_staff_closes_its_door_at_once_and_its_link_is_gone(string database)
    {
        var app = await apps.On(database);
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var admin = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        Assert.NotNull((await staff.GetPageAsync("/console/orders", Ct)).QuerySelector("nav a[href='/console/menu']"));
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/console/menu", Ct)).StatusCode);

        await GiveAsync(admin, "orders.keep-menu", "coordinator", "admin");

        using var refused = await staff.GetAsync("/console/menu", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var told = (await refused.ReadPageAsync(Ct)).QuerySelector("main")!.TextContent;
        Assert.Contains("这一页要协调员的身份，您现在是站点工作人员", told, StringComparison.Ordinal);
        Assert.Null((await staff.GetPageAsync("/console/orders", Ct)).QuerySelector("nav a[href='/console/menu']"));
        Assert.Equal(HttpStatusCode.OK, (await coordinator.GetAsync("/console/menu", Ct)).StatusCode);

        await GiveAsync(admin, "orders.keep-menu", "station", "coordinator", "admin");
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/console/menu", Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_table_says_who_may_what_and_the_trail_who_changed_it(string database)
    {
        var app = await apps.On(database);
        var admin = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        Assert.Equal(["能", "能", "能"], Row(await admin.GetPageAsync(Address, Ct), "projects.review"));

        await GiveAsync(admin, "projects.review", "admin");

        var page = await admin.GetPageAsync($"{Address}?open=projects.review", Ct);
        Assert.Equal(["不能", "不能", "能"], Row(page, "projects.review"));
        var story = page.QuerySelector("main .timeline li")!.TextContent;
        Assert.Contains("Admin改了", story, StringComparison.Ordinal);
        Assert.Contains("原来能做的：站点工作人员、协调员、管理员", story, StringComparison.Ordinal);
        Assert.Contains("现在能做的：管理员", story, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Programs_read_and_change_the_same_and_whoever_has_not_seen_the_last_change_is_told(string database)
    {
        var app = await apps.On(database);
        var me = await app.PersonWithAsync(Role.Admin, 0);
        var admin = await app.ProgramOfAsync(me);
        var before = await ItemAsync(admin, "teams.found");
        Assert.Equal(("建一支志愿服务队", 0, 3), (before.GetProperty("words").GetString(), before.GetProperty("seen").GetInt32(), before.GetProperty("roles").GetArrayLength()));

        using var changed = await admin.PutAsJsonAsync(Api, new { permission = "teams.found", roles = new[] { "coordinator", "admin" }, seen = 0 }, Ct);
        using var late = await admin.PutAsJsonAsync(Api, new { permission = "teams.found", roles = new[] { "admin" }, seen = 0 }, Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (changed.StatusCode, late.StatusCode));
        Assert.Equal(1, JsonDocument.Parse(await late.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("seen").GetInt32());
        Assert.Equal(2, (await ItemAsync(admin, "teams.found")).GetProperty("roles").GetArrayLength());
        var change = (await admin.GetFromJsonAsync<JsonElement>($"{Api}/changes?permission=teams.found", Ct)).GetProperty("items").EnumerateArray().Single();
        Assert.Equal((me, "station coordinator admin", "coordinator admin"), (change.GetProperty("by").GetGuid(), Words(change, "before"), Words(change, "after")));
    }

    [Theory]
    [InlineData("people.grant-roles")]
    [InlineData("people.set-permissions")]
    public async Task Nobody_takes_from_admins_what_only_they_could_give_back(string permission)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var admin = await app.PersonWithAsync(Role.Admin, 0);

        using var page = await (await app.BrowserOfAsync(admin)).SubmitAsync($"{Address}?open={permission}", new { Roles = Array.Empty<string>() }, "form#change", Ct);
        using var program = await (await app.ProgramOfAsync(admin)).PutAsJsonAsync(Api, new { permission, roles = Array.Empty<string>() }, Ct);

        Assert.Contains("不然谁也改不回来", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, program.StatusCode);
        Assert.Contains("admin", Words(await ItemAsync(await app.ProgramOfAsync(admin), permission), "roles"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_of_one_county_changes_nothing_that_holds_everywhere()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var admin = await app.PersonWithAsync(Role.Admin);

        using var page = await (await app.BrowserOfAsync(admin)).SubmitAsync($"{Address}?open=teams.appoint", new { Roles = new[] { "admin" } }, "form#change", Ct);
        using var program = await (await app.ProgramOfAsync(admin)).PutAsJsonAsync(Api, new { permission = "teams.appoint", roles = new[] { "admin" } }, Ct);

        Assert.Contains("请管全国的管理员来改", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, program.StatusCode);
        Assert.Equal(3, (await ItemAsync(await app.ProgramOfAsync(admin), "teams.appoint")).GetProperty("roles").GetArrayLength());
    }

    [Theory, InlineData("no.such-thing", "station", "permission"), InlineData("teams.appoint", "volunteer", "roles"), InlineData("teams.appoint", "mayor", "roles")]
    public async Task What_means_nothing_is_told_at_its_field(string permission, string role, string field)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var admin = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Admin, 0));

        using var answer = await admin.PutAsJsonAsync(Api, new { permission, roles = new[] { role } }, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("errors").TryGetProperty(field, out _));
    }

    /// <summary>What stands now is said where the boxes are; the second press is theirs, made with open eyes.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_was_slower_reads_what_stands_now_beside_what_they_ticked(string database)
    {
        var app = await apps.On(database);
        var (first, second) = (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0)), await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0)));
        const string Open = $"{Address}?open=teams.appoint";
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await second.GetPageAsync(Open, Ct)).QuerySelector("form#change")!;
        await GiveAsync(first, "teams.appoint", "coordinator", "admin");

        using var late = await second.SubmitAsync(Open, form, new { Roles = new[] { "station", "admin" } }, Ct);

        var page = await late.ReadPageAsync(Ct);
        var told = page.QuerySelector("#Roles-error")!.TextContent;
        Assert.All(["Admin改了", "现在能做的：协调员、管理员", "您勾的还在"], words => Assert.Contains(words, told, StringComparison.Ordinal));
        Assert.Equal(["station", "admin"], page.QuerySelectorAll("form#change [name=Roles][checked]").Select(box => box.GetAttribute("value")));
        using var again = await second.SubmitAsync(Open, (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("form#change")!, ct: Ct);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(["能", "不能", "能"], Row(await first.GetPageAsync(Address, Ct), "teams.appoint"));
        await GiveAsync(first, "teams.appoint", "station", "coordinator", "admin");
    }

    /// <summary>A role that may do more than the granter's is above it, whatever it is called; whoever says what roles may do gives any.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_hands_out_a_role_that_may_do_what_their_own_may_not(string database)
    {
        var app = await apps.On(database);
        var admin = await app.PersonWithAsync(Role.Admin, 0);
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var person = $"/console/people/{await app.PersonAsync()}";
        const string Form = "form:has([name=_handler][value='grant'])";
        var open = await coordinator.GetPageAsync(person, Ct);

        await GiveAsync(await app.BrowserOfAsync(admin), "orders.annul", "station");

        using var refused = await coordinator.SubmitAsync(person, (AngleSharp.Html.Dom.IHtmlFormElement)open.QuerySelector(Form)!, new { Role = "station", Division = $"{TestPeople.County}" }, Ct);
        Assert.Contains("比您的高", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var granted = await (await app.BrowserOfAsync(admin)).SubmitAsync(person, new { Role = "station", Division = $"{TestPeople.County}" }, Form, Ct);
        Assert.Equal(HttpStatusCode.Redirect, granted.StatusCode);
    }

    /// <summary>Doors inside: whose step it is.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_may_not_dispatch_is_not_the_station_of_an_order(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var (order, staff, admin) = (await village.OrderAsync(), await app.ProgramOfAsync(village.StaffId), await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0)));
        Assert.NotEqual(0, await AllowedAsync());

        await GiveAsync(admin, "orders.dispatch", "coordinator", "admin");

        Assert.Equal(0, await AllowedAsync());
        using var refused = await staff.PostAsJsonAsync($"/api/v1/orders/{order}/reject", new { reason = "不办" }, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await GiveAsync(admin, "orders.dispatch", "station", "coordinator", "admin");

        async Task<int> AllowedAsync() => (await staff.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", Ct)).GetProperty("allowed").GetArrayLength();
    }

    /// <summary>A permission to look opens nothing that changes: what it says is what it is.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_may_look_at_teams_does_not_pause_them_by_that(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var (staff, admin) = (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)), await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0)));
        var open = (await staff.GetPageAsync("/console/teams", Ct)).QuerySelector($"form:has([value='{team}'])")!;

        await GiveAsync(admin, "teams.pause", "coordinator", "admin");

        Assert.Null((await staff.GetPageAsync("/console/teams", Ct)).QuerySelector("form button[value=pause]"));
        using var refused = await staff.SubmitAsync("/console/teams", (AngleSharp.Html.Dom.IHtmlFormElement)open, new { Turn = "pause" }, Ct);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(Weiguang.Teams.Domain.TeamState.Active, (await app.TeamOfAsync(team)).State);
        await GiveAsync(admin, "teams.pause", "station", "coordinator", "admin");
    }

    /// <summary>Phones in clear, wherever staff may see them; whoever is to come to the door, or leads the activity, sees them as before.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Staff_see_a_phone_in_clear_by_a_permission_alone(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var (volunteer, guest, lead) = (await app.VolunteerAsync(), await app.VolunteerAsync(), await app.VolunteerAsync("赵队长"));
        var order = await village.AcceptedAsync(volunteer, await app.ProgramOfAsync(volunteer));
        var (activity, shifts) = await app.ActivityAsync(lead: lead, capacities: 20);
        await (await app.ProgramOfAsync(guest)).PostAsJsonAsync($"/api/v1/activities/{activity}/signups", new { shiftId = shifts[0] }, Ct);
        var (desk, program) = (await app.BrowserOfAsync(village.StaffId), await app.ProgramOfAsync(village.StaffId));
        var admin = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        const string Reveal = "form:has([name=_handler][value=reveal])", Call = "[data-step=Call]";
        var phone = $"/api/v1/activities/{activity}/signups/{shifts[0]}/{guest}/phone";
        var open = (AngleSharp.Html.Dom.IHtmlFormElement)(await desk.GetPageAsync($"/console/orders/{order}", Ct)).QuerySelector(Reveal)!;
        Assert.NotNull((await desk.GetPageAsync($"/console/activities/{activity}", Ct)).QuerySelector(Call));

        await GiveAsync(admin, "orders.call", "admin");
        await GiveAsync(admin, "activities.call", "admin");

        Assert.Null((await desk.GetPageAsync($"/console/orders/{order}", Ct)).QuerySelector(Reveal));
        using var forged = await desk.SubmitAsync($"/console/orders/{order}", open, new { }, Ct);
        Assert.DoesNotContain("tel:1", await forged.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.NotNull((await (await app.BrowserOfAsync(volunteer)).GetPageAsync($"/orders/{order}", Ct)).QuerySelector(Reveal));
        Assert.Null((await desk.GetPageAsync($"/console/activities/{activity}", Ct)).QuerySelector(Call));
        Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsJsonAsync(phone, new { }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await app.ProgramOfAsync(lead)).PostAsJsonAsync(phone, new { }, Ct)).StatusCode);
        await GiveAsync(admin, "orders.call", "station", "coordinator", "admin");
        await GiveAsync(admin, "activities.call", "station", "coordinator", "admin");
    }

    [Fact]
    public async Task A_change_closes_the_door_on_another_node_as_well()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "PostgreSQL is not installed");
        await using var app = await TestApp.StartAsync(TestDatabases.Postgres);
        app.Clock.Set(DateTimeOffset.UtcNow);
        var admin = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        await using var other = app.AnotherNode();
        using var http = other.Browser();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await app.TokenOfAsync(await app.PersonWithAsync(Role.Station)));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/anomalies", Ct)).StatusCode);

        await GiveAsync(admin, "hours.judge-anomalies", "coordinator", "admin");

        // By the news: what a node remembers it would believe for half a minute without it.
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        soon.CancelAfter(RolePermissions.Trust / 3);
        while ((await http.GetAsync("/api/v1/anomalies", soon.Token)).StatusCode != HttpStatusCode.Forbidden)
        {
            await Task.Yield();
        }
    }

    private static async Task GiveAsync(HttpClient admin, string permission, params string[] roles)
    {
        using var answer = await admin.SubmitAsync($"{Address}?open={permission}", new { Roles = roles }, "form#change", Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Ct));
    }

    private static string[] Row(AngleSharp.Html.Dom.IHtmlDocument page, string permission) =>
        [.. page.QuerySelector($"main tr:has(a[href*='{permission}'])")!.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

    private static async Task<JsonElement> ItemAsync(HttpClient program, string permission) =>
        (await program.GetFromJsonAsync<JsonElement>(Api, Ct)).GetProperty("items").EnumerateArray().Single(p => p.GetProperty("name").GetString() == permission);

    private static string Words(JsonElement item, string property) => string.Join(' ', item.GetProperty(property).EnumerateArray().Select(r => r.GetString()));
}
