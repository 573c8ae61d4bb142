using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Weiguang.Browser;

/// <summary>The model in a real browser, under the policy of the site: a camera that sees no face.</summary>
[Collection(Players.Acting)]
public class FaceTests(Site site)
{
    [Fact]
    public async Task Without_a_face_before_the_camera_one_is_told_kindly_and_another_way_stands_beside()
    {
        UseFaces("""{"on":1,"hundredths":50,"months":12}""");
        try
        {
            await LookWithoutFaceAsync();
        }
        finally
        {
            UseFaces(null); // Other tests look at pages as they are by default.
        }
    }

    private async Task LookWithoutFaceAsync()
    {
        var page = await OpenAsync(async (volunteer, film) =>
        {
            await volunteer.GotoAsync("/me/card");
            await volunteer.FilmAsync(film);
        });
        var troubles = Listen(page);
        await page.LookAsync("face-1-agreed");
        await page.Locator("wg-face button").ClickAsync();
        await page.Locator("[data-state]", new() { HasText = "没有看到脸" }).WaitForAsync(new() { Timeout = 2 * Site.Patience });
        await page.LookAsync("face-2-none");

        Assert.True(await page.Locator("wg-face button").IsVisibleAsync()); // Another try.
        Assert.False(await page.Locator("wg-face video").IsVisibleAsync()); // And the camera is off.
        var (again, other) = (await page.Locator("wg-face button").BoundingBoxAsync(), await page.Locator("main a[href='/me/card']").BoundingBoxAsync());
        Assert.Equal((again!.Width, again.Height), (other!.Width, other.Height));
        Assert.Empty(troubles);
        await LeaveAsync(page);
    }

    private async Task<IPage> OpenAsync(Func<IPage, string, Task> filmAsync)
    {
        var first = await site.EnterAsync("volunteer", Size.Phone);
        var path = Path.Combine(site.DataFolder, $"{Guid.NewGuid()}.y4m");
        await filmAsync(first, path);
        await first.Context.CloseAsync();
        var page = await site.EnterAsync("volunteer", Size.Phone, browser: await site.WithCameraAsync(path));
        await page.GotoAsync("/me/profile");
        await page.FillAsync("[name='Form.IdNumber']", "11010519491231002X");
        await page.Locator("main form button.primary").First.ClickAsync();
        await page.WaitForLoadStateAsync();
        await page.GotoAsync("/me/face");
        if (await page.Locator("[name=Version]").CountAsync() > 0)
        {
            await page.LookAsync("face-0-consent");
            await page.Locator("form:has([name=Version]) button").ClickAsync();
        }

        await page.Locator("wg-face button").WaitForAsync();
        return page;
    }

    /// <summary>Withdrawn.</summary>
    private static async Task LeaveAsync(IPage page)
    {
        await page.Locator("button.danger").ClickAsync();
        await page.GetByText("撤回了，人脸特征已经删掉").WaitForAsync();
        await page.Context.Browser!.CloseAsync();
    }

    private void UseFaces(string? numbers)
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(site.DataFolder, "weiguang.db")};Default Timeout=60;Pooling=False");
        db.Open();
        using var rule = db.CreateCommand();
        rule.CommandText = numbers is null ? "DELETE FROM regions_rule WHERE code = 'hours.face'"
            : "INSERT OR REPLACE INTO regions_rule (division_code, code, from_day, numbers) SELECT division_code, 'hours.face', '2020-01-01', $numbers FROM people_person WHERE id = (SELECT person_id FROM people_demo WHERE role = 'Volunteer')";
        rule.Parameters.AddWithValue("$numbers", numbers ?? "");
        Assert.True(Convert.ToInt32(rule.ExecuteNonQuery(), CultureInfo.InvariantCulture) > 0);
    }

    private static List<string> Listen(IPage page)
    {
        List<string> troubles = [];
        page.Console += (_, line) =>
        {
            if (line.Type == "error")
            {
                troubles.Add(line.Text);
            }
        };
        page.PageError += (_, error) => troubles.Add(error);
        return troubles;
    }
}
