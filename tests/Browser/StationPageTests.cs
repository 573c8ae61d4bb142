namespace Weiguang.Browser;

/// <summary>A station's own pages, reached as a person reaches them: through the list.</summary>
public class StationPageTests(Site site)
{
    [Theory]
    [InlineData("")]
    [InlineData("/poster")]
    public async Task Everybody_can_use_it(string part)
    {
        foreach (var (size, look) in ((Size, Look)[])[(Size.Phone, new()), (Size.Desk, new(Dark: true)), (Size.Phone, new(Elder: true)), (Size.Phone, new(Language: "ru"))])
        {
            var page = await site.OpenAsync("/stations?division=220881000000", size, look);
            await page.GotoAsync(await page.GetAttributeAsync(".card a", "href") + part);
            await page.LookAsync($"station{part.Replace('/', '-')}-{size}-{look}");
            await page.Context.CloseAsync();
        }
    }
}
