using System.Net;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Security;

/// <summary>The API believes the cookie of the pages only from pages of ours.</summary>
public class OwnPagesTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "http://localhost", true)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Origin", "http://localhost:8080", false)] // Another port gets the cookie, too.
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Accept", "*/*", false)] // It does not say where it comes from.
    public async Task A_cookie_counts_only_from_a_page_of_ours(string header, string value, bool counts)
    {
        var browser = await (await apps.On(TestDatabases.Sqlite)).BrowserOfAsync(await (await apps.On(TestDatabases.Sqlite)).PersonAsync());
        browser.DefaultRequestHeaders.Remove("Origin");
        using var answer = await SendAsync(browser, header, value);

        Assert.Equal(counts, answer.IsSuccessStatusCode);
        if (!counts)
        {
            Assert.Equal((HttpStatusCode.Forbidden, "/problems/foreign-page"), (answer.StatusCode, (await answer.ProblemAsync()).GetProperty("type").GetString()));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_token_counts_from_everywhere_and_reading_does_too(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        var (program, browser) = (await app.ProgramOfAsync(person), await app.BrowserOfAsync(person));
        browser.DefaultRequestHeaders.Remove("Origin");
        using var sent = await SendAsync(program, "Origin", "https://evil.example");
        using var read = await browser.GetAsync("/api/v1/me", Ct);

        Assert.True(sent.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_somebody_signed_in_was_shown_is_kept_by_no_cache(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        var (program, browser) = (await app.ProgramOfAsync(person), await app.BrowserOfAsync(person));
        foreach (var (client, path) in ((HttpClient, string)[])[(program, "/api/v1/me"), (browser, "/api/v1/me"), (browser, "/me"), (browser, "/orders"), (browser, "/api/v1/orders/none")])
        {
            using var answer = await client.GetAsync(path, Ct);
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
        }

        using var open = await app.Browser().GetAsync("/api/v1/stations", Ct);
        Assert.Null(open.Headers.CacheControl);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/me/messages/read");
        request.Headers.TryAddWithoutValidation(header, value);
        return client.SendAsync(request, Ct);
    }
}
