using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Regions.Domain;

namespace Weiguang.Tests.Regions;

public class StationConsoleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_keeper_adds_a_station_and_changes_it(string database)
    {
        await using var app = await StartAsync(database);
        var keeper = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));

        using var added = await keeper.SubmitAsync("/console/stations/new", new Dictionary<string, string>
        {
            ["Form.Name"] = "那金站",
            ["Form.Kind"] = "ZHAN",
            ["Form.Division"] = $"{Places.NajinVillage}",
            ["Form.Lat"] = "45.34",
            ["Form.Lon"] = "122.78",
            ["Form.Hours"] = "每天 8:00-17:00",
        }, "main form[method=post]", Ct);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var list = await keeper.GetPageAsync("/console/stations?q=那金&place=najin", Ct);
        var link = list.QuerySelector("[data-rows] th a")!.GetAttribute("href")!;
        using var changed = await keeper.SubmitAsync(link, new Dictionary<string, string> { ["Form.Phone"] = "0436-6222222" }, "main form[method=post]", Ct);

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using var scope = app.Scope();
        var station = await scope.Db.Set<Station>().SingleAsync(Ct);
        Assert.Equal(("那金站", "0436-6222222", 2), (station.Name, station.Phone, station.Version));
        Assert.Equal((StationKind.Station, Places.NajinVillage, 45.34), (station.Kind, station.DivisionCode, station.Lat!.Value));
    }

    [Fact]
    public async Task Bad_input_is_said_at_the_field_and_nothing_typed_is_lost()
    {
        await using var app = await StartAsync(TestDatabases.Sqlite);
        var keeper = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));

        using var response = await keeper.SubmitAsync("/console/stations/new", new Dictionary<string, string>
        {
            ["Form.Name"] = "那金站",
            ["Form.Division"] = $"{Places.Zhenlai}",
            ["Form.Lat"] = "122.78",
            ["Form.Lon"] = "45.34",
            ["Form.Hours"] = "有空就开",
        }, "main form[method=post]", Ct);
        var page = await response.ReadPageAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("那金站", page.QuerySelector("[name='Form.Name']")!.GetAttribute("value"));
        Assert.Equal(["#Form-Division", "#Form-Kind", "#Form-Lat", "#Form-Hours"], page.QuerySelectorAll(".summary a").Select(a => "#" + a.GetAttribute("href")!.Split('#')[1]));
        Assert.NotNull(page.QuerySelector("#Form-Hours[aria-invalid=true]"));
    }

    [Fact]
    public async Task The_second_of_two_who_change_a_station_at_once_is_told()
    {
        await using var app = await StartAsync(TestDatabases.Sqlite);
        var url = $"/console/stations/{await app.StationAsync("站", StationKind.Station, Places.NajinVillage)}";
        var keeper = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var opened = (IHtmlFormElement)(await keeper.GetPageAsync(url, Ct)).QuerySelector("main form[method=post]")!;

        using var first = await keeper.SubmitAsync(url, opened, new Dictionary<string, string> { ["Form.Phone"] = "0436-6111111" }, Ct);
        using var second = await keeper.SubmitAsync(url, opened, new Dictionary<string, string> { ["Form.Phone"] = "0436-6333333" }, Ct);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        var told = await second.ReadPageAsync(Ct);
        Assert.Contains("有同事改过这个站点", told.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["0436-6111111", "0436-6333333"], told.QuerySelectorAll("main table td").Select(td => td.TextContent));
        using var again = await keeper.SubmitAsync(url, (IHtmlFormElement)told.QuerySelector("main form[method=post]")!, ct: Ct);
        Assert.Equal("0436-6333333", (await keeper.GetPageAsync(url, Ct)).QuerySelector("[name='Form.Phone']")!.GetAttribute("value"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_stranger_from_the_next_county_finds_nothing(string database)
    {
        await using var app = await StartAsync(database);
        var id = await app.StationAsync("那金站", StationKind.Station, Places.NajinVillage);
        var stranger = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator, Places.Zhenlai));

        using var form = await stranger.GetAsync($"/console/stations/{id}", Ct);
        var list = await stranger.GetPageAsync("/console/stations", Ct);

        Assert.Equal(HttpStatusCode.NotFound, form.StatusCode);
        Assert.DoesNotContain("那金站", list.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/stations")]
    [InlineData("/console/stations/new")]
    [InlineData("/console/stations/import")]
    [InlineData("/console/stations/template.csv")]
    public async Task A_resident_has_no_business_there(string url)
    {
        await using var app = await StartAsync(TestDatabases.Sqlite);
        var resident = await app.BrowserOfAsync(await app.PersonAsync());

        using var response = await resident.GetAsync(url, Ct);

        Assert.True(response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Redirect or HttpStatusCode.NotFound, $"{response.StatusCode}");
    }

    [Fact]
    public async Task A_file_with_mistakes_comes_back_with_a_table_of_them()
    {
        await using var app = await StartAsync(TestDatabases.Sqlite);
        var keeper = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var good = "名称,类型,区划代码\n那金站,ZHAN,220881103200\n";

        var page = await (await UploadAsync(keeper, good + "坏站,ZHAN,22088\n")).ReadPageAsync(Ct);
        using var done = await UploadAsync(keeper, good);

        Assert.Equal("3", page.QuerySelector("[data-rows] th")!.TextContent);
        var cells = page.QuerySelectorAll("[data-rows] td").Select(td => td.TextContent).ToList();
        Assert.Equal(["区划代码", "22088"], cells.Take(2));
        Assert.Contains("12 位数字", string.Join(' ', cells), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient keeper, string csv) =>
        SendAsync(keeper, "/console/stations/import", "File", Encoding.UTF8.GetBytes(csv));

    /// <summary>Sends the page's form as it stands, with a file.</summary>
    private static async Task<HttpResponseMessage> SendAsync(HttpClient keeper, string url, string field, byte[] file)
    {
        var form = (IHtmlFormElement)(await keeper.GetPageAsync(url, Ct)).QuerySelector("main form[method=post]")!;
        var content = new MultipartFormDataContent { { new ByteArrayContent(file), field, "file" } };
        foreach (var (name, value) in Html.Fields(form))
        {
            content.Add(new StringContent(value), name);
        }

        return await keeper.PostAsync(url, content, Ct);
    }

    private static async Task<TestApp> StartAsync(string database)
    {
        var app = await TestApp.StartAsync(database);
        await app.ImportFewAsync();
        return app;
    }
}
