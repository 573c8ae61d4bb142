using System.Text.RegularExpressions;
using Weiguang.Kernel.Time;

namespace Weiguang.Browser;

/// <summary>Whoever organises does it at the first try, on a phone and at a desk.</summary>
[Collection(Players.Acting)]
public class OrganiserPhoneTests(Site site)
{
    private const int MostTaps = 4;

    public static TheoryData<string, int, int> Everybody => new() { { "team-leader", 390, 844 }, { "station", 390, 844 }, { "team-leader", 1366, 768 }, { "station", 1366, 768 } };

    [Theory, MemberData(nameof(Everybody))]
    public async Task Every_Friday_is_set_up_without_a_failed_save(string role, int width, int height)
    {
        var page = await site.EnterAsync(role, new Size($"{width}", width, height));
        await page.VisitAsync("/console/activities/new", $"organiser-{role}-{width}-new");
        var bottom = await page.Locator("button[value=publish]").EvaluateAsync<double>("b => b.getBoundingClientRect().bottom + scrollY");
        Assert.True(width > 390 || bottom <= 2 * height, $"The form takes {bottom / height:0.0} screens.");

        var taps = 0;
        await Tap(page.FillAsync("[name='Form.Title']", $"周五下午给老人理发（{role} {width}）"));
        await Tap(page.FillAsync("[name='Form.Times[0].Day']", $"{Friday():yyyy-MM-dd}"));
        await Tap(page.CheckAsync("[name='Form.Every'][value=weekly]"));
        await Tap(page.ClickAsync("button[value=publish]"));
        await page.ArriveAsync(new Regex("/plan$"));
        await page.LookAsync($"organiser-{role}-{width}-plan");

        Assert.True(taps <= MostTaps, $"{taps} taps");
        Assert.Contains("活动已发布", await page.InnerTextAsync(".flash"), StringComparison.Ordinal);
        Assert.True(await page.GetByRole(AriaRole.Link, new() { Name = "整个系列" }).IsVisibleAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "照着再办一次" }).ClickAsync();
        await page.ArriveAsync(new Regex(@"/new\?from="));
        await page.LookAsync($"organiser-{role}-{width}-again");
        Assert.Contains("给老人理发", await page.InputValueAsync("[name='Form.Title']"), StringComparison.Ordinal);

        Task Tap(Task doing)
        {
            taps++;
            return doing;
        }
    }

    private static DateOnly Friday() => Enumerable.Range(1, 7).Select(DateOnly.FromDateTime(DateTime.UtcNow.ToShanghai()).AddDays).Single(day => day.DayOfWeek == DayOfWeek.Friday);
}
