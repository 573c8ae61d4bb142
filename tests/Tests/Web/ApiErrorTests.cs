using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel;
using Weiguang.Kernel.Http;
using Weiguang.Tests.Architecture;
using Weiguang.Web;
using Weiguang.Web.Api;

namespace Weiguang.Tests.Web;

public sealed partial class ApiErrorTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(TestDatabases.Sqlite, Probe.With(routes =>
    {
        routes.MapPost("/api/v1/probe", (Order order) => TypedResults.Ok(order));
        routes.MapGet("/api/v1/probe/{number}", (int number) => number);
        routes.MapGet("/probe-failure", string () => throw new InvalidOperationException("broken"));
        foreach (var refusal in (string[])["/probe-refusal", "/api/v1/probe-refusal"])
        {
            routes.MapGet(refusal, string () => throw new BadInputException("what", "没有找到"));
        }

        routes.MapGet("/api/v1/probe-failure", string () => throw new InvalidOperationException("the secret 13800000000"));
    }));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_unknown_address_of_the_API_is_a_problem_not_a_page()
    {
        var problem = await ProblemAsync(HttpMethod.Get, "/api/v1/nothing-here", HttpStatusCode.NotFound, "not-found");

        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.Equal("没有找到", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task The_title_speaks_the_callers_language()
    {
        using var client = _app.Browser("ru");
        var problem = await client.GetAsync("/api/v1/nothing-here", Ct);

        Assert.Contains("Не найдено", await problem.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_wrong_method_names_the_right_one()
    {
        using var response = await SendAsync(HttpMethod.Put, "/api/v1/probe", "{}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Equal("/problems/method-not-allowed", (await ReadAsync(response)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Broken_JSON_says_where()
    {
        var problem = await ProblemAsync(HttpMethod.Post, "/api/v1/probe", HttpStatusCode.BadRequest, "malformed-json", "{\n  \"what\": \"扫雪\",\n  \"people\": 3,,\n}");

        Assert.Equal(3, problem.GetProperty("line").GetInt32());
        Assert.Equal(15, problem.GetProperty("position").GetInt32());
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_names_its_field()
    {
        var problem = await ProblemAsync(HttpMethod.Post, "/api/v1/probe", HttpStatusCode.BadRequest, "malformed-json", """{"what": "扫雪", "people": "three"}""");

        Assert.Equal("这里的格式或类型不对", problem.GetProperty("errors").GetProperty("people")[0].GetString());
    }

    [Fact]
    public async Task Missing_fields_are_named()
    {
        var problem = await ProblemAsync(HttpMethod.Post, "/api/v1/probe", HttpStatusCode.BadRequest, "invalid", "{}");

        Assert.Equal(["what", "people"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory]
    [InlineData("/api/v1/probe/many", "number")]
    public async Task A_parameter_that_is_no_number_is_named(string url, string field)
    {
        var problem = await ProblemAsync(HttpMethod.Get, url, HttpStatusCode.BadRequest, "invalid");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public Task Other_content_than_JSON_is_refused() =>
        ProblemAsync(HttpMethod.Post, "/api/v1/probe", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type", "what=扫雪", "text/plain");

    [Fact]
    public Task A_megabyte_of_JSON_is_too_much() =>
        ProblemAsync(HttpMethod.Post, "/api/v1/probe", HttpStatusCode.RequestEntityTooLarge, "too-large", $$"""{"what": "{{new string('a', 1 << 20)}}", "people": 1}""");

    [Fact]
    public async Task A_failure_keeps_its_details_to_the_log()
    {
        using var response = await SendAsync(HttpMethod.Get, "/api/v1/probe-failure");
        var text = await response.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("/problems/server-error", text);
        Assert.DoesNotContain("secret", text);
        Assert.DoesNotContain("Exception", text);
    }

    [Fact]
    public void Every_problem_type_is_explained()
    {
        var catalog = _app.Services.GetRequiredService<ProblemCatalog>();
        var named = SourceTests.Sources().SelectMany(file => SourceTests.ProblemType().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet();
        var refused = SourceTests.Sources().SelectMany(file => Refused().Matches(File.ReadAllText(file))).Select(match => $"{match.Groups[1].Value.ToLowerInvariant()}-{match.Groups[2].Value}");
        var voices = Modules.Assemblies.SelectMany(a => a.GetTypes()).SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public)).Where(f => f.FieldType == typeof(StepVoice)).Select(f => (StepVoice)f.GetValue(null)!).ToList();

        Assert.NotEmpty(named);
        Assert.NotEmpty(voices);
        Assert.DoesNotContain(named.Concat(refused), type => catalog.Find(type) is null && !type.EndsWith('-'));
        Assert.All(voices, voice => Assert.All(voice.Notes, note => Assert.Equal(note, catalog.Find(note.Type))));
    }

    [Fact]
    public async Task Every_problem_type_has_a_page_that_explains_it()
    {
        using var client = _app.Browser("en");
        foreach (var note in _app.Services.GetRequiredService<ProblemCatalog>().All)
        {
            var page = await client.GetPageAsync($"/problems/{note.Type}", Ct);
            Assert.Equal(note.Type, page.QuerySelector("main h2 code")?.TextContent);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/problems/made-up", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/v1/probe-failure", HttpStatusCode.InternalServerError)]
    [InlineData("GET", "/probe-failure", HttpStatusCode.InternalServerError)]
    [InlineData("GET", "/api/v1/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/probe-refusal", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/probe-refusal", HttpStatusCode.BadRequest)]
    public async Task Errors_tell_browsers_what_our_pages_never_do(string method, string url, HttpStatusCode status)
    {
        using var response = await SendAsync(new HttpMethod(method), url);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains("default-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_page_takes_no_more_JSON_than_the_API()
    {
        using var response = await SendAsync(HttpMethod.Post, "/preferences", $"\"{new string('a', 1 << 20)}\"");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory, InlineData("null"), InlineData(" null\n")]
    public async Task A_body_of_null_is_told_what_is_expected(string body)
    {
        var problem = await ProblemAsync(HttpMethod.Post, "/api/v1/auth/code", HttpStatusCode.BadRequest, "bad-request", body);

        Assert.Contains("JSON 对象", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_is_nothing_is_read()
    {
        using var response = await SendAsync(HttpMethod.Post, "/api/v1/nothing-here", $"[{string.Join(',', Enumerable.Repeat("null", 9))}]");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Fields_of_a_form_have_names_in_any_case()
    {
        using var response = await SendAsync(HttpMethod.Post, "/preferences", "Elder=on&BACK=%2Factivities", "application/x-www-form-urlencoded");

        Assert.Equal("/activities", response.Headers.Location?.ToString());
    }

    private async Task<JsonElement> ProblemAsync(HttpMethod method, string url, HttpStatusCode status, string type, string? body = null, string content = "application/json")
    {
        using var response = await SendAsync(method, url, body, content);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await ReadAsync(response);
        Assert.Equal($"/problems/{type}", problem.GetProperty("type").GetString());
        return problem;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, string? body = null, string content = "application/json")
    {
        using var client = _app.Browser();
        return await client.SendAsync(new HttpRequestMessage(method, url) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, content) }, Ct);
    }

    private static Task<JsonElement> ReadAsync(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>(Ct);

    private sealed record Order
    {
        public required string What { get; init; }

        public required int People { get; init; }
    }

    [GeneratedRegex("Voice\\.(\\w+)\\.Refused\\(\"([\\w-]+)\"")]
    private static partial Regex Refused();
}
