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

    [Fact]
    public async Task Whoever_has_no_account_needs_a_name_and_a_phone_that_is_one()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);

        Verb.Complains(await Verb.RunAsync(store, "admin", Phone), 1, "say the name too");
        Verb.Complains(await Verb.RunAsync(store, "admin", "0436-622", "--name", "王强"), 2, "is no mobile number");
    }
}
