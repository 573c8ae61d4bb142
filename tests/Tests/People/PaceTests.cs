using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Tests.Orders;
using Verb = Weiguang.People.Verb;

namespace Weiguang.Tests.People;

/// <summary>One person can give others only so much to do at once; whoever is stopped loses nothing of what they wrote.</summary>
public class PaceTests
{
    private static readonly (string, string) Real = ("Pace:Factor", "1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_seventy_orders_at_once_ten_are_taken(string database)
    {
        await using var app = await TestApp.StartAsync(database, Real);
        var village = await Village.BuildAsync(app);

        var answers = await Task.WhenAll(Enumerable.Range(0, 70).Select(_ => village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(), Ct)));

        Assert.Equal(10, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        var stopped = answers.Where(a => a.StatusCode != HttpStatusCode.Created).ToList();
        Assert.All(stopped, a => Assert.Equal(HttpStatusCode.TooManyRequests, a.StatusCode));
        Assert.All(stopped, a => Assert.Equal("3600", a.Headers.RetryAfter!.ToString()));
        Assert.Equal("/problems/too-many-requests", (await stopped[0].ProblemAsync()).GetProperty("type").GetString());
        using var scope = app.Scope();
        Assert.Equal(10, await scope.Db.Set<Order>().CountAsync(Ct));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await village.OrderAsync();
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_mistake_in_the_form_costs_nothing_and_a_neighbour_is_not_held_up(string database)
    {
        await using var app = await TestApp.StartAsync(database, Real, ("Pace:orders.place:PerHour", "2"));
        var village = await Village.BuildAsync(app);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { address = "" }), Ct);
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        await village.OrderAsync();
        await village.OrderAsync();
        using var third = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(), Ct);
        using var neighbour = await (await app.ProgramOfAsync(await app.PersonAsync("赵大娘"))).PostAsJsonAsync("/api/v1/orders", Village.Draft(), Ct);
        using var proxy = await village.Staff.PostAsJsonAsync("/api/v1/orders", Village.Draft(), Ct);

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal(HttpStatusCode.Created, neighbour.StatusCode);
        Assert.Equal(HttpStatusCode.Created, proxy.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Staff_who_order_for_a_village_may_do_so_far_more_often(string database)
    {
        await using var app = await TestApp.StartAsync(database, Real, ("Pace:orders.place:PerHour", "1"), ("Pace:StaffFactor", "3"));
        var village = await Village.BuildAsync(app);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => village.Staff.PostAsJsonAsync("/api/v1/orders", Village.Draft(), Ct)));

        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
    }

    [Fact]
    public async Task On_a_page_a_kind_sentence_stands_above_the_form_and_nothing_written_is_lost()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, Real, ("Pace:orders.place:PerHour", "1"));
        var village = await Village.BuildAsync(app);
        var browser = await app.BrowserOfAsync(village.ResidentId);
        var url = $"/orders/new?station={village.StationId}";
        var fields = new Dictionary<string, string> { ["Form.Title"] = "请帮忙买药", ["Form.Urgency"] = "Urgent", ["Form.Address"] = "西头第一家" };
        using var first = await browser.SubmitAsync(url, fields, "main form[method=post]", Ct);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        using var second = await browser.SubmitAsync(url, new Dictionary<string, string>(fields) { ["Form.Title"] = "再请人买米" }, "main form[method=post]", Ct);

        var page = await second.ReadPageAsync(Ct);
        Assert.Contains("请等 60 分钟再试", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal("再请人买米", page.QuerySelector("[name='Form.Title']")!.GetAttribute("value"));
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<Order>().CountAsync(Ct));
    }

    /// <summary>What one person creates and others must handle; a new verb of that kind is added here.</summary>
    [Fact]
    public async Task Every_verb_that_makes_others_work_is_paced_on_the_api()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var paced = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Verb>() is not null)
            .Select(e => $"{e.RoutePattern.RawText!.TrimEnd('/')} {e.Metadata.GetMetadata<Verb>()!.Name}").Order(StringComparer.Ordinal);

        string[] expected =
        [
            "/api/v1/activities activities.add",
            "/api/v1/activities/{id:guid}/backfills hours.backfill",
            "/api/v1/activities/{id:guid}/group activities.invite",
            "/api/v1/activities/{id:guid}/invitations activities.invite",
            "/api/v1/activities/{id:guid}/kiosk-scans activities.kiosk-scans",
            "/api/v1/activities/{id:guid}/records/{recordId:guid}/corrections hours.correct",
            "/api/v1/activities/{id:guid}/records/{recordId:guid}/objections hours.object",
            "/api/v1/activities/{id:guid}/signups activities.sign-up",
            "/api/v1/me/certificates certificates.issue",
            "/api/v1/orders orders.place",
            "/api/v1/orders/{id:guid}/photos orders.photos",
            "/api/v1/projects projects.found",
            "/api/v1/projects/{id:guid}/adopt projects.adopt",
            "/api/v1/projects/{id:guid}/recommendation projects.recommend",
            "/api/v1/stars/{id:guid}/objections stars.object",
            "/api/v1/teams/{id:guid}/join teams.join",
        ];
        Assert.Equal(expected, paced);
    }
}
