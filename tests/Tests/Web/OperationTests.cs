using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Tests.Web;

public class OperationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Alive_and_ready_with_a_migrated_database(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var client = app.Browser();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Ct)).StatusCode);
    }

    /// <summary>It is one for everybody and dear to make: whoever is signed in, or only says so, gets the one that was made.</summary>
    [Fact]
    public async Task The_description_of_the_API_is_made_once_for_all()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var person = await app.PersonAsync();
        await app.Browser().GetStringAsync("/openapi/v1.json", Ct);

        foreach (var client in new[] { app.Browser(), await app.BrowserOfAsync(person), await app.ProgramOfAsync(person), Claiming(app) })
        {
            using var answer = await client.GetAsync($"/openapi/v1.json?{Guid.NewGuid():N}", Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotNull(answer.Headers.Age);
        }
    }

    private static HttpClient Claiming(TestApp app)
    {
        var client = app.Browser();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "nobody");
        return client;
    }

    [Fact]
    public async Task On_PostgreSQL_a_server_without_a_data_folder_is_ready_too()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        var missing = Path.Combine(Path.GetTempPath(), $"weiguang-none-{Guid.NewGuid():N}");
        await using var app = await TestApp.StartAsync(TestDatabases.Postgres, ("data", missing));
        using var client = app.Browser();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Ct)).StatusCode);
        Assert.False(Directory.Exists(missing));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Not_ready_while_a_migration_is_missing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var client = app.Browser();
        using (var scope = app.Scope())
        {
            await scope.Db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", Ct);
        }

        using var response = await client.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("migrations", await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Ct)).StatusCode);
    }

    [Fact]
    public async Task Not_ready_when_the_database_is_gone()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        await using var app = await TestApp.StartAsync(TestDatabases.Postgres);
        using var client = app.Browser();
        await PostgresServer.DropAsync(new Npgsql.NpgsqlConnectionStringBuilder(app.ConnectionString).Database!);

        using var response = await client.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("database", await response.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_API_describes_itself_in_OpenAPI_3_1()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var client = app.Browser();
        var description = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", Ct)).RootElement;

        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString());
        Assert.True(description.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("bearer", out _));
        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            Assert.StartsWith("/api/v1/", path.Name);
            Assert.All(path.Value.EnumerateObject(), operation => Assert.True(operation.Value.GetProperty("responses").TryGetProperty("400", out _)));
        }
    }

    [Fact]
    public async Task The_API_page_lists_every_operation_without_a_script()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var client = app.Browser();
        var paths = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", Ct)).RootElement.GetProperty("paths").EnumerateObject().Select(p => p.Name);
        var page = await client.GetPageAsync("/docs/api", Ct);

        var listed = page.QuerySelectorAll("api-docs dt").Select(dt => dt.TextContent.Split(' ')[1]).ToHashSet();
        Assert.Empty(paths.Except(listed));
        foreach (var file in page.QuerySelectorAll("script[src], link[rel=stylesheet]").Select(e => e.GetAttribute("src") ?? e.GetAttribute("href")!))
        {
            Assert.StartsWith("/", file);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(file, Ct)).StatusCode);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/none")]
    [InlineData("/health/live")]
    public async Task Every_answer_forbids_foreign_scripts_and_frames(string url)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var client = app.Browser();
        using var response = await client.GetAsync(url, Ct);

        var policy = string.Concat(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_page_is_kept_for_strangers_by_language_and_never_for_the_signed_in()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var stranger = app.Browser();
        using var russian = app.Browser("ru");
        using var person = await app.BrowserOfAsync(await app.PersonAsync());
        await stranger.GetAsync("/problems", Ct);

        Assert.NotNull((await stranger.GetAsync("/problems", Ct)).Headers.Age);
        Assert.Null((await russian.GetAsync("/problems", Ct)).Headers.Age);
        Assert.Null((await person.GetAsync("/problems", Ct)).Headers.Age);
    }

    [Fact]
    public async Task Pages_travel_compressed()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var client = app.Browser();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var response = await client.GetAsync("/", Ct);

        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("", "10.0.0.1", "http://10.0.0.1")]
    [InlineData("10.0.0.0/8, ::1", "198.51.100.1", "http://198.51.100.1")]
    [InlineData("10.0.0.0/8, ::1", "10.0.0.1", "https://203.0.113.7")]
    public async Task A_forwarded_address_is_believed_from_named_proxies_only(string proxies, string caller, string seen)
    {
        Action<IServiceCollection> services = Probe.With(routes => routes.MapGet("/probe", (HttpRequest request) => $"{request.Scheme}://{request.HttpContext.Connection.RemoteIpAddress}"));
        services += s => s.AddSingleton<IStartupFilter>(new From(IPAddress.Parse(caller)));
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, services, ("ForwardedHeaders:Proxies", proxies));
        using var client = app.Browser();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        Assert.Equal(seen, await client.GetStringAsync("/probe", Ct));
    }

    private sealed class From(IPAddress caller) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = caller;
                return rest(context);
            });
            next(app);
        };
    }
}
