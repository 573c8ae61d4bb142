namespace Weiguang.Browser;

/// <summary>A clerk with many tabs, a volunteer who looks at another app for a moment.</summary>
public class LiveTabTests(Site site)
{
    private const string Turn = "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }";

    [Fact]
    public async Task Tabs_nobody_looks_at_leave_room_for_the_next_page()
    {
        var first = await site.EnterAsync("volunteer", Size.Desk);
        for (var i = 0; i < 8; i++)
        {
            var tab = await first.Context.NewPageAsync();
            await tab.GotoAsync("/messages");
            await tab.Locator("wg-live").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await tab.EvaluateAsync(Turn, true); // Headless tabs never are in the background by themselves.
        }

        var next = await first.Context.NewPageAsync();
        await next.GotoAsync("/me", new() { Timeout = 15_000 });

        Assert.NotEmpty(await next.InnerTextAsync("h1"));
        await first.Context.CloseAsync();
    }

    /// <summary>In the middle of a form, on a page whose forms carry no version: it is not pulled away, and they are told.</summary>
    [Fact]
    public async Task Whoever_looks_again_in_the_middle_of_a_form_is_told_that_something_is_new()
    {
        var page = await site.EnterAsync("volunteer", Size.Phone);
        await page.GotoAsync("/messages");
        await ListensAsync(page);
        await page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<textarea id=mine></textarea>')");
        await page.FillAsync("#mine", "写到一半");
        await page.EvaluateAsync(Turn, true);
        await page.EvaluateAsync("document.querySelector('wg-live').text = 'of before'"); // What it read then.
        await page.EvaluateAsync("document.querySelector('wg-live').dataset.since = 'another.1'"); // Another node made the page: this one cannot know.

        await page.EvaluateAsync(Turn, false);

        await page.Locator("wg-live .flash:has-text('有新变化')").First.WaitForAsync();
        Assert.Equal("写到一半", await page.InputValueAsync("#mine"));
        await page.Context.CloseAsync();
    }

    /// <summary>An answer such as "busy" ends a browser's listening for good.</summary>
    [Fact]
    public async Task A_page_that_was_turned_away_asks_again()
    {
        var page = await site.EnterAsync("volunteer", Size.Phone);
        await page.RouteAsync("**/live/me*", route => route.FulfillAsync(new() { Status = 503 }));
        await page.GotoAsync("/messages");
        await page.Locator("wg-live").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("document.querySelector('wg-live').patience = 50");
        await page.UnrouteAsync("**/live/me*");
        await page.EvaluateAsync("document.querySelector('wg-live').fail()");

        for (var deadline = DateTime.UtcNow.AddMinutes(2); await page.EvaluateAsync<int>("document.querySelector('wg-live').source?.readyState ?? 2") != 1; await Task.Delay(100))
        {
            Assert.True(DateTime.UtcNow < deadline, "It never listened again.");
        }

        await page.Context.CloseAsync();
    }

    /// <summary>A gateway that is away for a moment, such as while a database starts again.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)] // No answer at all.
    public async Task News_that_could_not_be_fetched_is_told_and_fetched_again(bool answers)
    {
        var page = await site.EnterAsync("volunteer", Size.Phone);
        await page.GotoAsync("/messages");
        await page.Locator("wg-live").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("document.querySelector('main h1').textContent = 'of before'");
        await page.RouteAsync("**/messages", route => answers ? route.FulfillAsync(new() { Status = 503 }) : route.AbortAsync());

        await page.EvaluateAsync("document.querySelector('wg-live').changed()");
        await page.Locator("wg-live .flash:has-text('有新变化')").First.WaitForAsync();
        await page.UnrouteAsync("**/messages");

        await page.Locator("main h1:not(:text-is('of before'))").WaitForAsync(new() { Timeout = 60_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Whoever_looks_again_sees_what_happened_meanwhile()
    {
        var page = await site.EnterAsync("volunteer", Size.Phone);
        await page.GotoAsync("/messages");
        await ListensAsync(page);
        await page.EvaluateAsync(Turn, true);
        await page.EvaluateAsync("document.querySelector('main h1').textContent = 'of before'");
        await page.EvaluateAsync("document.querySelector('wg-live').dataset.since = 'another.1'");

        await page.EvaluateAsync(Turn, false);

        await page.Locator("main h1:not(:text-is('of before'))").WaitForAsync();
        await page.Context.CloseAsync();
    }

    private static async Task ListensAsync(IPage page) =>
        await page.EvaluateAsync("new Promise(done => { const look = () => document.querySelector('wg-live')?.wasReady ? done() : setTimeout(look, 50); look(); })");
}
