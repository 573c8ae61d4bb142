using System.Net;

namespace Weiguang.Browser;

/// <summary>
/// The browsers of one test class, one for each person and language: whoever only looks at pages signs in once, walks from page to page and changes on the way how the device is set
/// up. Tests that change something open browsers of their own by <see cref="Players"/>.
/// </summary>
public sealed class Walkers(Site site) : IAsyncLifetime
{
    private readonly Dictionary<(string, string), IPage> _pages = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <param name="role">One of the players of the demo; nobody when left out.</param>
    /// <param name="language">What the browser asks for.</param>
    public async Task<IPage> OfAsync(string role = "", string language = "zh-CN")
    {
        if (!_pages.TryGetValue((role, language), out var page))
        {
            var look = new Look(Language: language);
            _pages[(role, language)] = page = await (role.Length == 0 ? site.OpenAsync("/", look: look) : site.EnterAsync(role, Size.Phone, look));
        }

        return page;
    }

    /// <summary>Opens a page in all these looks and holds it to what every page owes everybody.</summary>
    /// <param name="role">As above.</param>
    /// <param name="path">Below the address.</param>
    /// <param name="name">Of the pictures; size and look are added.</param>
    /// <param name="looks">What the server renders alike (each size, light and dark) is one visit.</param>
    /// <param name="status">What the server has to answer.</param>
    internal async Task WalkAsync(string role, string path, string name, IEnumerable<(Size Size, Look Look)> looks, HttpStatusCode status = HttpStatusCode.OK)
    {
        foreach (var visit in looks.GroupBy(l => l.Look with { Dark = false }))
        {
            var page = await OfAsync(role, visit.Key.Language);
            await UseElderModeAsync(page, visit.Key.Elder);
            var answer = await page.GotoAsync(path);
            Assert.Equal((int)status, answer!.Status);
            Assert.StartsWith(visit.Key.Language[..2], await page.GetAttributeAsync("html", "lang"), StringComparison.Ordinal);
            Assert.Equal(visit.Key.Elder ? "on" : null, await page.GetAttributeAsync("html", "data-elder"));
            Assert.NotEmpty(await page.TitleAsync());
            foreach (var sized in visit.GroupBy(v => v.Size))
            {
                await page.SetViewportSizeAsync(sized.Key.Width, sized.Key.Height);
                await LookAsync(page, name, [.. sized]);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages.Values)
        {
            await page.Context.CloseAsync();
        }
    }

    private static async Task LookAsync(IPage page, string name, (Size Size, Look Look)[] colours)
    {
        foreach (var (i, (size, look)) in colours.Index())
        {
            await page.EmulateMediaAsync(new() { ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light });
            if (i == 0)
            {
                await page.LookAsync($"{name}-{size}-{look}");
            }
            else
            {
                await page.SaveAsync($"{name}-{size}-{look}");
                await page.AssertAccessibleAsync(coloursOnly: true);
            }
        }

        if (colours[0].Look.Elder)
        {
            await page.AssertLargeAsync();
        }
    }

    // Kept from nobody's account: the cookie is what pages are rendered from.
    private async Task UseElderModeAsync(IPage page, bool elder)
    {
        await page.Context.ClearCookiesAsync(new() { Name = "wg-prefs" });
        if (elder)
        {
            await page.Context.AddCookiesAsync([new() { Name = "wg-prefs", Value = "elder", Url = site.Address.ToString() }]);
        }
    }
}
