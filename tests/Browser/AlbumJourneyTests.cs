using System.Text.RegularExpressions;

namespace Weiguang.Browser;

/// <summary>A leader shows their team by pictures of a phone: chosen once, made small on the way, described, and seen by everybody.</summary>
[Collection(Players.Acting)]
public class AlbumJourneyTests(Site site)
{
    [Fact]
    public async Task Pictures_of_a_phone_are_on_the_teams_page_in_a_few_taps()
    {
        var page = await site.EnterAsync("team-leader", Size.Phone);
        await page.GotoAsync("/me/teams");
        await page.Locator("a[href^='/team/']").First.ClickAsync();
        await page.ArriveAsync(new Regex("/team/[0-9a-f-]+$"));
        var team = page.Url[(page.Url.LastIndexOf('/') + 1)..];
        await page.GetByRole(AriaRole.Link, new() { Name = "照片", Exact = true }).ClickAsync();
        await page.ArriveAsync(new Regex("/albums/team/[0-9a-f-]+$"));
        await page.LookAsync("album-phone");
        var before = await page.Locator(".shots > li").CountAsync();

        await page.SetInputFilesAsync("#Form-Photos", new FilePayload { Name = "IMG_2041.jpg", MimeType = "image/jpeg", Buffer = await TakeAsync(page, 3000, 2000) });
        await page.WaitForFunctionAsync("() => document.querySelector('#Form-Photos').files[0].size < 1_000_000"); // Made small before it is sent.
        await page.FillAsync("#Form-Words", "大家在村口扫雪");
        await page.ClickAsync("button.big");
        await page.Locator("#Form-People .error").WaitForAsync();
        await page.LookAsync("album-phone-consent");
        Assert.Equal(1, await page.Locator("[name='Form.PhotosHeld']").CountAsync()); // It need not be chosen again.
        await page.CheckAsync("[name='Form.People'][value=true]");
        await page.ClickAsync("button.big");
        await page.GetByText("照片放好了。").WaitForAsync();

        Assert.Equal(before + 1, await page.Locator(".shots > li").CountAsync());
        Assert.Equal("大家在村口扫雪", await page.Locator(".shots > li").Last.Locator("img").GetAttributeAsync("alt"));
        for (var place = before + 1; place > 1; place--)
        {
            await page.Locator("img[alt='大家在村口扫雪']").Locator("xpath=ancestor::li").Locator("button[value=Move]").ClickAsync();
            await page.WaitForLoadStateAsync();
        }

        var stranger = await site.OpenAsync($"/teams/{team}", Size.Phone);
        var title = stranger.Locator(".gallery img").First;
        await title.ScrollIntoViewIfNeededAsync();
        await stranger.WaitForFunctionAsync("() => document.querySelector('.gallery img').naturalWidth > 0");
        Assert.Equal("大家在村口扫雪", await title.GetAttributeAsync("alt"));
        await stranger.LookAsync("album-team-page");

        await page.Locator(".shots > li").First.Locator("summary").ClickAsync();
        await page.Locator(".shots > li").First.Locator("button[value=Remove]").ClickAsync();
        await page.GetByText("去掉了。").WaitForAsync();
        Assert.Equal(before, await page.Locator(".shots > li").CountAsync());
        await stranger.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>As a phone's camera would: some megapixels with grain, a JPEG of more than a megabyte.</summary>
    private static async Task<byte[]> TakeAsync(IPage page, int width, int height) => Convert.FromBase64String(await page.EvaluateAsync<string>(
        """
        ([width, height]) => {
          const canvas = Object.assign(document.createElement('canvas'), { width, height }), pen = canvas.getContext('2d');
          pen.fillStyle = '#cfe0ea'; pen.fillRect(0, 0, width, height);
          for (let i = 0; i < 40000; i++) { pen.fillStyle = `hsl(${i % 360} 60% ${30 + i % 40}%)`; pen.fillRect((i * 97) % width, (i * 61) % height, 12, 12); }
          return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
        }
        """, new[] { width, height }));
}
