using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Access;
using Weiguang.People;

namespace Weiguang.Tests.People;

/// <summary>Some things one person must not do over the same places; refused where roles are given and where it is said what they may do.</summary>
public sealed class ExclusionTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string Api = "/api/v1/permissions";
    private const string Form = "form:has([name=_handler][value='grant'])";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Station staff give roles; who gives roles does not read who looked at what.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_role_that_gives_roles_does_not_get_to_read_the_access_log(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.PersonWithAsync(Role.Admin, 0);

        using var page = await (await app.BrowserOfAsync(admin)).SubmitAsync("/console/permissions?open=people.read-access-log", new { Roles = new[] { "station", "admin" } }, "form#change", Ct);
        using var program = await SetAsync(app, admin, "people.read-access-log", "station", "admin");

        Assert.Contains("那样是自己管自己", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, program.StatusCode);
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/console/access-log", Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_gets_by_a_second_role_what_excludes_what_they_do_in_the_first(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.PersonWithAsync(Role.Admin, 0);
        var (keeper, elsewhere) = (await app.PersonWithAsync(Role.Station, TestPeople.Village), await app.PersonWithAsync(Role.Station, TestPeople.NextCounty));
        await MustAsync(SetAsync(app, admin, "people.grant-roles", "station", "admin"));
        await MustAsync(SetAsync(app, admin, "people.read-access-log", "coordinator", "admin"));

        using var refused = await (await app.BrowserOfAsync(admin)).SubmitAsync($"/console/people/{keeper}", new { Role = "coordinator", Division = $"{TestPeople.County}" }, Form, Ct);
        Assert.Contains("那样是自己管自己", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var scope = app.Scope();
        Assert.Equal(GrantAnswer.Excluded, await scope.Get<RoleBook>().GrantAsync(keeper, Role.Coordinator, TestPeople.County, ct: Ct));
        Assert.Equal(GrantAnswer.Done, await scope.Get<RoleBook>().GrantAsync(elsewhere, Role.Coordinator, TestPeople.County, ct: Ct));
    }

    /// <summary>Somebody holds two roles already; what one of them does not do yet cannot come to it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_table_is_not_changed_against_who_holds_two_roles(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (admin, both) = (await app.PersonWithAsync(Role.Admin, 0), await app.PersonWithAsync(Role.Station, TestPeople.Village));
        await app.GrantAsync(both, Role.Coordinator, TestPeople.County);
        await MustAsync(SetAsync(app, admin, "people.grant-roles", "station", "admin"));

        using var refused = await SetAsync(app, admin, "people.read-access-log", "coordinator", "admin");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        using var scope = app.Scope();
        Assert.Equal(GrantAnswer.Done, await scope.Get<RoleBook>().RevokeAsync(both, Role.Coordinator, TestPeople.County, ct: Ct));
        await MustAsync(SetAsync(app, admin, "people.read-access-log", "coordinator", "admin"));
    }

    /// <summary>In a small place there is one admin; where somebody else reads the log, it may come back to them.</summary>
    [Fact]
    public async Task Admins_do_both_as_they_did_out_of_the_box()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var admin = await app.PersonWithAsync(Role.Admin, 0);

        await MustAsync(SetAsync(app, admin, "people.read-access-log"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.BrowserOfAsync(admin)).GetAsync("/console/access-log", Ct)).StatusCode);
        await MustAsync(SetAsync(app, admin, "people.read-access-log", "admin"));
        Assert.Equal(HttpStatusCode.OK, (await (await app.BrowserOfAsync(admin)).GetAsync("/console/access-log", Ct)).StatusCode);
    }

    /// <summary>A pair says why, and no role but admin has both out of the box: what is given so would be refused tomorrow.</summary>
    [Fact]
    public async Task Every_pair_has_its_reason_and_stands_out_of_the_box()
    {
        var known = (await apps.On(TestDatabases.Sqlite)).Services.GetRequiredService<Permissions>();
        var pairs = known.All.SelectMany(one => one.NeverWith.Select(other => (One: one, Other: known.Find(other)))).ToList();

        Assert.NotEmpty(pairs);
        Assert.All(pairs, p => Assert.NotNull(p.Other));
        Assert.All(pairs, p => Assert.NotEmpty(p.One.NeverBecause));
        Assert.All(pairs, p => Assert.Empty(p.One.Given.Intersect(p.Other!.Given).Except(["admin"])));
    }

    private static async Task<HttpResponseMessage> SetAsync(TestApp app, Guid admin, string permission, params string[] roles) =>
        await (await app.ProgramOfAsync(admin)).PutAsJsonAsync(Api, new { permission, roles }, Ct);

    private static async Task MustAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
