namespace Weiguang.Browser;

/// <summary>A station's own pages, reached as a person reaches them: through the list.</summary>
public class StationPageTests(Walkers walkers) : IClassFixture<Walkers>
{
    [Theory]
    [InlineData("")]
    [InlineData("/poster")]
    public async Task Everybody_can_use_it(string part)
    {
        var page = await walkers.OfAsync();
        await page.GotoAsync("/stations?division=220881000000");
        var path = await page.GetAttributeAsync(".card a", "href") + part;
        await walkers.WalkAsync("", path, $"station{part.Replace('/', '-')}", [(Size.Phone, new()), (Size.Desk, new(Dark: true)), (Size.Phone, new(Elder: true)), (Size.Phone, new(Language: "ru"))]);
    }
}
