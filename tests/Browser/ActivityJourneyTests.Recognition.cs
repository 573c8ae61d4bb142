using System.Globalization;
using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>The end of the loop: a star and a certificate.</summary>
public sealed partial class ActivityJourneyTests
{
    private async Task StarAsync(IPage volunteer, VolunteerNamed named)
    {
        var hours = await _timed.HoursOfAsync(named, Ct);
        var coordinator = await EnterAsync("coordinator", Size.Desk);
        await coordinator.VisitAsync("/console/stars/rules", "activity-10-rules");
        await coordinator.FillAsync("[name='Form.Numbers[hours1]']", hours.ToString(CultureInfo.InvariantCulture));
        await coordinator.FillAsync("[name='Form.Numbers[publicityDays]']", "1");
        await coordinator.GetByRole(AriaRole.Button, new() { Name = "报上级同意" }).ClickAsync();
        await coordinator.WaitForSelectorAsync(".flash.good");
        var admin = await EnterAsync("admin", Size.Desk);
        await admin.VisitAsync("/console/cases?kind=recognition.rule", "activity-10-waiting");
        await admin.Locator("main a[href*='/console/stars/rules?place=']").First.ClickAsync();
        await admin.Locator("[name='Form.Approved'][value=true]").CheckAsync();
        await admin.LookAsync("activity-10-decision");
        await admin.GetByRole(AriaRole.Button, new() { Name = "定了" }).ClickAsync();
        await admin.WaitForSelectorAsync(".flash.good");

        _timed.Clock.Turn(TimeSpan.FromDays(1)); // It holds from the day after.
        coordinator = await EnterAsync("coordinator", Size.Desk);
        _timed.Clock.Turn(TimeSpan.FromHours(2));
        await coordinator.UntilAsync("/console/cases?kind=recognition.certify", named.Name);
        await coordinator.LookAsync("activity-10-proposed");
        await coordinator.Locator("tbody tr", new() { HasText = named.Name }).GetByRole(AriaRole.Link).First.ClickAsync();
        await coordinator.WaitForSelectorAsync("[name=Step][value=Certify]");
        await coordinator.LookAsync("activity-10-file");
        var file = new Uri(coordinator.Url).AbsolutePath;
        await coordinator.ClickAsync("[name=Step][value=Certify]");
        await coordinator.WaitForSelectorAsync(".flash.good");
        var stranger = await StrangerAsync("/stars", "activity-10-public");
        Assert.DoesNotContain(named.Name, await stranger.InnerTextAsync("main"), StringComparison.Ordinal);

        _timed.Clock.Turn(TimeSpan.FromDays(6)); // Past a working day wherever the weekend lies.
        coordinator = await EnterAsync("coordinator", Size.Desk);
        await coordinator.UntilAsync(file, "已授予");
        await coordinator.LookAsync("activity-10-awarded");
        await volunteer.VisitAsync("/me", "activity-10-me");
        await volunteer.VisitAsync("/me/hours", "activity-10-hours");
        Assert.Contains("一星级志愿者", await volunteer.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    private async Task CertificateAsync(IPage volunteer, DateOnly friday)
    {
        await volunteer.VisitAsync("/me/certificates", "activity-11-certificates");
        await volunteer.FillAsync("[name=from]", $"{friday:yyyy-MM-dd}");
        await volunteer.FillAsync("[name=to]", $"{friday:yyyy-MM-dd}");
        await volunteer.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await volunteer.WaitForSelectorAsync("[name=Entries]");
        await volunteer.LookAsync("activity-11-choose");
        await volunteer.GetByRole(AriaRole.Button, new() { Name = "开证明" }).ClickAsync();
        await volunteer.ArriveAsync(new Regex("/me/certificates/[0-9]{20}$"));
        await volunteer.LookAsync("activity-11-certificate");
        Assert.Equal(1, await volunteer.SheetsAsync("activity-11-printed"));

        var download = await volunteer.RunAndWaitForDownloadAsync(() => volunteer.GetByRole(AriaRole.Link, new() { Name = "下载 PDF" }).ClickAsync());
        var pdf = Path.Combine(Screens.Folder, "activity-11-paper.pdf");
        await download.SaveAsAsync(pdf);
        var address = await Paper.ScanAsync(await Paper.PrintAsync(pdf));

        Assert.StartsWith(_timed.Address.ToString(), address, StringComparison.Ordinal);
        var stranger = await StrangerAsync(address, "activity-11-verified");
        Assert.Equal("证明有效", await stranger.InnerTextAsync("h1"));
        Assert.Contains(Title, await stranger.InnerTextAsync("main"), StringComparison.Ordinal);
    }
}
