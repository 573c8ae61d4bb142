namespace Weiguang.Browser;

/// <summary>A list of the console taken away. With the attribute <c>download</c> a browser would save whatever comes, also a refusal.</summary>
public class ListExportTests(Site site)
{
    [Fact]
    public async Task A_list_comes_as_a_file_and_a_refusal_as_a_page()
    {
        var page = await site.EnterAsync("station", Size.Desk);
        await page.GotoAsync("/console/people");
        await page.Locator("summary", new() { HasText = "导出成表格" }).ClickAsync();
        var link = page.GetByRole(AriaRole.Link, new() { Name = "CSV 表格" });

        var file = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.EndsWith(".csv", file.SuggestedFilename, StringComparison.Ordinal);

        await page.Context.ClearCookiesAsync(); // Their session has ended meanwhile.
        await link.ClickAsync();
        await page.WaitForURLAsync("**/sign-in**");
        await page.Context.CloseAsync();
    }
}
