using System.Text.RegularExpressions;
using Weiguang.Kernel.Time;

namespace Weiguang.Browser;

/// <summary>
/// A team leader tries to make hours out of nothing, by the pages alone and on a phone: a number typed for somebody absent with a deputy made for the occasion, the own hours, an end that nothing
/// proves. Each time the page says why it does not count, and the ledger stays as it was.
/// </summary>
public sealed class HourTricksTests(Site site) : IAsyncDisposable
{
    private const string Title = "晚上陪老人散散步";
    private const string Confirm = "我也作证，属实";

    private static readonly Geolocation Place = new() { Latitude = 45.3351f, Longitude = 122.7871f, Accuracy = 12 };

    private readonly TimedSite _timed = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organiser_who_makes_up_hours_reads_each_time_why_they_do_not_count()
    {
        var people = await _timed.VolunteersAsync(Ct);
        var (absentOne, forgetful) = (people[0], people[1]);
        var before = await HoursAsync(people);
        var day = _timed.Clock.Today().AddDays(1);
        var leader = await EnterAsync("team-leader");
        var activity = await PlanAsync(leader, day);
        var (absent, forgot) = (await EnterAsync(absentOne), await EnterAsync(forgetful));
        foreach (var page in (IPage[])[leader, absent, forgot])
        {
            await SignUpAsync(page, activity);
        }

        var deputy = await AppointAsync(leader, activity, [.. people.Select(p => p.Name)]);
        var (number, own) = (await NumberAsync(absent), await NumberAsync(leader));

        _timed.Clock.TurnTo(At(day, 19, 50));
        await TypeAsync(leader, activity, "In", number[^7..], "签到好了，辛苦了！");
        await TypeAsync(leader, activity, "In", own, "自己的签到要别人来记，或者扫码、用定位。");
        await leader.LookAsync("tricks-1-own-number");
        await StandThereAsync(leader, activity, "定位签到");
        await StandThereAsync(forgot, activity, "定位签到");
        _timed.Clock.TurnTo(At(day, 20, 40));
        await StandThereAsync(forgot, activity, "我还在");
        _timed.Clock.TurnTo(At(day, 21, 32));
        await TypeAsync(leader, activity, "Out", number, "签退好了，谢谢您！");
        await StandThereAsync(leader, activity, "定位签退");

        _timed.Clock.TurnTo(At(day, 22, 10));
        await NobodyOfTheTeamConfirmsAsync(leader, deputy, absent, activity, absentOne.Name);
        await OwnHoursWaitForOutsideAsync(leader, activity);
        await EndBeyondTheProofNeedsPicturesAsync(leader, activity, forgetful.Name);

        Assert.Equal(before, await HoursAsync(people));
        Assert.True(await _timed.AddsUpAsync(Ct));
    }

    public async ValueTask DisposeAsync() => await _timed.DisposeAsync();

