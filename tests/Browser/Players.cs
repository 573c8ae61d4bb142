namespace Weiguang.Browser;

/// <summary>The living people of the demo county, one per role.</summary>
public static class Players
{
    /// <summary>A browser in which this player is signed in by one tap on /demo.</summary>
    public static async Task<IPage> EnterAsync(this Site site, string role, Size size, Look? look = null)
    {
        var page = await site.OpenAsync("/demo", size, look);
        await page.Locator($"form:has(input[name=Role][value={role}]) button").ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("/demo", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        return page;
    }

    /// <summary>Keeps a picture of the page and holds it to WCAG and to the width of the screen.</summary>
    public static async Task LookAsync(this IPage page, string name)
    {
        await page.SaveAsync(name);
        await page.AssertAccessibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} is wider than the screen");
    }
}
