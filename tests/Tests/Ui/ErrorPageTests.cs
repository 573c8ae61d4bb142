using System.Net;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.Ui;

public class ErrorPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "没有找到这一页")]
    [InlineData("en-GB", "This page was not found")]
    [InlineData("ru", "Страница не найдена")]
    [InlineData("fr", "没有找到这一页")]
    public async Task A_missing_page_says_so_in_the_readers_language(string language, string title)
    {
        await using var app = await TestApp.StartAsync("Sqlite");

        using var response = await app.Browser(language).GetAsync("/no/such/page", Ct);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(title, (await response.ReadPageAsync(Ct)).QuerySelector("h1")?.TextContent);
    }

    [Theory]
    [InlineData("/error/403", 403)]
    [InlineData("/error/500", 500)]
    [InlineData("/error/12", 404)]
    public async Task Every_error_has_a_page_with_a_way_on(string address, int status)
    {
        await using var app = await TestApp.StartAsync("Sqlite");

        using var response = await app.Browser().GetAsync(address, Ct);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotNull((await response.ReadPageAsync(Ct)).QuerySelector("main a.button[href]"));
    }

    [Fact]
    public async Task A_post_to_nowhere_comes_to_a_page_too()
    {
        await using var app = await TestApp.StartAsync("Sqlite");

        using var response = await app.Browser().PostAsync("/no/such/page", new FormUrlEncodedContent([]), Ct);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotNull((await response.ReadPageAsync(Ct)).QuerySelector("h1"));
    }

    [Fact]
    public async Task The_api_keeps_its_own_errors()
    {
        await using var app = await TestApp.StartAsync("Sqlite");

        using var response = await app.Browser().GetAsync("/api/v1/no-such-thing", Ct);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
