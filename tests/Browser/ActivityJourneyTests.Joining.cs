using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>The beginning of the loop: the plan, two places and a waiting line.</summary>
public sealed partial class ActivityJourneyTests
{
    private async Task<string> PlanAsync(IPage leader, DateOnly friday)
    {
        await leader.VisitAsync("/console/activities", "activity-1-mine");
        await leader.GetByRole(AriaRole.Link, new() { Name = "发起活动" }).ClickAsync();
        await leader.ArriveAsync(new Regex("/console/activities/new$"));
        await leader.LookAsync("activity-1-new");
        await leader.ClickAsync("button[value=publish]");
        Assert.True(await leader.Locator("[role=alert]").First.IsVisibleAsync(), "an empty plan must say what is missing");
        await leader.LookAsync("activity-1-refused");

        await leader.UnfoldAsync("more-what", "more-where", "more-posts", "more-door");
        await leader.FillAsync("[name='Form.Title']", Title);
        await leader.SelectOptionAsync("[name='Form.Category']", new SelectOptionValue { Index = 1 });
        await leader.FillAsync("[name='Form.Description']", "陪院里的老人**聊聊天**，读读报。\n\n- 带上笑脸");
        await leader.FillAsync("[name='Form.Place']", "幸福养老院一楼大厅");
        await leader.FillAsync("[name='Form.Position']", "45.3350, 122.7870");
        await leader.FillAsync("[name='Form.Times[0].Day']", $"{friday:yyyy-MM-dd}");
        await leader.FillAsync("[name='Form.Times[0].From']", "14:00");
        await leader.FillAsync("[name='Form.Times[0].To']", "16:00");
        await leader.FillAsync("[name='Form.Posts[0].Name']", "陪聊员");
        await leader.FillAsync("[name='Form.Posts[0].Cells[0].Seats']", "2");
        await leader.CheckAsync("[name='Form.Ways'][value=Position]");
        await leader.CheckAsync("[name='Form.Every'][value=weekly]");
        await leader.ClickAsync("button[value=publish]");
        await leader.ArriveAsync(new Regex("/plan$"));
        await leader.LookAsync("activity-1-published");
        Assert.Contains("活动已发布", await leader.InnerTextAsync(".flash"), StringComparison.Ordinal);
        var id = leader.Url.Split('/')[^2];

        await leader.GetByRole(AriaRole.Link, new() { Name = "整个系列" }).ClickAsync();
        await leader.ArriveAsync(new Regex("/series/[^/]+$"));
        await leader.LookAsync("activity-1-series");
        return id;
    }

    /// <summary>From the list to a seat with three taps: the day, the card, 报名.</summary>
    private static async Task SignUpAsync(IPage volunteer, string activity, string button, string who, DateOnly day)
    {
        await volunteer.VisitAsync("/activities", $"activity-2-list-{who}");
        if (volunteer.Locator($".week a[href*='day={day:yyyy-MM-dd}']") is var strip && await strip.CountAsync() > 0)
        {
            await strip.ClickAsync();
        }
        else
        {
            await volunteer.GotoAsync($"/activities?day={day:yyyy-MM-dd}"); // Today in a week stands no more in it.
        }

        await volunteer.ArriveAsync(new Regex($"day={day:yyyy-MM-dd}"));
        await volunteer.LookAsync($"activity-2-day-{who}");
        await volunteer.Locator($".card a[href='/activities/{activity}']").ClickAsync();
        await volunteer.ArriveAsync(new Regex($"/activities/{activity}$"));
        await volunteer.LookAsync($"activity-2-page-{who}");
        await volunteer.Locator($"button[form=signup][aria-label^='{button}']").ClickAsync();
        await volunteer.WaitForSelectorAsync("main [role=status].flash, .flash");
        await volunteer.LookAsync($"activity-2-signed-up-{who}");
        Assert.Contains(button == "报名" ? "报上" : "候补第 1 位", await volunteer.InnerTextAsync("body"), StringComparison.Ordinal);
        await volunteer.VisitAsync(button == "报名" ? "/me/activities" : "/me/activities?list=waiting", $"activity-2-mine-{who}");
        Assert.Contains(Title, await volunteer.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    private static async Task GiveUpAsync(IPage volunteer, string activity)
    {
        await volunteer.GotoAsync($"/activities/{activity}");
        await volunteer.ClickAsync("summary:has-text('来不了了')");
        await volunteer.LookAsync("activity-3-giving-up");
        await volunteer.GetByRole(AriaRole.Button, new() { Name = "退出这一班" }).ClickAsync();
        await volunteer.WaitForSelectorAsync(".flash.good");
        await volunteer.LookAsync("activity-3-gave-up");
    }

    private static async Task TakeOfferAsync(IPage volunteer, string activity)
    {
        await volunteer.UntilAsync("/messages", Title);
        await volunteer.LookAsync("activity-4-told");
        await volunteer.VisitAsync("/me/activities?list=waiting", "activity-4-mine");
        await volunteer.UntilAsync($"/activities/{activity}", "轮到您了");
        await volunteer.LookAsync("activity-4-offer");
        await volunteer.GetByRole(AriaRole.Button, new() { Name = "我来", Exact = true }).ClickAsync();
        await volunteer.WaitForSelectorAsync(".flash.good");
        await volunteer.LookAsync("activity-4-confirmed");
    }
}
