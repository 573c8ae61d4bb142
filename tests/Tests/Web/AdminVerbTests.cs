using System.Net;
using Weiguang.People;
using Weiguang.People.Domain;
using Verb = Weiguang.Tests.Support.Verb;

namespace Weiguang.Tests.Web;

/// <summary>A site in earnest gets its first administrator from its operator.</summary>
public class AdminVerbTests
{
    private const string Phone = "13812345678";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_owner_of_a_phone_becomes_administrator_of_everything_once(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        Assert.Equal((0, ""), await Verb.RunAsync(store, "admin", Phone, "--name", "王强"));
        Assert.Equal((0, ""), await Verb.RunAsync(store, "admin", Phone));

        await using var app = await TestApp.StartAsync(store);
        using var scope = app.Scope();
        var person = await scope.Db.Set<Person>().SingleAsync(Ct);
        var grant = await scope.Db.Set<RoleGrant>().SingleAsync(Ct);
        Assert.Equal("王强", person.Name);
        Assert.Equal((person.Id, Role.Admin, 0L, Guid.Empty), (grant.PersonId, grant.Role, grant.DivisionCode, grant.GrantedBy));
        var browser = await app.BrowserOfAsync(person.Id);
        foreach (var page in (string[])["/me", "/console/people", $"/console/people/{person.Id}"])
        {
            Assert.Equal((page, HttpStatusCode.OK), (page, (await browser.GetAsync(page, Ct)).StatusCode));
        }

        Assert.StartsWith("/console/", (await browser.GetAsync("/console", Ct)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Once it said that they were administrator already, and nobody had been appointed.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_would_come_to_watch_themselves_is_not_appointed_and_the_operator_reads_why(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await using var app = await TestApp.StartAsync(store);
        var watcher = await app.PersonAsync(phone: Phone);
        await app.GrantAsync(watcher, Role.Coordinator, TestPeople.County);
        using var admin = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        foreach (var (permission, role) in new[] { ("people.grant-roles", "admin"), ("people.read-access-log", "coordinator") })
        {
            using var moved = await admin.SubmitAsync($"/console/permissions?open={permission}", new { Roles = (string[])[role] }, "form#change", Ct);
            Assert.True(moved.StatusCode == HttpStatusCode.Redirect, await moved.Content.ReadAsStringAsync(Ct));
        }

        var answer = await Verb.RunAsync(store, "admin", Phone);
        Verb.Complains(answer, 1, "nobody may hold people.read-access-log besides people.grant-roles");
        Verb.Complains(answer, 1, $"role Coordinator over {TestPeople.County}");
    }

    [Fact]
    public async Task Whoever_has_no_account_needs_a_name_and_a_phone_that_is_one()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);

        Verb.Complains(await Verb.RunAsync(store, "admin", Phone), 1, "say the name too");
        Verb.Complains(await Verb.RunAsync(store, "admin", "0436-622", "--name", "王强"), 2, "is no mobile number");
    }
}
