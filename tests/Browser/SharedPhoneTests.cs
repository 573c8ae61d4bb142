using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>A phone in a family or at a station, which several people use one after the other.</summary>
public partial class SharedPhoneTests(Site site)
{
    [Theory, InlineData("coordinator", ""), InlineData("resident", "药在柜子里")]
    public async Task Going_back_nobody_reads_what_another_wrote_and_whoever_wrote_it_finds_it(string next, string read)
    {
        var page = await site.EnterAsync("resident", Size.Phone);
        await page.GotoAsync("/orders/new");
        await page.FillAsync("[name='Form.Title']", "药在柜子里");
        await page.GotoAsync("/me");
        await page.Locator("form[action*='sign-out'] button").First.ClickAsync();
        await page.ArriveAsync(Anywhere());
        await page.GotoAsync("/demo");
        await page.Locator($"form:has(input[name=Role][value={next}]) button").ClickAsync();
        await page.ArriveAsync(new Regex("(?<!/demo)$"));

        for (var i = 0; i < 6 && !page.Url.EndsWith("/orders/new", StringComparison.Ordinal); i++)
        {
            await page.GoBackAsync();
        }

        await page.Locator("[name='Form.Title']").WaitForAsync();
        Assert.Equal(read, await page.InputValueAsync("[name='Form.Title']"));
        await page.Context.CloseAsync();
    }

    [GeneratedRegex("(?<!/me)$")]
    private static partial Regex Anywhere();
}
