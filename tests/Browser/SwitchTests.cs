namespace Weiguang.Browser;

/// <summary>The switches work without a line of JavaScript.</summary>
public class SwitchTests(Site site)
{
    private static readonly Look NoScript = new(Script: false);

    [Fact]
    public async Task One_tap_turns_elder_mode_on_and_another_off()
    {
        var page = await site.OpenAsync("/", Size.Phone, NoScript);
        await page.ClickAsync("button[name=elder]");
        Assert.Equal("on", await page.GetAttributeAsync("html", "data-elder"));
        await page.GotoAsync("/design");
        Assert.Equal("on", await page.GetAttributeAsync("html", "data-elder"));
        await page.ClickAsync("button[name=elder]");
        Assert.Null(await page.GetAttributeAsync("html", "data-elder"));
        Assert.EndsWith("/design", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_chosen_theme_wins_over_the_device()
    {
        var page = await site.OpenAsync("/", Size.Phone, NoScript with { Dark = true });
        var night = await BackgroundAsync(page);
        await page.ClickAsync("button[value=light]");
        Assert.Equal("rgb(250, 247, 242)", await BackgroundAsync(page));
        Assert.NotEqual("rgb(250, 247, 242)", night);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_chosen_language_wins_over_the_browser_and_an_error_page_speaks_it()
    {
        var page = await site.OpenAsync("/no-such-page", Size.Phone, NoScript);
        Assert.Equal("没有找到这一页", await page.TextContentAsync("h1"));
        await page.ClickAsync("button[value=ru]");
        Assert.EndsWith("/no-such-page", page.Url, StringComparison.Ordinal);
        Assert.Equal("ru", await page.GetAttributeAsync("html", "lang"));
        Assert.DoesNotMatch("[一-龥]", await page.TextContentAsync("main") ?? "");
        await page.Context.CloseAsync();
    }

    private static Task<string> BackgroundAsync(IPage page) => page.Locator("body").EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor");
}
