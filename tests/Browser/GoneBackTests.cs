using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>A real Back to a form that was sent: with the script the form keeps its id, without it the server knows the content.</summary>
[Collection(Players.Acting)]
public class GoneBackTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Gone_back_and_sent_again_an_order_is_one_order(bool script)
    {
        var resident = await site.EnterAsync("resident", Size.Phone, new(Script: script));
        await resident.GotoAsync("/orders/new");
        await resident.FillAsync("[name='Form.Title']", $"请帮忙贴春联（{script}）");
        await resident.SelectOptionAsync("[name='Form.Day']", new SelectOptionValue { Index = 24 });
        await resident.Locator("[name='Form.Part'][value=am]").CheckAsync();
        await resident.FillAsync("[name='Form.Address']", "东头第三家，红铁门");
        await resident.Locator("main form button.big").ClickAsync();
        await resident.ArriveAsync(new Regex("/orders/[^/]+-[^/]+$"));
        var first = resident.Url;

        await resident.GoBackAsync();
        if (script)
        {
            await resident.FillAsync("[name='Form.Address']", "西头第一家");
        }

        await resident.Locator("main form button.big").ClickAsync();

        Assert.Equal(new Uri(first).AbsolutePath, await resident.Locator("form [role=alert] a").First.GetAttributeAsync("href"));
        await resident.Context.CloseAsync();
    }
}
