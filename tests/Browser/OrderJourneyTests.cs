using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>The whole order loop as its people play it: each in an own browser, by the pages alone.</summary>
[Collection(Players.Acting)]
public class OrderJourneyTests(Site site)
{
    public static TheoryData<string> Sizes => ["phone", "desk"];

    [Theory, MemberData(nameof(Sizes))]
    public async Task Five_people_bring_an_order_from_asking_to_the_ledger(string sizeName)
    {
        var size = sizeName == "phone" ? Size.Phone : Size.Desk;
        var title = $"请人来看看灯泡（{sizeName}）";
        var resident = await site.EnterAsync("resident", size);
        var order = await OrderAsync(resident, title, sizeName);

        var station = await site.EnterAsync("station", size);
        await DispatchAsync(station, order, title, sizeName);

        var volunteer = await site.EnterAsync("volunteer", size);
        await AcceptAsync(volunteer, order, sizeName);
        await AttendAsync(volunteer, resident, order, "到达码", "签到", sizeName);
        await AttendAsync(volunteer, resident, order, "完成码", "签退", sizeName);

        await RateAsync(resident, order, sizeName);

        var coordinator = await site.EnterAsync("coordinator", size);
        await coordinator.GotoAsync($"/console/orders/{order}");
        await coordinator.LookAsync($"journey-6-coordinator-{sizeName}");
        Assert.Contains(title, await coordinator.InnerTextAsync("h1"), StringComparison.Ordinal);

        await volunteer.GotoAsync("/me/hours");
        await volunteer.LookAsync($"journey-7-hours-{sizeName}");
        await volunteer.GotoAsync("/messages");
        await volunteer.LookAsync($"journey-8-messages-{sizeName}");
        Assert.Contains(title, await volunteer.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    private static async Task<string> OrderAsync(IPage resident, string title, string size)
    {
        await resident.GotoAsync("/orders/new");
        await resident.LookAsync($"journey-1-order-{size}");
        await resident.Locator("main form button.big").ClickAsync();
        Assert.True(await resident.Locator("[role=alert]").IsVisibleAsync(), "an empty order must say what is missing");
        await resident.LookAsync($"journey-1-order-refused-{size}");

        await resident.FillAsync("[name='Form.Title']", title);
        // A day on which the volunteer of the demo has promised nothing yet.
        await resident.SelectOptionAsync("[name='Form.Day']", new SelectOptionValue { Index = size == "phone" ? 20 : 21 });
        await resident.Locator("[name='Form.Part'][value=am]").CheckAsync();
        await resident.FillAsync("[name='Form.Address']", "东头第三家，红铁门");
        await resident.Locator("main form button.big").ClickAsync();
        await resident.ArriveAsync(new Regex("/orders/[^/]+-[^/]+$"));
        await resident.LookAsync($"journey-1-ordered-{size}");
        return resident.Url.Split('/')[^1];
    }

    private static async Task DispatchAsync(IPage station, string order, string title, string size)
    {
        await station.GotoAsync("/console/orders");
        await station.LookAsync($"journey-2-desk-{size}");
        await station.GetByRole(AriaRole.Link, new() { Name = title }).First.ClickAsync();
        await station.ArriveAsync(new Regex($"/console/orders/{order}$"));
        await station.LookAsync($"journey-2-candidates-{size}");
        await station.GetByRole(AriaRole.Button, new() { Name = "公开抢单" }).ClickAsync();
        await station.WaitForSelectorAsync(".flash.good");
        await station.LookAsync($"journey-2-dispatched-{size}");
    }

    private static async Task AcceptAsync(IPage volunteer, string order, string size)
    {
        await volunteer.GotoAsync("/tasks");
        await volunteer.LookAsync($"journey-3-tasks-{size}");
        await volunteer.GotoAsync($"/orders/{order}");
        await volunteer.LookAsync($"journey-3-offer-{size}");
        Assert.DoesNotContain("红铁门", await volunteer.InnerTextAsync("main"), StringComparison.Ordinal);
        await volunteer.GetByRole(AriaRole.Button, new() { Name = "我去" }).ClickAsync();
        await volunteer.WaitForSelectorAsync(".flash.good");
        Assert.Contains("红铁门", await volunteer.InnerTextAsync("main"), StringComparison.Ordinal);
        await volunteer.LookAsync($"journey-3-accepted-{size}");
    }

    private static async Task AttendAsync(IPage volunteer, IPage resident, string order, string codeName, string button, string size)
    {
        await resident.GotoAsync($"/orders/{order}");
        await resident.LookAsync($"journey-4-{button}-code-{size}");
        Assert.Contains(codeName, await resident.InnerTextAsync("main"), StringComparison.Ordinal);
        var code = await resident.InnerTextAsync("b.code");
        await volunteer.GotoAsync($"/orders/{order}");
        await TellAsync(code == "0000" ? "1111" : "0000");
        await volunteer.WaitForSelectorAsync("[role=alert]"); // A wrong code is refused.
        await TellAsync(code);
        await volunteer.WaitForSelectorAsync(".flash.good");
        await volunteer.LookAsync($"journey-4-{button}-{size}");

        async Task TellAsync(string digits)
        {
            await volunteer.FillAsync("[name='Form.Code']", digits);
            await volunteer.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            if (button == "签退")
            {
                await volunteer.GetByRole(AriaRole.Button, new() { Name = "真的做完了，签退" }).ClickAsync(); // They have only just come.
            }
        }
    }

    private static async Task RateAsync(IPage resident, string order, string size)
    {
        await resident.GotoAsync($"/orders/{order}");
        await resident.GetByRole(AriaRole.Button, new() { Name = "做完了" }).ClickAsync();
        await resident.WaitForSelectorAsync("[name='Form.Came']");
        await resident.LookAsync($"journey-5-rate-{size}");
        foreach (var choice in (string[])["[name='Form.Came'][value=true]", "[name='Form.OnTime'][value=true]", "[name='Form.Solved'][value=Yes]"])
        {
            await resident.Locator(choice).CheckAsync();
        }

        await resident.Locator("label[for='Form-Stars-5']").ClickAsync();
        await resident.GetByRole(AriaRole.Button, new() { Name = "评好了" }).ClickAsync();
        await resident.WaitForSelectorAsync(".flash.good");
        await resident.LookAsync($"journey-5-rated-{size}");
    }
}
