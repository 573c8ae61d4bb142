using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>What somebody has half written is there again, whatever came between, until it has been taken.</summary>
[Collection(Players.Acting)]
public partial class DraftTests(Site site)
{
    private const string Title = "[name='Form.Title']";
    private const string Notes = "[name='Form.Notes']";
    private const string Kept = "form [data-kept]";

    [Theory]
    [InlineData("button[name=elder]", "button[name=elder]")]
    [InlineData("button[name=language][value=ru]", "button[name=language][value=zh-CN]")]
    [InlineData("button[name=theme][value=dark]", "button[name=theme][value=auto]")]
    public async Task A_switch_pressed_half_way_costs_no_word(string pressed, string back)
    {
        var page = await WriteAsync("灯不亮了", "晚上才在家");

        await page.Locator(pressed).First.ClickAsync();
        await page.Locator(Kept).WaitForAsync();

        Assert.Equal(("灯不亮了", "晚上才在家"), (await page.InputValueAsync(Title), await page.InputValueAsync(Notes)));
        Assert.True(await page.IsCheckedAsync("[name='Form.Urgency'][value=Urgent]"));
        Assert.True(await page.IsCheckedAsync("[name='Form.Part'][value=pm]"));
        await page.LookAsync($"draft-kept-{pressed}");
        await page.Locator(back).First.ClickAsync(); // It is the person's own choice, and the person others play as well.
        await page.Locator(Kept).WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_does_not_want_it_any_more_says_so_once()
    {
        var page = await WriteAsync("灯不亮了", "晚上才在家");
        await page.ReloadAsync();
        await page.GotoAsync("/orders/new");

        await page.Locator($"{Kept} button").ClickAsync();
        Assert.Equal("", await page.InputValueAsync(Title));

        await page.GotoAsync("/orders/new");
        Assert.Equal((0, ""), (await page.Locator(Kept).CountAsync(), await page.InputValueAsync(Title)));
        await page.Context.CloseAsync();
    }

    /// <summary>It came back with a message; somebody went away over it and comes back another time.</summary>
    [Fact]
    public async Task What_came_back_with_a_message_waits_until_it_has_been_taken()
    {
        var page = await WriteAsync("请帮忙看看水管", "后院的");
        await page.FillAsync("[name='Form.Address']", ""); // The one of the last order stands in it.
        await page.Locator("main form button.big").ClickAsync();
        await page.Locator(".field.wrong").First.WaitForAsync();
        Assert.Equal(0, await page.Locator(Kept).CountAsync()); // It stands there anyway.
        await page.FillAsync(Notes, "后院的，铁管");
        await page.GotoAsync("/");

        await page.GotoAsync("/orders/new");
        Assert.Equal(("请帮忙看看水管", "后院的，铁管"), (await page.InputValueAsync(Title), await page.InputValueAsync(Notes)));
        await page.FillAsync("[name='Form.Address']", "东头第三家");
        await page.Locator("main form button.big").ClickAsync();
        await page.ArriveAsync(Order());

        await page.GotoAsync("/orders/new");
        Assert.Equal((0, ""), (await page.Locator(Kept).CountAsync(), await page.InputValueAsync(Title)));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_leaves_a_shared_phone_leaves_no_word_on_it()
    {
        var page = await WriteAsync("药在柜子里", "钥匙在门垫下");
        await page.GotoAsync("/me");
        await page.Locator("form[action*='sign-out'] button").First.ClickAsync();
        await page.ArriveAsync(NotMe());

        Assert.Equal("", await page.EvaluateAsync<string>("Object.keys(localStorage).filter(k => k.startsWith('wg-draft.')).join()"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_network_nothing_is_sent_and_nothing_lost()
    {
        var page = await WriteAsync("请帮忙看看电视", "没有声音");
        await page.FillAsync("[name='Form.Address']", "东头第三家");
        await page.Context.SetOfflineAsync(true);
        await page.Locator("main form button.big").ClickAsync();
        await page.Locator("form [data-offline]").WaitForAsync();
        Assert.EndsWith("/orders/new", page.Url, StringComparison.Ordinal);

        await page.Context.SetOfflineAsync(false);
        await page.Locator("form [data-offline]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("main form button.big").ClickAsync();
        await page.ArriveAsync(Order());
        await page.Context.CloseAsync();
    }

    /// <summary>The phone believes that it has a network, and what is sent does not arrive.</summary>
    [Fact]
    public async Task A_form_that_did_not_arrive_leads_to_a_page_that_says_so_and_back_to_its_words()
    {
        var page = await WriteAsync("请帮忙看看收音机", "没有声音");
        await page.EvaluateAsync("() => navigator.serviceWorker.ready");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller && sessionStorage.offline");
        await page.EvaluateAsync("() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true })");
        await page.Context.SetOfflineAsync(true);
        await page.Locator("main form button.big").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("现在没有网");

        await page.Context.SetOfflineAsync(false);
        await page.Locator("main a.primary").ClickAsync();
        await page.Locator(Kept).WaitForAsync();
        Assert.Equal(("请帮忙看看收音机", "没有声音"), (await page.InputValueAsync(Title), await page.InputValueAsync(Notes)));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_cannot_be_fetched_says_what_to_do_in_the_readers_language()
    {
        var page = await site.OpenAsync("/", Size.Phone, new(Language: "ru"));
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller && sessionStorage.offline");
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/stations");
        Assert.Equal("Сейчас нет сети", await page.TextContentAsync("h1"));
        await page.LookAsync("offline");

        await page.Context.SetOfflineAsync(false);
        await page.Locator("main a.primary").ClickAsync();
        Assert.NotEqual("Сейчас нет сети", await page.TextContentAsync("h1"));
        Assert.EndsWith("/stations", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> WriteAsync(string title, string notes)
    {
        var page = await site.EnterAsync("resident", Size.Phone);
        await page.GotoAsync("/orders/new");
        await page.FillAsync(Title, title);
        await page.Locator("[name='Form.Urgency'][value=Urgent]").CheckAsync();
        await page.SelectOptionAsync("[name='Form.Day']", new SelectOptionValue { Index = 1 }); // Whatever the hour is.
        await page.Locator("[name='Form.Part'][value=pm]").CheckAsync();
        await page.FillAsync(Notes, notes);
        return page;
    }

    [GeneratedRegex("/orders/[^/]+-[^/]+$")]
    private static partial Regex Order();

    [GeneratedRegex("(?<!/me)$")]
    private static partial Regex NotMe();
}
