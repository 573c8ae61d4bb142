using AngleSharp.Html.Dom;
using Weiguang.Orders.Menu;

namespace Weiguang.Tests.Orders;

/// <summary>Nobody types where they live twice, and what was done well is asked for again with one tap; never from somebody else's order.</summary>
public class OnceMoreTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_form_knows_where_one_lives_and_what_one_asked_for(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        var browser = await app.BrowserOfAsync(village.ResidentId);

        Assert.Equal(("", "东头第三家，红铁门"), await FieldsAsync(browser, "/orders/new"));
        Assert.Equal(("灯不亮了，请人看看", "东头第三家，红铁门"), await FieldsAsync(browser, $"/orders/new?again={order}"));

        await village.Resident.StepAsync(order, "cancel");
        Assert.Equal($"/orders/new?again={order}", (await browser.GetPageAsync($"/orders/{order}", Ct)).QuerySelector("a[href*=again]")!.GetAttribute("href"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_somebody_elses_order_nothing_is_filled_in(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();

        foreach (var other in new[] { await app.PersonAsync("李大娘"), village.StaffId, await app.VolunteerAsync() })
        {
            Assert.Equal(("", ""), await FieldsAsync(await app.BrowserOfAsync(other), $"/orders/new?again={order}"));
        }
    }

    [Theory]
    [InlineData("助餐：送一顿热饭", "k-meal", "送一顿热饭")]
    [InlineData("助医：陪同看病取药", "k-hospital", "陪同看病取药")]
    [InlineData("家电维修", "k-repair", "家电维修")]
    [InlineData("洗衣机维修", "k-repair", "洗衣机维修")]
    [InlineData("发放米面", "k-home", "发放米面")]
    [InlineData("说不上来的事", "k-home", "说不上来的事")]
    public void A_picture_says_which_kind(string title, string picture, string name) => Assert.Equal((picture, name), (OrderKinds.PictureOf(title), OrderKinds.Short(title)));

    private static async Task<(string Title, string Address)> FieldsAsync(HttpClient browser, string page)
    {
        var form = await browser.GetPageAsync(page, Ct);
        return (Value(form, "Form.Title"), Value(form, "Form.Address"));
    }

    private static string Value(IHtmlDocument page, string name) => page.QuerySelector($"[name='{name}']")!.GetAttribute("value") ?? "";
}
