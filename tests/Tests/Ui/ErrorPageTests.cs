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

    [Fact]
    public async Task Somebody_refused_is_told_which_role_the_page_needs_and_who_they_are()
    {
        await using var app = await TestApp.StartAsync("Sqlite");
        var browser = await app.BrowserOfAsync(await app.VolunteerAsync());

        using var response = await browser.GetAsync("/console/orders", Ct);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var main = (await response.ReadPageAsync(Ct)).QuerySelector("main")!;
        Assert.Contains("这一页要站点工作人员或协调员的身份，您现在是志愿者", main.TextContent);
        Assert.DoesNotContain("没有登录", main.TextContent);
    }
}
