using System.Net;
using System.Net.Http.Json;
using Weiguang.Kernel.Http;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Security;

/// <summary>What is kept to answer a repeated request.</summary>
public class RememberedAnswerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_key_that_is_told_once_is_not_kept_and_not_told_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        using var first = await SendAsync(fair.Lead, $"/api/v1/activities/{fair.Activity}/kiosks", new { name = "门口" });
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var key = (await first.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Ct)).GetProperty("key").GetString()!;

        using var again = await SendAsync(fair.Lead, $"/api/v1/activities/{fair.Activity}/kiosks", new { name = "门口" });

        Assert.Equal((HttpStatusCode.Conflict, "/problems/secret-told-once"), (again.StatusCode, (await again.ProblemAsync()).GetProperty("type").GetString()));
        using var scope = app.Scope();
        var kept = await scope.Db.Set<RememberedAnswer>().SingleAsync(Ct);
        Assert.True(kept is { ToldOnce: true, Body.IsEmpty: true });
        Assert.Equal(1, await scope.Db.Set<Weiguang.Activities.CheckIn.Kiosk>().CountAsync(Ct));
        Assert.DoesNotContain((await WholeDump.ReadAsync(app, Ct)).Values, text => text.Contains(key, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Somebody_elses_key_is_a_key_of_ones_own(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        using var first = await SendAsync(village.Resident, "/api/v1/orders", Village.Draft());
        using var neighbour = await SendAsync(await app.ProgramOfAsync(await app.PersonAsync("赵四")), "/api/v1/orders", Village.Draft());

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, neighbour.StatusCode));
        Assert.False(neighbour.Headers.Contains("Idempotency-Replayed"));
        Assert.NotEqual(first.Headers.Location, neighbour.Headers.Location);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string url, object body) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", "one" } } }, Ct);
}
