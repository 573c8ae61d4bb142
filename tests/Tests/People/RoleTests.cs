using System.Net;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

/// <summary>Nobody grants above or outside their own scope, on the page as in the book.</summary>
public sealed class RoleTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_coordinator_appoints_station_staff_and_takes_the_role_back(string database)
    {
        var app = await apps.On(database);
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var neighbour = await app.PersonAsync("周海");

        using var granted = await coordinator.SubmitAsync($"/console/people/{neighbour}", new { Role = "station", Division = $"{TestPeople.County}" }, Form("grant"));
        Assert.Equal(HttpStatusCode.Redirect, granted.StatusCode);
        var staff = await app.BrowserOfAsync(neighbour);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/console/people")).StatusCode);

        using var scope = app.Scope();
        var grant = await scope.Db.Set<RoleGrant>().AsNoTracking().SingleAsync(g => g.PersonId == neighbour);
        using var revoked = await coordinator.SubmitAsync($"/console/people/{neighbour}", fields: null, Form($"{grant.Id}"));
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/console/people")).StatusCode);

        grant = await scope.Db.Set<RoleGrant>().AsNoTracking().SingleAsync(g => g.PersonId == neighbour);
        Assert.NotNull(grant.RevokedAt);
        Assert.Equal(grant.GrantedBy, grant.RevokedBy);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_grants_above_their_own_role(string database)
    {
        var app = await apps.On(database);
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var neighbour = await app.PersonAsync();

        using var refused = await coordinator.SubmitAsync($"/console/people/{neighbour}", new { Role = "admin", Division = $"{TestPeople.County}" }, Form("grant"));

        Assert.Contains("比您的高", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await HeldAsync(app, neighbour));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_grants_outside_their_own_divisions(string database)
    {
        var app = await apps.On(database);
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var neighbour = await app.PersonAsync();

        foreach (var division in new[] { TestPeople.NextCounty, 220800000000, 0 })
        {
            using var refused = await coordinator.SubmitAsync($"/console/people/{neighbour}", new { Role = "station", Division = $"{division}" }, Form("grant"));
            Assert.Contains("不归您管", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(await HeldAsync(app, neighbour));
    }

    /// <summary>A code that nothing has, and one of a county that is no more than digits.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_role_over_a_place_that_is_none_is_told_at_its_field(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportCityAsync();
        var admin = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        var neighbour = await app.PersonAsync();

        foreach (var division in (long[])[123, 220881999999, 999999999999])
        {
            using var refused = await admin.SubmitAsync($"/console/people/{neighbour}", new { Role = "station", Division = $"{division}" }, Form("grant"));
            Assert.Contains("没有这个地方", (await refused.ReadPageAsync()).QuerySelector("#Division-error")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Empty(await HeldAsync(app, neighbour));
        using var granted = await admin.SubmitAsync($"/console/people/{neighbour}", new { Role = "station", Division = $"{TestPeople.County}" }, Form("grant"));
        Assert.Equal(HttpStatusCode.Redirect, granted.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_changes_their_own_role(string database)
    {
        var app = await apps.On(database);
        var me = await app.PersonWithAsync(Role.Coordinator);
        var (browser, page) = (await app.BrowserOfAsync(me), $"/console/people/{me}");

        Assert.Null((await browser.GetPageAsync(page)).QuerySelector(Form("grant")));
        using var forged = await browser.ForgeAsync(page, ("_handler", "grant"), ("Role", "station"), ("Division", $"{TestPeople.County}"));
        Assert.Single(await HeldAsync(app, me));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_next_county_does_not_exist_for_staff(string database)
    {
        var app = await apps.On(database);
        var stranger = await app.PersonAsync("远方人", TestPeople.NextCounty);
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));

        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync($"/console/people/{stranger}")).StatusCode);
        var list = await staff.GetPageAsync("/console/people?q=远方人");
        Assert.DoesNotContain("远方人", list.QuerySelector("main table")?.TextContent ?? "", StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_grants_of_one_role_at_once_leave_one(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var scope = app.Scope();
            return (await scope.Get<RoleBook>().GrantAsync(person, Role.Station, TestPeople.County)).Answer;
        }));

        Assert.Single(answers, GrantAnswer.Done);
        Assert.Single(await HeldAsync(app, person));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Acting_as_a_resident_closes_the_console_and_acting_again_opens_it(string database)
    {
        var app = await apps.On(database);
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/console/people")).StatusCode);

        var me = await browser.GetPageAsync("/me");
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)me.QuerySelector("form:has([name=Grant])")!;
        using var resident = await browser.SubmitAsync("/me", form, new { Grant = "" });
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/console/people")).StatusCode);

        var grant = form.QuerySelectorAll("button[name=Grant]").Select(b => b.GetAttribute("value")).Last(v => v!.Length > 0);
        using var again = await browser.SubmitAsync("/me", form, new { Grant = grant });
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/console/people")).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_takes_a_role_that_is_not_theirs(string database)
    {
        var app = await apps.On(database);
        var other = await app.PersonWithAsync(Role.Admin);
        var foreign = (await HeldAsync(app, other)).Single().GrantId;
        var browser = await app.BrowserOfAsync(await app.VolunteerAsync());
        using var answer = await browser.SubmitAsync("/me", new { Grant = $"{foreign}" }, "form:has([name=Grant])");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/console/people")).StatusCode);
    }

    private static string Form(string name) => $"form:has([name=_handler][value='{name}'])";

    private static async Task<IReadOnlyList<HeldRole>> HeldAsync(TestApp app, Guid person)
    {
        using var scope = app.Scope();
        return await scope.Get<RoleBook>().HeldByAsync(person);
    }
}
