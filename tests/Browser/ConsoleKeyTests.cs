namespace Weiguang.Browser;

public class ConsoleKeyTests(Site site)
{
    [Fact]
    public async Task Keys_walk_the_rows_open_one_and_show_their_help()
    {
        var page = await site.OpenAsync("/design/console", Size.Desk);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        Assert.Equal("1041", await FocusedAsync(page));
        await page.Keyboard.PressAsync("k");
        Assert.Equal("1042", await FocusedAsync(page));
        await page.Keyboard.PressAsync("?");
        Assert.True(await page.IsVisibleAsync("dialog"));
        await page.SaveAsync("design-console-keys");
        await page.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        Assert.Equal("q", await page.EvaluateAsync<string>("document.activeElement.name"));
        await page.Keyboard.PressAsync("j");
        Assert.Equal("j", await page.InputValueAsync("[name=q]"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_digit_pressed_twice_presses_its_button_once()
    {
        var page = await site.OpenAsync("/design/console", Size.Desk);
        await page.EvaluateAsync("""
            () => {
              window.sent = 0;
              document.querySelector('main').insertAdjacentHTML('beforeend', '<form method="post"><button data-hotkey="1">1</button></form>');
              document.querySelector('main form:last-child').addEventListener('submit', () => window.sent++);
              addEventListener('submit', event => { window.sent += event.defaultPrevented ? 100 : 0; event.preventDefault(); });
            }
            """);
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("1");
        Assert.Equal(3 + 200, await page.EvaluateAsync<int>("window.sent")); // Sent the first time, held back the other two.
        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        await page.Keyboard.PressAsync("1");
        Assert.Equal(4 + 200, await page.EvaluateAsync<int>("window.sent"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task On_a_phone_the_menu_opens_without_JavaScript()
    {
        var page = await site.OpenAsync("/design/console", Size.Phone, new(Script: false));
        Assert.False(await page.IsVisibleAsync("#menu"));
        await page.ClickAsync(".open");
        Assert.True(await page.IsVisibleAsync("#menu"));
        await page.SaveAsync("design-console-menu");
        await page.ClickAsync("#menu .close");
        Assert.False(await page.IsVisibleAsync("#menu"));
        await page.Context.CloseAsync();
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.textContent");
}
