using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Http;
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

    [Fact]
    public async Task What_the_operator_switches_off_is_refused_and_not_an_error()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, Real, ("Pace:orders.place:PerHour", "0"));
        var village = await Village.BuildAsync(app);

        using var answer = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(), Ct);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
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

    /// <summary>Otherwise whoever breaks the line at the right moment would have as many as they like.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Who_hangs_up_after_it_was_done_has_done_it(bool wasKept)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, Real);
        using var scope = app.Scope();
        var (pace, verb) = (scope.Get<Pace>(), new Verb("tests.hang-up", PerHour: 1, PerDay: 1));
        scope.Get<Viewer>().Become(Guid.NewGuid());

        Assert.Null(await pace.TakeAsync(verb));
        await Assert.ThrowsAsync<OperationCanceledException>(() => pace.CountAsync<bool>(verb, () =>
        {
            Keeping.Watch().Value = wasKept;
            throw new OperationCanceledException();
        }, done => done, _ => false));

        Assert.Equal(wasKept, await pace.TakeAsync(verb) is not null);
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

    /// <summary>Whatever else changes something, and why it needs no throttle.</summary>
    private static readonly Dictionary<string, string[]> NotPaced = new()
    {
        ["has limits of its own, by phone and address"] =
        [
            "DELETE /api/v1/auth/token",
            "POST /api/v1/auth/code",
            "POST /api/v1/auth/demo",
            "POST /api/v1/auth/register",
            "POST /api/v1/auth/token",
        ],
        ["settled at a desk, which keeps what says the same only once"] =
        [
            "POST /api/v1/activities/{id:guid}/check-in",
            "POST /api/v1/activities/{id:guid}/check-out",
            "POST /api/v1/activities/{id:guid}/still-here",
            "POST /api/v1/orders/{id:guid}/accept",
            "POST /api/v1/orders/{id:guid}/check-in",
            "POST /api/v1/orders/{id:guid}/check-out",
        ],
        ["sets what stands in it: a hundred times is once"] =
        [
            "DELETE /api/v1/activities/{id:guid}/kiosks/{kioskId:guid}",
            "DELETE /api/v1/activities/{id:guid}/signups/{shiftId:guid}",
            "DELETE /api/v1/albums/{album}/{owner:guid}/{photo:guid}",
            "DELETE /api/v1/hour-rules/{division:long}/{rule}",
            "DELETE /api/v1/me/card-keys/{keyId:guid}",
            "DELETE /api/v1/me/face",
            "POST /api/v1/me/face/consent",
            "POST /api/v1/me/card-keys",
            "PUT /api/v1/activities/{id:guid}",
            "PUT /api/v1/albums/{album}/{owner:guid}/{photo:guid}",
            "PUT /api/v1/console/star-rules",
            "PUT /api/v1/hour-rules/{division:long}/{rule}",
            "PUT /api/v1/me/messages/kinds",
            "PUT /api/v1/permissions",
            "PUT /api/v1/projects/{id:guid}",
        ],
        ["takes away movements that were drawn for it, and those are paced"] =
        [
            "POST /api/v1/hours/{id:guid}/engagements/{engagementId:guid}/face-checks",
            "PUT /api/v1/me/face",
        ],
        ["whoever runs the activity sets up their own door"] =
        [
            "POST /api/v1/activities/{id:guid}/kiosks",
        ],
        ["a step of a state machine: repeated it finds itself taken"] =
        [
            "POST /api/v1/activities/{id:guid}/agreement",
            "POST /api/v1/hours/{id:guid}/anomalies/{caseId:guid}/{verdict:regex(^(hold|clear|uphold)$)}",
            "POST /api/v1/activities/{id:guid}/approve",
            "POST /api/v1/albums/{album}/{owner:guid}/{photo:guid}/approve",
            "POST /api/v1/photo-reports/{id:guid}/decision",
            "POST /api/v1/hours/{id:guid}/backfills/{backfillId:guid}/agreement",
            "POST /api/v1/hours/{id:guid}/corrections/{correctionId:guid}/agreement",
            "POST /api/v1/console/star-rules/{division:long}/changes/{sequence:int}/decision",
            "POST /api/v1/hour-rules/{division:long}/{rule}/changes/{sequence:int}/decision",
            "POST /api/v1/hours/{id:guid}/backfills/{backfillId:guid}/decision",
            "POST /api/v1/activities/{id:guid}/cancel",
            "POST /api/v1/hours/{id:guid}/corrections/{correctionId:guid}/decision",
            "POST /api/v1/hours/{id:guid}/corrections/{correctionId:guid}/proposal",
            "POST /api/v1/activities/{id:guid}/evaluation",
            "POST /api/v1/activities/{id:guid}/held-scans/{nonce:guid}",
            "POST /api/v1/activities/{id:guid}/invitation/decline",
            "POST /api/v1/hours/{id:guid}/objections/{objectionId:guid}/decision",
            "POST /api/v1/activities/{id:guid}/pause",
            "POST /api/v1/activities/{id:guid}/publish",
            "POST /api/v1/hours/{id:guid}/records/{recordId:guid}/confirm",
            "POST /api/v1/hours/{id:guid}/records/{recordId:guid}/end",
            "POST /api/v1/activities/{id:guid}/reject",
            "POST /api/v1/activities/{id:guid}/resume",
            "POST /api/v1/hours/{id:guid}/engagements/{engagementId:guid}/evaluation",
            "POST /api/v1/activities/{id:guid}/signups/{shiftId:guid}/confirm",
            "POST /api/v1/activities/{id:guid}/signups/{shiftId:guid}/pass",
            "POST /api/v1/activities/{id:guid}/signups/{shiftId:guid}/{volunteerId:guid}/approve",
            "POST /api/v1/activities/{id:guid}/signups/{shiftId:guid}/{volunteerId:guid}/phone",
            "POST /api/v1/activities/{id:guid}/signups/{shiftId:guid}/{volunteerId:guid}/refuse",
            "POST /api/v1/activities/{id:guid}/signups/{shiftId:guid}/{volunteerId:guid}/remove",
            "POST /api/v1/activities/{id:guid}/submit",
            "POST /api/v1/activities/{id:guid}/withdraw",
            "POST /api/v1/certificates/{number}/revoke",
            "POST /api/v1/console/stars/{id:guid}/objections/{objectionId:guid}",
            "POST /api/v1/console/stars/{id:guid}/{step}",
            "POST /api/v1/me/certificates/{number}/revoke",
            "POST /api/v1/me/messages/read",
            "POST /api/v1/orders/{id:guid}/annul",
            "POST /api/v1/orders/{id:guid}/cancel",
            "POST /api/v1/orders/{id:guid}/complete",
            "POST /api/v1/orders/{id:guid}/decline",
            "POST /api/v1/orders/{id:guid}/dispatch",
            "POST /api/v1/orders/{id:guid}/dispute",
            "POST /api/v1/orders/{id:guid}/escalate",
            "POST /api/v1/orders/{id:guid}/offers",
            "POST /api/v1/orders/{id:guid}/rating",
            "POST /api/v1/orders/{id:guid}/recall",
            "POST /api/v1/orders/{id:guid}/reject",
            "POST /api/v1/orders/{id:guid}/release",
            "POST /api/v1/orders/{id:guid}/reward",
            "POST /api/v1/projects/{id:guid}/evaluation",
            "POST /api/v1/projects/{id:guid}/recommendation/answer",
            "POST /api/v1/projects/{id:guid}/rounds",
            "POST /api/v1/projects/{id:guid}/{step}",
            "POST /api/v1/teams/{id:guid}/leave",
            "POST /api/v1/teams/{id:guid}/members/{personId:guid}/{step}",
            "POST /api/v1/teams/{id:guid}/stay-deputy",
            "POST /api/v1/teams/{id:guid}/take-over",
        ],
    };

    [Fact]
    public async Task Whatever_else_changes_something_is_known_to_need_no_pace()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var plain = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && e.Metadata.GetMetadata<Verb>() is null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(m => m is not ("GET" or "HEAD")) == true)
            .Select(e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {e.RoutePattern.RawText!.TrimEnd('/')}").Order(StringComparer.Ordinal).ToList();

        Assert.Equal(NotPaced.SelectMany(n => n.Value).Order(StringComparer.Ordinal), plain);
    }

    /// <summary>What one person creates and others must handle; a new verb of that kind is added here.</summary>
    [Fact]
    public async Task Every_verb_that_makes_others_work_is_paced_on_the_api()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var paced = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Verb>() is not null && e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)) // The files of lists have tests of their own.
            .Select(e => $"{e.RoutePattern.RawText!.TrimEnd('/')} {e.Metadata.GetMetadata<Verb>()!.Name}").Order(StringComparer.Ordinal);

        string[] expected =
        [
            "/api/v1/activities activities.add",
            "/api/v1/activities/{id:guid}/attendance activities.kiosk-scans",
            "/api/v1/activities/{id:guid}/broadcasts activities.broadcast",
            "/api/v1/activities/{id:guid}/door-number activities.door-number",
            "/api/v1/activities/{id:guid}/group activities.invite",
            "/api/v1/activities/{id:guid}/invitations activities.invite",
            "/api/v1/activities/{id:guid}/kiosk-scans activities.kiosk-scans",
            "/api/v1/activities/{id:guid}/signups activities.sign-up",
            "/api/v1/activities/{id:guid}/walk-ins activities.let-in",
            "/api/v1/albums/{album}/{owner:guid} albums.add",
            "/api/v1/albums/{album}/{owner:guid}/{photo:guid}/report cases.report-photo",
            "/api/v1/hours/{id:guid}/backfills hours.backfill",
            "/api/v1/hours/{id:guid}/records/{recordId:guid}/corrections hours.correct",
            "/api/v1/hours/{id:guid}/records/{recordId:guid}/objections hours.object",
            "/api/v1/hours/{id:guid}/records/{recordId:guid}/photos hours.backfill",
            "/api/v1/ledger/asked-anchors ledger.anchor",
            "/api/v1/me/certificates certificates.issue",
            "/api/v1/me/face/challenges hours.face",
            "/api/v1/orders orders.place",
            "/api/v1/orders/{id:guid}/photos orders.photos",
            "/api/v1/projects projects.found",
            "/api/v1/projects/{id:guid}/adopt projects.adopt",
            "/api/v1/projects/{id:guid}/recommendation projects.recommend",
            "/api/v1/stars/{id:guid}/objections stars.object",
            "/api/v1/teams/{id:guid}/broadcasts teams.broadcast",
            "/api/v1/teams/{id:guid}/join teams.join",
        ];
        Assert.Equal(expected, paced);
    }
}
