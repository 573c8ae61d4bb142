
namespace Weiguang.Browser;

/// <summary>The door of an activity, with and without network.</summary>
[Collection(Players.Acting)]
public class KioskTests(Site site)
{
    [Fact]
    public async Task A_kiosk_opens_and_works_without_network_and_brings_everything_home()
    {
        var leader = await site.EnterAsync("team-leader", Size.Phone);
        var activity = Doors.Open(site, "清理河道（没网）");
        var volunteer = await site.EnterAsync("volunteer", Size.Phone);
        await volunteer.GotoAsync("/me/card");
        var number = await volunteer.InnerTextAsync("figure.qr strong");

        await leader.GotoAsync($"/console/activities/{activity}/kiosk");
        await leader.Locator("[data-do=open]").WaitForAsync();
        await leader.LookAsync("kiosk-1-set-up");
        await leader.Locator("[data-do=open]").DblClickAsync(); // One phone is one kiosk, however often it is pressed.
        await leader.Locator("[data-part=door]").WaitForAsync();
        await leader.Locator("wg-kiosk[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal("no", await leader.EvaluateAsync<string>(KeyCanBeRead, activity));

        await leader.GetByText("签退", new() { Exact = true }).First.ClickAsync(); // An exit phone stays one when its page is dropped, with and without network.
        await leader.ReloadAsync();
        await LeavesAsync(leader);
        await leader.Context.SetOfflineAsync(true);
        Assert.True(await leader.EvaluateAsync<bool>("() => fetch('/api/v1/teams').then(() => false, () => true)"), "the network must be off");
        await leader.ReloadAsync();
        await leader.Locator("wg-kiosk[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await leader.Locator("[data-part=door]").WaitForAsync();
        Assert.Contains("没有网络", await leader.InnerTextAsync("[data-net]"), StringComparison.Ordinal);
        await LeavesAsync(leader);
        await leader.GetByText("签到", new() { Exact = true }).First.ClickAsync();
        await TypeAsync(leader, number, "签到好了");
        await TypeAsync(leader, $"http://localhost/volunteers/{number}", "已经记过了");
        await TypeAsync(leader, number[^7..], "已经记过了");
        await TypeAsync(leader, "V2208812609999999Z", "名单里没有");
        await TypeAsync(leader, "不是号码", "不是志愿者证");
        Assert.Contains("还有 2 条没上传", await leader.InnerTextAsync("[data-counts]"), StringComparison.Ordinal);
        await leader.LookAsync("kiosk-2-without-network");

        await leader.Context.SetOfflineAsync(false);
        await leader.GetByText("还有 0 条没上传").WaitForAsync();
        await leader.LookAsync("kiosk-3-sent");
        await leader.GotoAsync($"/console/activities/{activity}/check-in");
        Assert.Contains("报证号", await leader.InnerTextAsync("tr[data-here=in]"), StringComparison.Ordinal);
        await leader.LookAsync("kiosk-4-list");
        await leader.GotoAsync($"/console/activities/{activity}/check-in/kiosks");
        Assert.Contains("2 笔，一笔接一笔，没有断过", await leader.InnerTextAsync("td[data-log=none]"), StringComparison.Ordinal); // Over two openings of the page.
        await leader.LookAsync("kiosk-5-kiosks");
        await leader.Locator("form[data-kiosk] button").First.ClickAsync();
        await leader.GotoAsync($"/console/activities/{activity}/kiosk"); // Opened again with network, it asks by itself.
        await leader.Locator("[data-part=setup]").WaitForAsync();
        Assert.Contains("停用", await leader.InnerTextAsync("[data-alert]"), StringComparison.Ordinal);
    }

    private static async Task LeavesAsync(IPage phone)
    {
        await phone.Locator("wg-end [data-now].out").WaitForAsync();
        Assert.Equal("签退", await phone.InnerTextAsync("wg-end [data-now]"));
        Assert.True(await phone.Locator("[name='Form.End'][value=Out]").IsCheckedAsync());
    }

    [Fact]
    public async Task A_kiosk_reads_a_second_shift_and_brings_it_home_after_it_was_closed()
    {
        var leader = await site.EnterAsync("team-leader", Size.Phone);
        var activity = Doors.Open(site, "清理河道（两班）", shifts: 2);
        var volunteer = await site.EnterAsync("volunteer", Size.Phone);
        await volunteer.GotoAsync("/me/card");
        var number = await volunteer.InnerTextAsync("figure.qr strong");
        await leader.Clock.InstallAsync(); // The phone's own clock: the server compares it with its own and believes the difference.
        await leader.GotoAsync($"/console/activities/{activity}/kiosk");
        await leader.Locator("[data-do=open]").ClickAsync();
        await leader.Locator("wg-kiosk[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await leader.Locator("[data-part=door]").WaitForAsync();

        await leader.Context.SetOfflineAsync(true);
        await TypeAsync(leader, number, "签到好了");
        await leader.Clock.FastForwardAsync("02:00");
        await TypeAsync(leader, number, "签到好了"); // Not refused on the phone: what it means the server works out.
        await leader.GetByText("还有 2 条没上传").WaitForAsync(); // What it says of the second it said of the first as well.

        var desk = await site.EnterAsync("team-leader", Size.Desk);
        await desk.GotoAsync($"/console/activities/{activity}/check-in/kiosks");
        await desk.Locator("details.dialog summary", new() { HasText = "丢了" }).First.ClickAsync();
        await desk.Locator("form[data-lost] button[value=true]").ClickAsync();
        await desk.GetByText("丢了，停用了").WaitForAsync();
        Assert.True(await leader.Locator("[data-part=door]").IsVisibleAsync());
        await leader.Context.SetOfflineAsync(false);
        await leader.Locator("[data-part=setup]").WaitForAsync(); // The first answer closes it; nobody has to ask for a new list.
        Assert.Contains("停用", await leader.InnerTextAsync("[data-alert]"), StringComparison.Ordinal);

        await desk.UntilAsync($"/console/activities/{activity}/check-in/kiosks", "扫了、没记上的"); // The phone is still sending when it says so.
        Assert.Equal(2, await desk.Locator("[data-held]").CountAsync()); // Nothing was wiped: it waits for the organiser.
        await desk.LookAsync("kiosk-6-held");
        await desk.Locator("[data-held] button[value=true]").First.ClickAsync();
        await desk.GotoAsync($"/console/activities/{activity}/check-in");
        Assert.Contains("组织者登记", await desk.InnerTextAsync("tr[data-here=in]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_was_refused_is_refused_again_does_not_count_and_has_one_line()
    {
        var leader = await site.EnterAsync("team-leader", Size.Phone);
        var volunteer = await site.EnterAsync("volunteer", Size.Phone);
        await volunteer.GotoAsync("/me/card");
        var number = await volunteer.InnerTextAsync("figure.qr strong");
        await OpenKioskAsync(leader, Doors.Open(site, "清理河道（不认的证）"));

        await TypeAsync(leader, "V2208812609999999Z", "名单里没有这张证。"); // The server's own words.
        await TypeAsync(leader, "不是号码", "不是志愿者证");
        await TypeAsync(leader, "V2208812609999999Z", "名单里没有这张证。");
        Assert.Equal(1, await leader.Locator(".said.bad").CountAsync());
        await TypeAsync(leader, number, "签到好了");
        await leader.GetByText("名单 1 人，这里到了 1 人，还有 0 条没上传").WaitForAsync();

        var lines = await leader.Locator("[data-log] li").AllInnerTextsAsync();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Matches(@"^\d?\d:\d\d\s", line));
        await leader.LookAsync("kiosk-7-refused");
    }

    [Fact]
    public async Task A_kiosk_that_was_reported_lost_wipes_its_names_at_the_next_answer()
    {
        var (leader, desk) = (await site.EnterAsync("team-leader", Size.Phone), await site.EnterAsync("team-leader", Size.Desk));
        var (scanning, reloading) = (Doors.Open(site, "清理河道（丢了，还在扫）"), Doors.Open(site, "清理河道（丢了，又打开）"));
        foreach (var activity in new[] { scanning, reloading })
        {
            await OpenKioskAsync(leader, activity);
            await desk.GotoAsync($"/console/activities/{activity}/check-in/kiosks");
            await desk.Locator("details.dialog summary", new() { HasText = "丢了" }).First.ClickAsync();
            await desk.Locator("form[data-lost] button[value=true]").ClickAsync();
            await desk.GetByText("丢了，停用了").WaitForAsync();
            if (activity == scanning)
            {
                await leader.FillAsync("[name=number]", "V2208812609999999Z");
                await leader.Keyboard.PressAsync("Enter");
            }
            else
            {
                await leader.ReloadAsync();
            }

            await leader.Locator("[data-part=setup]").WaitForAsync();
            Assert.Contains("停用", await leader.InnerTextAsync("[data-alert]"), StringComparison.Ordinal);
            Assert.False(await leader.EvaluateAsync<bool>(ListIsKept, activity));
        }
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("desk")]
    public async Task The_organiser_checks_people_in_by_a_few_keys_and_they_check_in_by_code_and_position(string sizeName)
    {
        var size = sizeName == "phone" ? Size.Phone : Size.Desk;
        var leader = await site.EnterAsync("team-leader", size);
        var activity = Doors.Open(site, $"清理河道（{sizeName}）");
        var volunteer = await site.EnterAsync("volunteer", size);
        var door = $"/console/activities/{activity}/check-in";

        await leader.GotoAsync($"{door}/code");
        await leader.LookAsync($"door-1-code-{sizeName}");
        await leader.GotoAsync($"{door}/scan");
        await leader.LookAsync($"door-2-scan-{sizeName}");

        await volunteer.Context.GrantPermissionsAsync(["geolocation"]);
        await volunteer.Context.SetGeolocationAsync(new() { Latitude = 45.3572f, Longitude = 122.7851f, Accuracy = 20 });
        await volunteer.GotoAsync($"/activities/{activity}/check-in");
        await volunteer.LookAsync($"door-3-volunteer-{sizeName}");
        await volunteer.Locator("wg-attend button[value=In]").ClickAsync();
        await volunteer.GetByText("2224 米").WaitForAsync();
        await volunteer.LookAsync($"door-4-too-far-{sizeName}");
        await volunteer.Context.SetGeolocationAsync(new() { Latitude = 45.3372f, Longitude = 122.7851f, Accuracy = 20 });
        await volunteer.Locator("wg-attend button[value=In]").ClickAsync();
        await volunteer.Locator("wg-attend button[value=Out]").WaitForAsync();
        await volunteer.LookAsync($"door-5-in-{sizeName}");

        await leader.GotoAsync(door);
        await leader.LookAsync($"door-6-list-{sizeName}");
        var row = leader.Locator("tr[data-find]").First;
        var initials = (await row.GetAttributeAsync("data-find"))!.Split(' ')[1];
        await leader.Locator("[name='Form.End'][value=Out]").CheckAsync();
        await leader.FillAsync("[name=q]", initials);
        await leader.Keyboard.PressAsync("Enter");
        await leader.Locator(".said.good").WaitForAsync();
        Assert.Equal("out", await row.GetAttributeAsync("data-here"));
        Assert.Equal("q", await leader.EvaluateAsync<string>("document.activeElement.name"));
        await leader.LookAsync($"door-7-out-{sizeName}");
    }

    private const string ListIsKept =
        """
        activity => new Promise(resolve => {
          indexedDB.open('weiguang-kiosk').onsuccess = opened => {
            opened.target.result.transaction('kiosks').objectStore('kiosks').get(activity).onsuccess = found => resolve(Boolean(found.target.result?.data));
          };
        })
        """;

    private const string KeyCanBeRead =
        """
        activity => new Promise(resolve => {
          indexedDB.open('weiguang-kiosk').onsuccess = opened => {
            opened.target.result.transaction('kiosks').objectStore('kiosks').get(activity).onsuccess = found =>
              crypto.subtle.exportKey('raw', found.target.result.key).then(() => resolve('yes'), () => resolve('no'));
          };
        })
        """;

    private static async Task OpenKioskAsync(IPage leader, string activity)
    {
        await leader.GotoAsync($"/console/activities/{activity}/kiosk");
        await leader.Locator("[data-do=open]").ClickAsync();
        await leader.Locator("wg-kiosk[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await leader.Locator("[data-part=door]").WaitForAsync();
    }

    private static async Task TypeAsync(IPage kiosk, string text, string says)
    {
        await kiosk.FillAsync("[name=number]", text);
        await kiosk.Keyboard.PressAsync("Enter");
        await kiosk.Locator(".said", new() { HasText = says }).WaitForAsync();
    }
}
