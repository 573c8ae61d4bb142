using System.Net;
using AngleSharp.Dom;
using Weiguang.Kernel.Ui;
using Weiguang.Regions;

namespace Weiguang.Tests.Regions;

public sealed class StationPagesTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Stations_are_found_by_choosing_a_county_without_JavaScript(string database)
    {
        var app = await StartAsync(database);
        await app.StationAsync("洮南市中心", StationKind.Centre, Places.Taonan, Places.Town, "每天 08:00-20:00");
        var browser = app.Browser();

        var start = await browser.GetPageAsync("/stations", Ct);
        var county = start.QuerySelectorAll("main a").First(a => a.TextContent.Contains("洮南市"));
        var list = await browser.GetPageAsync(county.GetAttribute("href")!, Ct);
        var station = list.QuerySelectorAll(".card a").First(a => a.TextContent == "洮南市中心");
        var page = await browser.GetPageAsync(station.GetAttribute("href")!, Ct);

        Assert.Contains("现在开着", list.QuerySelector(".card")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("洮南市中心", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("a.primary[href^='/orders/new?station=']"));
        Assert.NotNull(page.QuerySelector("svg.map path"));
        Assert.Equal("tel:0436-6222222", page.QuerySelector("a[href^='tel:']")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_village_without_a_station_is_told_whose_desk_serves_it()
    {
        var app = await StartAsync(TestDatabases.Sqlite);
        var office = await app.StationAsync("那金所", StationKind.Office, Places.Najin);

        var page = await app.Browser().GetPageAsync($"/stations?division={Places.NajinVillage + 1}", Ct);

        Assert.NotNull(page.QuerySelector($"main a[href='/stations/{office}']"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Near_me_shows_the_distance(string database)
    {
        var app = await StartAsync(database);
        await app.StationAsync("近处的站", StationKind.Station, Places.NajinVillage, new(45.341, 122.787));

        var page = await app.Browser().GetPageAsync("/stations?near=45.331,122.787", Ct);

        Assert.Contains("1.1 公里", page.QuerySelectorAll(".card").First(c => c.TextContent.Contains("近处的站")).TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/stations/00000000-0000-0000-0000-000000000001")]
    [InlineData("/stations/00000000-0000-0000-0000-000000000001/poster")]
    public async Task A_station_that_is_not_there_is_not_found(string url)
    {
        using var response = await (await StartAsync(TestDatabases.Sqlite)).Browser().GetAsync(url, Ct);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/stations?near=tomorrow")]
    [InlineData("/stations?division=110000000000")]
    public async Task A_place_that_is_none_is_said_kindly(string url)
    {
        var page = await (await StartAsync(TestDatabases.Sqlite)).Browser().GetPageAsync(url, Ct);

        Assert.NotNull(page.QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task The_poster_carries_a_code_that_opens_the_stations_order_page()
    {
        var app = await StartAsync(TestDatabases.Sqlite);
        var id = await app.StationAsync("海报站", StationKind.Station, Places.NajinVillage);

        var page = await app.Browser().GetPageAsync($"/stations/{id}/poster", Ct);

        var svg = page.QuerySelector(".qr svg")!;
        var expected = QrCode.Matrix($"http://localhost/orders/new?station={id}");
        Assert.Equal($"0 0 {expected.Count} {expected.Count}", svg.GetAttribute("viewBox"));
        Assert.Equal(expected.SelectMany(row => row.Cast<bool>()), Drawn(svg.QuerySelector("path")!.GetAttribute("d")!, expected.Count));
    }

    [Fact]
    public async Task A_picker_leads_step_by_step_down_and_back_to_its_page()
    {
        var app = await StartAsync(TestDatabases.Sqlite);
        var browser = app.Browser();

        var page = await browser.GetPageAsync($"/regions/pick?at={Places.Taonan}&level=5&as=place&back=%2Forders%2Fnew%3Fstation%3D7", Ct);
        page = await browser.GetPageAsync(page.QuerySelectorAll("main li a").First(a => a.TextContent.Contains("那金镇")).GetAttribute("href")!, Ct);
        var done = page.QuerySelectorAll("main li a").First(a => a.TextContent.Contains("那金村")).GetAttribute("href");

        Assert.Equal($"/orders/new?station=7&place={Places.NajinVillage}", done);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/.//evil.example")]
    public async Task A_picker_leads_to_no_other_site(string back)
    {
        var app = await StartAsync(TestDatabases.Sqlite);

        var page = await app.Browser().GetPageAsync($"/regions/pick?level=3&at=220800000000&back={Uri.EscapeDataString(back)}", Ct);

        Assert.DoesNotContain(page.QuerySelectorAll("main a"), a => a.GetAttribute("href")!.Contains("evil", StringComparison.Ordinal) && !a.GetAttribute("href")!.StartsWith("/regions/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Open now")]
    [InlineData("ru", "Сейчас открыто")]
    public async Task A_station_speaks_the_readers_language(string language, string words)
    {
        var app = await StartAsync(TestDatabases.Sqlite);
        var id = await app.StationAsync("外语站", StationKind.Station, Places.NajinVillage, null, "每天 08:00-20:00");

        var page = await app.Browser(language).GetPageAsync($"/stations/{id}", Ct);

        Assert.Contains(words, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static List<bool> Drawn(string path, int size)
    {
        var modules = new bool[size * size];
        foreach (var run in path.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = run.Split([' ', 'h', 'v'], 4);
            var (x, y, length) = (int.Parse(numbers[0]), int.Parse(numbers[1]), int.Parse(numbers[2]));
            modules.AsSpan((y * size) + x, length).Fill(true);
        }

        return [.. modules];
    }

    private async Task<TestApp> StartAsync(string database)
    {
        var app = await apps.On(database);
        using (var scope = app.Scope())
        {
            if (!await scope.Get<DivisionImport>().IsNeededAsync(Ct))
            {
                return app;
            }
        }

        await app.ImportFewAsync();
        return app;
    }
}