    private static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day.ToDateTime(new TimeOnly(hour, minute)).FromShanghai(), TimeSpan.Zero);

    private async Task<long[]> HoursAsync(VolunteerNamed[] people)
    {
        var hours = new List<long>();
        foreach (var person in people)
        {
            hours.Add(await _timed.HoursOfAsync(person, Ct));
        }

        return [.. hours];
    }

    private async Task<IPage> EnterAsync(string role)
    {
        var page = await site.EnterAsync(role, Size.Phone, address: _timed.Address);
        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(Place);
        return page;
    }

    private async Task<IPage> EnterAsync(VolunteerNamed volunteer)
    {
        await _timed.CastAsync(volunteer, Ct);
        return await EnterAsync("volunteer");
    }

    private static async Task<string> PlanAsync(IPage leader, DateOnly day)
    {
        await leader.GotoAsync("/console/activities/new");
        await leader.UnfoldAsync("more-what", "more-where", "more-posts", "more-door");
        await leader.FillAsync("[name='Form.Title']", Title);
        await leader.SelectOptionAsync("[name='Form.Category']", new SelectOptionValue { Index = 1 });
        await leader.FillAsync("[name='Form.Description']", "陪院里的老人在院子里走一走。");
        await leader.FillAsync("[name='Form.Place']", "幸福养老院门口");
        await leader.FillAsync("[name='Form.Position']", "45.3350, 122.7870");
        await leader.FillAsync("[name='Form.Times[0].Day']", $"{day:yyyy-MM-dd}");
        await leader.FillAsync("[name='Form.Times[0].From']", "20:00");
        await leader.FillAsync("[name='Form.Times[0].To']", "21:30");
        await leader.FillAsync("[name='Form.Posts[0].Name']", "陪伴员");
        await leader.FillAsync("[name='Form.Posts[0].Cells[0].Seats']", "5");
        await leader.CheckAsync("[name='Form.Ways'][value=Position]");
        await leader.ClickAsync("button[value=publish]");
        await leader.ArriveAsync(new Regex("/plan$"));
        return leader.Url.Split('/')[^2];
    }

    private static async Task SignUpAsync(IPage volunteer, string activity)
    {
        await volunteer.GotoAsync($"/activities/{activity}");
        await volunteer.Locator("button[form=signup][aria-label^='报名']").ClickAsync();
        await volunteer.WaitForSelectorAsync(".flash.good");
    }

    /// <summary>A friend of the team becomes the second hand. Returns their browser.</summary>
    private async Task<IPage> AppointAsync(IPage leader, string activity, string[] taken)
    {
        await leader.GotoAsync($"/activities/{activity}");
        await leader.Locator("dl.facts a[href^='/teams/']").ClickAsync();
        await leader.GetByRole(AriaRole.Link, new() { Name = "管理队伍" }).ClickAsync();
        await leader.ArriveAsync(new Regex("/team/[^/]+$"));
        var rows = await leader.Locator("tbody tr:has(form[data-step=MakeDeputy])").AllAsync();
        foreach (var row in rows)
        {
            var name = await row.Locator("th").InnerTextAsync();
            if (taken.Contains(name))
            {
                continue;
            }

            var id = await row.Locator("form[data-step=MakeDeputy] [name='Form.PersonId']").GetAttributeAsync("value");
            await row.GetByRole(AriaRole.Button, new() { Name = "设为副队长" }).ClickAsync();
            await leader.WaitForSelectorAsync(".flash.good");
            return await EnterAsync(new VolunteerNamed(Guid.Parse(id!), name));
        }

        throw new InvalidOperationException("nobody in the team could be made its deputy");
    }

    private static async Task<string> NumberAsync(IPage page)
    {
        await page.GotoAsync("/me/card");
        return await page.InnerTextAsync("figure.qr strong");
    }

    private static async Task TypeAsync(IPage leader, string activity, string end, string number, string says)
    {
        await leader.GotoAsync($"/console/activities/{activity}/check-in/scan");
        await leader.Locator($"[name='Form.End'][value={end}]").CheckAsync();
        await leader.FillAsync("[name='Form.Number']", number);
        await leader.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await leader.Locator("[data-say]", new() { HasText = says }).WaitForAsync();
    }

    private static async Task StandThereAsync(IPage page, string activity, string button)
    {
        await page.GotoAsync($"/activities/{activity}/check-in");
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync(".flash.good");
    }

    /// <summary>Typed from the roster it is the organisers' word, whoever of them says it: only the volunteer's own yes makes it two.</summary>
    private static async Task NobodyOfTheTeamConfirmsAsync(IPage leader, IPage deputy, IPage absent, string activity, string name)
    {
        foreach (var (hand, who) in (IEnumerable<(IPage, string)>)[(leader, "leader"), (deputy, "deputy")])
        {
            await hand.UntilAsync($"/hours/{activity}/records", name);
            var card = hand.Locator("li.card", new() { HasText = name });
            var said = await card.InnerTextAsync();
            Assert.Contains("（报志愿者证号码）", said, StringComparison.Ordinal);
            Assert.Contains("只有一个人作证", said, StringComparison.Ordinal);
            Assert.Equal("签到签退是组织这边记的，一起组织的人都算一方，要请志愿者本人说一声属实。", await card.Locator("[data-awaits]").InnerTextAsync());
            Assert.Equal(0, await card.GetByRole(AriaRole.Button, new() { Name = Confirm }).CountAsync());
            await hand.LookAsync($"tricks-2-absent-{who}");
        }

        await absent.GotoAsync("/me/records");
        await absent.Locator($"a[href*='{activity}']:text-is('请您确认')").ClickAsync();
        await absent.GetByRole(AriaRole.Button, new() { Name = "对，属实" }).WaitForAsync();
        Assert.Contains("只有一个人作证还不能入账，要第二个人说一声属实。", await absent.InnerTextAsync("main"), StringComparison.Ordinal);
        await absent.LookAsync("tricks-2-absent-asked");
    }

    private static async Task OwnHoursWaitForOutsideAsync(IPage leader, string activity)
    {
        await leader.GotoAsync("/me/records");
        await leader.Locator($"a[href*='{activity}']").First.ClickAsync();
        await leader.Locator("[data-awaits]", new() { HasText = "这次是您这边组织的，您自己和一起组织的人都算一方，要请队外没有经手的工作人员确认。" }).WaitForAsync();
        Assert.Equal(0, await leader.GetByRole(AriaRole.Button, new() { Name = "对，属实" }).CountAsync());
        await leader.LookAsync("tricks-3-own");
    }

    private static async Task EndBeyondTheProofNeedsPicturesAsync(IPage leader, string activity, string name)
    {
        await leader.UntilAsync($"/hours/{activity}/records", "确认他几点走的");
        await leader.Locator("li.card", new() { HasText = name }).GetByRole(AriaRole.Link, new() { Name = "确认他几点走的" }).ClickAsync();
        await leader.Locator("[data-last-seen]", new() { HasText = "再晚的时间没有证明，要放照片、本人同意、公示期满才算。" }).WaitForAsync();
        await leader.FillAsync("[name='Form.Until']", "21:30");
        await leader.GetByRole(AriaRole.Button, new() { Name = "就是这个时间" }).ClickAsync();
        await leader.Locator("[role=alert]", new() { HasText = "最后一次在场的证明以后，时间是凭话补的：请放 1 到 6 张当时的照片，本人同意、公示期满才算。" }).WaitForAsync();
        Assert.Equal("21:30", await leader.InputValueAsync("[name='Form.Until']")); // What they typed is still there.
        await leader.LookAsync("tricks-4-no-picture");
    }
}
