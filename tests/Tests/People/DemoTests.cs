using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.People;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

public sealed class DemoTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Without_the_mark_there_is_no_demo(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.PersonWithAsync(Role.Admin, 0);
        await AbsentAsync(app);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task With_the_mark_each_role_is_one_tap_away(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var players = await MarkAsync(app);
        foreach (var (role, person) in players)
        {
            var program = app.Browser();
            using var answer = await program.PostAsJsonAsync("/api/v1/auth/demo", new { role = role.Word() });
            program.DefaultRequestHeaders.Authorization = new("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
            var me = await program.GetFromJsonAsync<JsonElement>("/api/v1/me");
            Assert.Equal(person, me.GetProperty("id").GetGuid());
            Assert.Equal(role.Word(), me.GetProperty("acting").GetString());

            var browser = app.Browser();
            using var entered = await browser.SubmitAsync("/demo", fields: null, $"form:has([value='{role.Word()}'])");
            Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).StatusCode);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task When_the_mark_is_taken_away_the_demo_is_gone(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await MarkAsync(app);
        using (var scope = app.Scope())
        {
            await DemoMark.SetAsync(scope.Db, new Dictionary<Role, Guid>());
        }

        await AbsentAsync(app);
    }

    [Fact]
    public async Task A_role_that_nobody_plays_gets_a_message()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await MarkAsync(app);
        using var answer = await app.Browser().PostAsJsonAsync("/api/v1/auth/demo", new { role = "emperor" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task AbsentAsync(TestApp app)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync("/demo")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().PostAsJsonAsync("/api/v1/auth/demo", new { role = "admin" })).StatusCode);
    }

    private static async Task<Dictionary<Role, Guid>> MarkAsync(TestApp app)
    {
        var players = new Dictionary<Role, Guid> { [Role.Resident] = await app.PersonAsync(), [Role.Volunteer] = await app.VolunteerAsync() };
        foreach (var role in new[] { Role.TeamLeader, Role.Station, Role.Coordinator, Role.Admin })
        {
            players[role] = await app.PersonWithAsync(role, teamId: role == Role.TeamLeader ? Guid.CreateVersion7() : null);
        }

        using var scope = app.Scope();
        await DemoMark.SetAsync(scope.Db, players);
        return players;
    }
}
