using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Tests.Orders;
using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Web;

/// <summary>What no page or program of ours would send is answered, and never with 500.</summary>
public class StrangeRequestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData("utf-8"), InlineData("\"utf-8\""), InlineData("UTF-8")]
    public async Task A_charset_may_stand_in_quotes(string charset)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var content = new StringContent("""{"phone":"1"}""");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

        using var answer = await app.Browser().PostAsync("/api/v1/auth/code", content, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("phone", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_may_be_written_in_any_letters()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var browser = await app.BrowserOfAsync(await app.PersonAsync());
        var page = await browser.GetPageAsync("/me", Ct);

        using var dressed = await browser.SubmitAsync("/me", (IHtmlFormElement)page.QuerySelector("form[action='/preferences']")!, new { back = "/½?那=金\U0001F600", theme = "dark" }, Ct);
        Assert.Equal((HttpStatusCode.Redirect, "/%C2%BD?%E9%82%A3=%E9%87%91%F0%9F%98%80"), (dressed.StatusCode, dressed.Headers.Location!.OriginalString));
        using var left = await browser.SubmitAsync("/me", (IHtmlFormElement)page.QuerySelector("form[action='/sign-out']")!, new { back = "/½" }, Ct);
        Assert.Equal((HttpStatusCode.Redirect, "/%C2%BD"), (left.StatusCode, left.Headers.Location!.OriginalString));
        Assert.Contains(left.Headers.GetValues("Set-Cookie"), c => c.StartsWith("wg-session=;", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_page_leaves_out_what_it_cannot_read_in_its_address(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        var pages = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.Parameters.Count == 0)
            .Select(e => (Path: "/" + e.RoutePattern.RawText!.Trim('/'), Type: e.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type)).Where(p => p.Type is not null).Distinct().ToList();
        var asked = 0;
        foreach (var (path, type) in pages)
        {
            foreach (var name in type!.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                .Select(p => (p.Name, Asks: p.GetCustomAttribute<SupplyParameterFromQueryAttribute>())).Where(p => p.Asks is not null && p.Name != "Cursor").Select(p => p.Asks!.Name ?? p.Name))
            {
                foreach (var value in (string[])["", "abc", "1", "on", "-1", "99999999999999999999", "0x10", "%00", "%EF%BF%BE", "%ED%A0%80", "9999-12-31"])
                {
                    using var answer = await browser.GetAsync($"{path}?{name}={value}", Ct);
                    Assert.True((int)answer.StatusCode < 500, $"GET {path}?{name}={value} answered {(int)answer.StatusCode}");
                    asked++;
                }
            }
        }

        Assert.True(asked > 100);
        var open = await browser.GetPageAsync("/activities?open=1&free=on", Ct);
        Assert.NotEmpty(open.QuerySelectorAll("main .chip[aria-current]")); // 1 and on mean yes.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_queries_that_once_failed_do_not(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        foreach (var query in (string[])["/activities?division=abc", "/activities?open=1", "/activities?free=on", "/orders/new?station=abc", "/orders/new?other=1", "/stars?division=", "/teams?division=abc",
            "/regions/pick?within=", "/console/orders?late=1", "/activities?q=%EF%BF%BE", "/verify/%EF%BF%BE", "/console/people?q=%EF%BF%BE", "/activities?day=9999-12-31", "/activities?day=0001-01-01", "/teams?divi%E2%80%8Bsion=abc", "/activities?division=1&divi%E2%80%8Bsion=x"])
        {
            using var answer = await browser.GetAsync(query, Ct);
            Assert.True((int)answer.StatusCode < 500, $"GET {query} answered {(int)answer.StatusCode}");
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_list_with_a_hole_is_refused_where_the_hole_is(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var program = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        foreach (var list in (string[])["posts", "skills", "categories", "guarantees", "beneficiaries"])
        {
            using var answer = await SendAsync(program, "/api/v1/activities", $$"""{"title": "数组里有空", "{{list}}": [null]}""");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty($"{list}[0]", out _));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task No_mark_or_half_of_a_letter_opens_a_way_round_the_door(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var program = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));

        using var marked = await SendAsync(program, "/api/v1/activities", "\uFEFF{\"title\": \"数组里有空\", \"posts\": [null]}");
        using var half = await SendAsync(program, "/api/v1/activities", """{"zz": "\ud800", "title": "数组里有空", "posts": [null]}""");
        using var good = await SendAsync(program, "/api/v1/activities", "\uFEFF{\"title\": \"没有写完\"}");

        Assert.True((await marked.ProblemAsync()).GetProperty("errors").TryGetProperty("posts[0]", out _));
        Assert.Equal("/problems/malformed-json", (await half.ProblemAsync()).GetProperty("type").GetString());
        Assert.NotEqual("/problems/malformed-json", (await good.ProblemAsync()).GetProperty("type").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task JSON_of_any_kind_has_an_answer(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var program = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        string[] bodies =
        [
            "null", "[]", "1", "\"x\"", "{", "", """{"title": "\ud800"}""", """{"title": "a\u0000b"}""", """{"posts": [[null]]}""", """{"title": 1e999}""", """{"divisionCode": 99999999999999999999}""",
            """{"posts": [{"shifts": [{"startsAt": "9999-12-31T22:00:00Z", "endsAt": "9999-12-31T23:00:00Z"}]}]}""", """{"coveredUntil": "9999-12-31"}""", """{"opensAt": "0001-01-01T00:00:00Z"}""",
            """{"repeat": "FREQ=WEEKLY;freq=WEEKLY;BYDAY=FR"}""", $$"""{"title": "{{new string('长', 5000)}}"}""",
        ];
        foreach (var path in (string[])["/api/v1/activities", "/api/v1/orders", "/api/v1/teams", "/api/v1/auth/code", "/api/v1/auth/session"])
        {
            foreach (var body in bodies)
            {
                using var answer = await SendAsync(program, path, body);
                Assert.True((int)answer.StatusCode < 500, $"POST {path} {body[..Math.Min(body.Length, 60)]} answered {(int)answer.StatusCode}");
            }

            using var strange = await SendAsync(program, path, "{}", "application/json; charset=bogus");
            Assert.Contains((int)strange.StatusCode, (int[])[415, 404, 405]);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Forms_that_are_cut_or_malformed_have_an_answer(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var person = await app.PersonAsync();
        var browser = await app.BrowserOfAsync(person);
        var program = await app.ProgramOfAsync(person);
        foreach (var (body, type) in ((string, string)[])[
            ("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb", "multipart/form-data; boundary=x"), ("--x", "multipart/form-data; boundary=x"), ("x", "multipart/form-data"), ("", "multipart/form-data; boundary=x"),
            ("a=%00&b=%EF%BF%BE&%ED%A0%80=%ff", "application/x-www-form-urlencoded"), ("a=1", "application/x-www-form-urlencoded; charset=bogus"), ("a=1", "application/x-www-form-urlencoded; charset=utf-7"),
            (Part("name=\"a\"", "text/plain; charset=utf-7"), "multipart/form-data; boundary=x"), (Part("name=\"a\"; filename*=UTF-7''%ff%fe", "image/png"), "multipart/form-data; boundary=x"),
            (Part("name=\"=?utf-7?B?AAAA?=\"", "text/plain"), "multipart/form-data; boundary=x"), (string.Join('&', Enumerable.Range(0, 1100).Select(i => $"a{i}=1")), "application/x-www-form-urlencoded")])
        {
            foreach (var path in (string[])["/sign-in", "/me/profile", "/orders/new", "/preferences", "/me/sessions", "/sign-out"])
            {
                using var answer = await SendAsync(browser, path, body, type);
                Assert.True((int)answer.StatusCode < 500, $"POST {path} {type} {body[..Math.Min(40, body.Length)]} answered {(int)answer.StatusCode}");
            }

            using var photo = await SendAsync(program, $"/api/v1/orders/{Guid.NewGuid()}/photos", body, type);
            Assert.True((int)photo.StatusCode < 500, $"photos: {type} answered {(int)photo.StatusCode}");

            program.DefaultRequestHeaders.Add("Idempotency-Key", $"{Guid.NewGuid()}");
            using var keyed = await SendAsync(program, $"/api/v1/orders/{Guid.NewGuid()}/photos", body, type);
            program.DefaultRequestHeaders.Remove("Idempotency-Key");
            Assert.True((int)keyed.StatusCode < 500, $"photos with a key: {type} answered {(int)keyed.StatusCode}");
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_form_without_a_good_token_can_be_sent_once_more_and_loses_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var browser = await app.BrowserOfAsync(await app.PersonAsync());
        using var refused = await PostAsync(browser, "same-origin");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.ReadPageAsync(Ct);
        Assert.Equal("李秀兰", page.QuerySelector("input[name='Form.Name']")?.GetAttribute("value"));
        Assert.Equal("/me/profile", page.QuerySelector("form:has([name='Form.Name'])")?.GetAttribute("action"));

        using var foreign = await PostAsync(browser, "cross-site");
        Assert.Null((await foreign.ReadPageAsync(Ct)).QuerySelector("input[name='Form.Name']"));
    }

    [Theory, InlineData("asker", "99"), InlineData("volunteer", "-1"), InlineData("asker", "Nothing"), InlineData("asker", "")]
    public async Task A_step_that_there_is_not_is_not_found(string form, string step)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();

        using var answer = await (await app.BrowserOfAsync(village.ResidentId)).ForgeAsync($"/orders/{order}", ("_handler", form), ("Form.Do", step));

        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Redirect, $"{(int)answer.StatusCode}");
        Assert.Equal(OrderStatus.PendingReview, await village.StatusAsync(order));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_cursor_that_is_not_ours_is_said_to_be_none(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var admin = await app.PersonWithAsync(Role.Admin, 0);
        var (program, browser) = (await app.ProgramOfAsync(admin), await app.BrowserOfAsync(admin));
        string[] lists = ["/api/v1/orders?mine=asked", "/api/v1/console/orders?view=all", "/api/v1/activities?x=", "/api/v1/me/messages?x=", "/api/v1/teams?x=", "/api/v1/me/hours?x=", "/api/v1/anomalies?x=", "/api/v1/me/records?x="];
        foreach (var (path, cursor) in lists.SelectMany(l => ((string[])["zzz", "%00", "%E2%80%8B", "%20"]).Select(c => (l, c)))) // Cleaned, nothing is left of the last three.
        {
            using var answer = await program.GetAsync($"{path}&cursor={cursor}", Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path} answered {(int)answer.StatusCode} to {cursor}");
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty("cursor", out _));
        }

        foreach (var path in (string[])["/orders", "/activities", "/messages", "/teams", "/console/people", "/console/stations", "/console/orders"])
        {
            using var sent = await browser.GetAsync($"{path}?cursor=zzz&q=a", Ct);
            Assert.Equal((HttpStatusCode.Found, $"{path}?q=a"), (sent.StatusCode, sent.Headers.Location?.OriginalString));
            using var empty = await browser.GetAsync($"{path}?cursor=%00&q=a", Ct);
            Assert.Equal((HttpStatusCode.Found, $"{path}?q=a"), (empty.StatusCode, empty.Headers.Location?.OriginalString));
        }

        var told = await browser.GetPageAsync("/orders", Ct);
        Assert.Contains("从第一页看起", told.QuerySelector(".flash")?.TextContent);
    }

    private static string Part(string names, string type) => $"--x\r\nContent-Disposition: form-data; {names}\r\nContent-Type: {type}\r\n\r\nb\r\n--x--\r\n";

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/me/profile") { Content = new FormUrlEncodedContent([new("_handler", "profile"), new("Form.Name", "李秀兰")]) };
        request.Headers.Add("Sec-Fetch-Site", site);
        return await browser.SendAsync(request, Ct);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string body, string type = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await client.PostAsync(path, content, Ct);
    }
}
