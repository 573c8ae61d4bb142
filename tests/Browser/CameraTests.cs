
namespace Weiguang.Browser;

/// <summary>Cards held before the organiser's camera.</summary>
[Collection(Players.Acting)]
public class CameraTests(Site site)
{
    [Fact]
    public async Task A_kiosk_without_network_reads_a_card_by_its_camera_and_admits_the_volunteer()
    {
        var activity = Doors.Open(site, "清理河道（扫证机）");
        var film = Path.Combine(site.DataFolder, $"{Guid.NewGuid()}.y4m");
        await using var browser = await site.WithCameraAsync(film);
        var kiosk = await site.EnterAsync("team-leader", Size.Phone, browser: browser);
        await kiosk.GotoAsync($"/console/activities/{activity}/kiosk");
        await kiosk.Locator("[data-do=open]").ClickAsync();
        await kiosk.Locator("[data-part=door]").WaitForAsync();
        await kiosk.Locator("wg-kiosk[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await kiosk.Context.SetOfflineAsync(true);
        await kiosk.ReloadAsync();
        await kiosk.Locator("wg-kiosk[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await HoldUpCardAsync(film);
        await kiosk.Locator("wg-scan button").ClickAsync();
        await kiosk.Locator(".said.good", new() { HasText = "签到好了" }).WaitForAsync();
        await kiosk.LookAsync("camera-1-kiosk");

        await kiosk.Context.SetOfflineAsync(false);
        await kiosk.GetByText("还有 0 条没上传").WaitForAsync();
        await AssertInAsync(kiosk, activity);
    }

    [Fact]
    public async Task The_organisers_phone_reads_a_card_by_its_camera_and_admits_the_volunteer()
    {
        var activity = Doors.Open(site, "清理河道（手机扫证）");
        var film = Path.Combine(site.DataFolder, $"{Guid.NewGuid()}.y4m");
        await using var browser = await site.WithCameraAsync(film);
        var leader = await site.EnterAsync("team-leader", Size.Phone, browser: browser);
        await leader.GotoAsync($"/console/activities/{activity}/check-in/scan");
        await HoldUpCardAsync(film);
        await leader.Locator("wg-scan button").ClickAsync();
        await leader.Locator(".said.good").WaitForAsync();
        await leader.LookAsync("camera-2-scan");
        await AssertInAsync(leader, activity);
    }

    private static async Task AssertInAsync(IPage leader, string activity)
    {
        await leader.GotoAsync($"/console/activities/{activity}/check-in");
        Assert.Contains("扫证", await leader.InnerTextAsync("tr[data-here=in]"), StringComparison.Ordinal);
    }

    /// <summary>A volunteer's phone before the camera, once it shows the code it has signed and not the printed one, which is a number only.</summary>
    private async Task HoldUpCardAsync(string film)
    {
        var volunteer = await site.EnterAsync("volunteer", Size.Phone);
        await volunteer.GotoAsync("/me/card");
        await volunteer.GetByText("半分钟一换").WaitForAsync();
        await volunteer.EvaluateAsync("() => { const card = document.querySelector('wg-card'); card.ahead += 25_000; return card.turn(); }"); // Good already, and as long as it can be: a slow machine needs that.
        await volunteer.FilmAsync(film);
        await volunteer.Context.CloseAsync();
    }
}
