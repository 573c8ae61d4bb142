using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.People.Roles;

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

        var told = (await page.ReadPageAsync(Ct)).QuerySelector("#Roles-error")!.TextContent;
        Assert.All(["那样是自己管自己", "“站点工作人员”一个身份"], words => Assert.Contains(words, told, StringComparison.Ordinal));
        Assert.DoesNotContain("换一个人", told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, program.StatusCode);
        Assert.Equal("[\"station\"]", JsonDocument.Parse(await program.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("roles").GetRawText());
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
        var told = await refused.Content.ReadAsStringAsync(Ct);
        Assert.All(["那样是自己管自己", "已经是“站点工作人员”，再给“协调员”"], words => Assert.Contains(words, told, StringComparison.Ordinal));

        using var scope = app.Scope();
        Assert.Equal(GrantAnswer.Excluded, (await scope.Get<RoleBook>().GrantAsync(keeper, Role.Coordinator, TestPeople.County, ct: Ct)).Answer);
        Assert.Equal(GrantAnswer.Done, (await scope.Get<RoleBook>().GrantAsync(elsewhere, Role.Coordinator, TestPeople.County, ct: Ct)).Answer);
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
        Assert.Contains("Station在同一个地方又是“站点工作人员”又是“协调员”", JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("title").GetString(), StringComparison.Ordinal);

        using var scope = app.Scope();
        Assert.Equal(GrantAnswer.Done, (await scope.Get<RoleBook>().RevokeAsync(both, Role.Coordinator, TestPeople.County, ct: Ct)).Answer);
        await MustAsync(SetAsync(app, admin, "people.read-access-log", "coordinator", "admin"));
    }

    /// <summary>Somebody came to hold both before it was forbidden. That is for whoever gives roles to put right; what it has nothing to do with goes on.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_stood_before_does_not_freeze_the_rest_of_the_table(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (admin, both) = (await app.PersonWithAsync(Role.Admin, 0), await app.PersonWithAsync(Role.Station, TestPeople.Village));
        await MustAsync(SetAsync(app, admin, "people.grant-roles", "station", "admin"));
        await MustAsync(SetAsync(app, admin, "people.read-access-log", "coordinator", "admin"));
        await SlipInAsync(app, both, Role.Coordinator);

        await MustAsync(SetAsync(app, admin, "teams.found", "admin"));
        using var worse = await SetAsync(app, admin, "people.read-access-log", "station", "coordinator", "admin");
        Assert.Equal(HttpStatusCode.Conflict, worse.StatusCode);
        await MustAsync(SetAsync(app, admin, "people.read-access-log", "admin"));
    }

    /// <summary>A grant and a change of the table, each fine by itself: whoever comes second sees the first.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_table_waits_for_whoever_is_giving_a_role(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (admin, keeper) = (await app.PersonWithAsync(Role.Admin, 0), await app.PersonWithAsync(Role.Station, TestPeople.Village));
        await MustAsync(SetAsync(app, admin, "people.grant-roles", "station", "admin"));
        Task<HttpResponseMessage> change;
        using (var scope = app.Scope())
        {
            await using var work = await scope.Db.BeginWorkAsync(Ct);
            Assert.Equal(GrantAnswer.Done, (await scope.Get<RoleBook>().GrantAsync(keeper, Role.Coordinator, TestPeople.County, ct: Ct)).Answer);
            change = SetAsync(app, admin, "people.read-access-log", "coordinator", "admin");
            await app.UntilItWaitsAsync(change);
            await work.CommitAsync(Ct);
        }

        using var refused = await change;
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_gives_a_role_waits_for_the_table(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (admin, keeper) = (await app.PersonWithAsync(Role.Admin, 0), await app.PersonWithAsync(Role.Station, TestPeople.Village));
        await MustAsync(SetAsync(app, admin, "people.grant-roles", "station", "admin"));
        Task<GrantReply> grant;
        using var giver = app.Scope();
        using (var scope = app.Scope())
        {
            await using var work = await scope.Db.BeginWorkAsync(Ct);
            Assert.True((await scope.Get<PermissionBook>().ChangeAsync("people.read-access-log", [Role.Coordinator, Role.Admin], null, Ct)).IsDone);
            grant = Task.Run(async () => await giver.Get<RoleBook>().GrantAsync(keeper, Role.Coordinator, TestPeople.County, ct: Ct), Ct);
            await app.UntilItWaitsAsync(grant);
            await work.CommitAsync(Ct);
        }

        Assert.Equal(GrantAnswer.Excluded, (await grant).Answer);
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

    /// <summary>A row from before there were pairs.</summary>
    private static async Task SlipInAsync(TestApp app, Guid person, Role role)
    {
        using var scope = app.Scope();
        scope.Db.Add(RoleGrant.Grant(person, role, TestPeople.County, null, Guid.Empty, app.Clock.Now()));
        await scope.Db.SaveChangesAsync(Ct);
    }

    private static async Task<HttpResponseMessage> SetAsync(TestApp app, Guid admin, string permission, params string[] roles) =>
        await (await app.ProgramOfAsync(admin)).PutAsJsonAsync(Api, new { permission, roles }, Ct);

    private static async Task MustAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
