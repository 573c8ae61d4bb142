using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>The middle of the loop: the door, and the hours that come of it.</summary>
public sealed partial class ActivityJourneyTests
{
    /// <summary>Held before the organiser's screen, the phone reads the code and opens what it says; the number that is asked for is read out by the organiser.</summary>
    private static async Task ScanAsync(IPage leader, IPage volunteer, string activity, string end, string button)
    {
        await leader.VisitAsync($"/console/activities/{activity}/check-in/code?end={end}", $"activity-6-code-{end}");
        var picture = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.png");
        await leader.ScreenshotAsync(new() { Path = picture, FullPage = true }); // Of the whole page, as a phone sees it: the code in it changes while one looks.
        await volunteer.GotoAsync(await Paper.ScanAsync(picture));
        File.Delete(picture);
        await volunteer.LookAsync($"activity-6-scanned-{end}");
        await volunteer.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await volunteer.ArriveAsync(new Regex($"/activities/{activity}/check-in$"));
        await volunteer.LookAsync($"activity-6-asked-{end}");
        await leader.VisitAsync($"/console/activities/{activity}/check-in/number", $"activity-6-number-{end}");
        if (await volunteer.Locator("[name='Form.DoorNumber']").CountAsync() > 0) // One in four is asked, and whoever comes late.
        {
            await volunteer.FillAsync("[name='Form.DoorNumber']", await leader.Locator("[data-number]").InnerTextAsync()); // Read out at the door.
            await volunteer.GetByRole(AriaRole.Button, new() { Name = "填好了" }).ClickAsync();
        }

        await volunteer.WaitForSelectorAsync(".flash.good");
        await volunteer.LookAsync($"activity-6-{end}");
        Assert.True(await volunteer.Locator(".flash.good").IsVisibleAsync(), $"no word that {button} is done");
    }

    private static async Task StandThereAsync(IPage volunteer, string activity)
    {
        await volunteer.VisitAsync("/", "activity-7-home");
        await volunteer.Locator($"[data-ahead='/activities/{activity}']").GetByRole(AriaRole.Button, new() { Name = "我到了，签到" }).ClickAsync(); // One tap.
        await volunteer.ArriveAsync(new Regex($"/activities/{activity}/check-in$"));
        await volunteer.WaitForSelectorAsync(".flash.good");
        await volunteer.LookAsync("activity-7-in");
    }

    private static async Task AnswerForgottenAsync(IPage leader, IPage volunteer, string activity)
    {
        await leader.UntilAsync($"/hours/{activity}/records", "确认他几点走的");
        await leader.LookAsync("activity-8-records");
        await leader.GetByRole(AriaRole.Link, new() { Name = "确认他几点走的" }).ClickAsync();
        await leader.WaitForSelectorAsync("[name='Form.Until']");
        await leader.LookAsync("activity-8-question");
        await leader.FillAsync("[name='Form.Until']", "16:00");
        var picture = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.png");
        await leader.ScreenshotAsync(new() { Path = picture }); // Beyond the last proof it needs one.
        await leader.Locator("form:has([name='Form.Until']) input[type=file]").SetInputFilesAsync(picture);
        await leader.GetByRole(AriaRole.Button, new() { Name = "就是这个时间" }).ClickAsync();
        await leader.WaitForSelectorAsync(".flash.good");
        File.Delete(picture);
        await leader.LookAsync("activity-8-answered");

        await volunteer.VisitAsync("/me/records", "activity-8-mine");
        await volunteer.Locator($"a[href*='{activity}']:text-is('请您确认')").ClickAsync();
        await volunteer.GetByRole(AriaRole.Button, new() { Name = "对，属实" }).WaitForAsync();
        await volunteer.LookAsync("activity-8-confirm");
        await volunteer.GetByRole(AriaRole.Button, new() { Name = "对，属实" }).ClickAsync();
        await volunteer.WaitForSelectorAsync(".flash.good");
        await volunteer.LookAsync("activity-8-confirmed");
    }

    private static async Task HoursAsync(IPage volunteer, string who)
    {
        await volunteer.UntilAsync("/me/hours", Title);
        await volunteer.LookAsync($"activity-9-hours-{who}");
    }

    private async Task PublicityAsync(string activity, VolunteerNamed[] people)
    {
        var stranger = await StrangerAsync($"/hours/{activity}", "activity-9-publicity");
        var shown = await stranger.InnerTextAsync("main");
        Assert.Contains("共 2 人次", shown, StringComparison.Ordinal);
        Assert.All(people, p => Assert.DoesNotContain(p.Name, shown, StringComparison.Ordinal));
        Assert.Contains(people[0].Name[..1], shown, StringComparison.Ordinal);
    }
}
