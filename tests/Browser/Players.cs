using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>The living people of the demo county, one per role.</summary>
public static class Players
{
    /// <summary>The tests in which they do something: one after the other, for each player can be at one place only. Tests that just look may go on beside them.</summary>
    internal const string Acting = "players";

    /// <summary>A browser in which this player is signed in by one tap on /demo.</summary>
    public static async Task<IPage> EnterAsync(this Site site, string role, Size size, Look? look = null, Uri? address = null, IBrowser? browser = null)
    {
        var page = await site.OpenAsync("/demo", size, look, address, browser);
        await page.Locator($"form:has(input[name=Role][value={role}]) button").ClickAsync();
        await page.ArriveAsync(new Regex("(?<!/demo)$"));
        return page;
    }

    /// <summary>
    /// Waits until the page stands at such an address and is read to its end. The browser itself is asked: Playwright's own wait for an address listens for
    /// an event that may have passed between its look and its listening, and then waits for ever.
    /// </summary>
    public static async Task ArriveAsync(this IPage page, Regex address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(address, new() { Timeout = Site.Patience });
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Keeps a picture of the page and holds it to WCAG and to the width of the screen.</summary>
    public static async Task LookAsync(this IPage page, string name)
    {
        await page.SaveAsync(name);
        await page.AssertAccessibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} is wider than the screen");
    }

    /// <summary>Opens a page that has to be there, and looks at it.</summary>
    public static async Task VisitAsync(this IPage page, string path, string name)
    {
        var answer = await page.GotoAsync(path);
        Assert.True(answer!.Ok, $"{path} answered {answer.Status}");
        await page.LookAsync(name);
    }

    /// <summary>Opens the folded parts of a form that are not open yet.</summary>
    public static async Task UnfoldAsync(this IPage page, params string[] parts)
    {
        foreach (var part in parts)
        {
            if (!await page.Locator($"details#{part}").EvaluateAsync<bool>("d => d.open"))
            {
                await page.ClickAsync($"details#{part} > summary");
            }
        }
    }

    /// <summary>Opens a page again and again until it says what the program does in its own time.</summary>
    public static async Task UntilAsync(this IPage page, string path, string text)
    {
        for (var deadline = DateTime.UtcNow.AddMinutes(4); ; await Task.Delay(100))
        {
            await page.GotoAsync(path);
            var shown = await page.InnerTextAsync("main");
            if (shown.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            Assert.True(DateTime.UtcNow < deadline, $"{path} never said {text}:\n{shown}");
        }
    }
}
