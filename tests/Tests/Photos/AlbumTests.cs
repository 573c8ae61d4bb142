using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using SkiaSharp;
using Weiguang.Kernel.Photos;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Photos;

/// <summary>Pictures of teams and stations: brought by whoever runs the thing, seen by everybody.</summary>
public class AlbumTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_a_leader_brings_is_on_the_page_and_in_the_list_small_and_lazy(string database)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        var (team, leader) = await app.TeamAsync();
        var browser = await app.BrowserOfAsync(leader);
        var url = $"/albums/team/{team}";

        using var answer = await SendAsync(browser, url, new() { ["Form.People"] = "true", ["Form.Words"] = "大家在村口扫雪" }, Pictures.Scene(1, 1600, 900));
        var stranger = app.Browser();
        var title = (await stranger.GetPageAsync($"/teams/{team}", Ct)).QuerySelector(".gallery img")!;
        var card = (await stranger.GetPageAsync($"/teams?division={TestPeople.Village}", Ct)).QuerySelector($".card:has(a[href='/teams/{team}']) img")!;
        using var small = await stranger.GetAsync(title.GetAttribute("src"), Ct);
        using var large = await stranger.GetAsync(title.GetAttribute("src")!.Replace("/small", "", StringComparison.Ordinal), Ct);

        Assert.Equal((HttpStatusCode.Redirect, "照片放好了。"), (answer.StatusCode, Html.Flash(answer)));
        Assert.All([title, card], img => Assert.Equal(("大家在村口扫雪", "lazy", "480", "300"), (img.GetAttribute("alt"), img.GetAttribute("loading"), img.GetAttribute("width"), img.GetAttribute("height"))));
        Assert.All([small, large], picture => Assert.True(picture.Headers.CacheControl is { Public: true, MaxAge: not null }));
        var (thumb, whole) = (await small.Content.ReadAsByteArrayAsync(Ct), await large.Content.ReadAsByteArrayAsync(Ct));
        Assert.InRange(thumb.Length, 1000, 30 * 1024);
        Assert.Equal((480, 300, 1200, 675), (Size(thumb).Width, Size(thumb).Height, Size(whole).Width, Size(whole).Height));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Without_a_word_about_the_people_on_it_no_picture_is_taken_and_it_need_not_be_chosen_again(string database)
    {
        var app = await apps.On(database);
        var (team, leader) = await app.TeamAsync();
        var browser = await app.BrowserOfAsync(leader);
        var url = $"/albums/team/{team}";

        using var refused = await SendAsync(browser, url, new() { ["Form.Words"] = "扫雪" }, Pictures.Scene(2));
        var page = await refused.ReadPageAsync(Ct);
        Assert.Empty(await app.Browser().PhotosAsync("team", team));
        using var taken = await browser.SubmitAsync(url, (IHtmlFormElement)page.QuerySelector("form[enctype='multipart/form-data']")!, new Dictionary<string, string> { ["Form.People"] = "false" }, Ct);

        Assert.Contains("请说说照片里的人答应了没有", page.QuerySelector("#Form-People")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal("扫雪", Assert.Single(await app.Browser().PhotosAsync("team", team)).GetProperty("words").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_leader_orders_describes_and_removes_and_nobody_else(string database)
    {
        var app = await apps.On(database);
        var (team, leader) = await app.TeamAsync();
        var program = await app.ProgramOfAsync(leader);
        var (first, second) = (await program.BroughtAsync("team", team, "第一张"), await program.BroughtAsync("team", team, "第二张"));
        var other = await app.ProgramOfAsync((await app.TeamAsync(name: "别的队")).Leader);

        foreach (var (who, status) in new[] { (other, HttpStatusCode.Forbidden), (program, HttpStatusCode.NoContent) })
        {
            using var moved = await who.PutAsJsonAsync($"{AlbumSteps.At("team", team)}/{second}", new { place = 1 }, Ct);
            using var said = await who.PutAsJsonAsync($"{AlbumSteps.At("team", team)}/{second}", new { words = "大家一起" }, Ct);
            Assert.Equal((status, status), (moved.StatusCode, said.StatusCode));
        }

        Assert.Equal(["大家一起", "第一张"], (await program.PhotosAsync("team", team)).Select(p => p.GetProperty("words").GetString()));
        using var refused = await other.DeleteAsync($"{AlbumSteps.At("team", team)}/{second}", Ct);
        using var gone = await program.DeleteAsync($"{AlbumSteps.At("team", team)}/{second}", Ct);
        using var picture = await app.Browser().GetAsync($"/albums/team/{team}/{second}", Ct);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (refused.StatusCode, gone.StatusCode, picture.StatusCode));
        Assert.Equal(first, Assert.Single(await program.PhotosAsync("team", team)).GetProperty("id").GetGuid());
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.BrowserOfAsync(await app.PersonAsync())).GetAsync($"/albums/team/{team}", Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Buttons_of_the_page_do_the_same_and_twice_is_no_error(string database)
    {
        var app = await apps.On(database);
        var (team, leader) = await app.TeamAsync();
        var program = await app.ProgramOfAsync(leader);
        var (first, second) = (await program.BroughtAsync("team", team), await program.BroughtAsync("team", team));
        var browser = await app.BrowserOfAsync(leader);
        var url = $"/albums/team/{team}";

        foreach (var step in new[] { ("Move", "1"), ("Move", "1") })
        {
            using var moved = await browser.ForgeAsync(url, ("_handler", "photo"), ("Form.Do", step.Item1), ("Form.Id", $"{second}"), ("Form.Place", step.Item2));
            Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        }

        using var described = await browser.ForgeAsync(url, ("_handler", "photo"), ("Form.Do", "Describe"), ("Form.Id", $"{first}"), ("Form.Words", new string('雪', 61)));
        using var removed = await browser.ForgeAsync(url, ("_handler", "photo"), ("Form.Do", "Remove"), ("Form.Id", $"{first}"));
        using var again = await browser.ForgeAsync(url, ("_handler", "photo"), ("Form.Do", "Remove"), ("Form.Id", $"{first}"));

        Assert.Contains("最多写 60 个字", (await described.ReadPageAsync(Ct)).QuerySelector($"#p-{first:N} .error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (removed.StatusCode, again.StatusCode));
        Assert.Equal(second, Assert.Single(await program.PhotosAsync("team", team)).GetProperty("id").GetGuid());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Six_there_may_be_also_for_who_sends_them_at_once(string database)
    {
        var app = await apps.On(database);
        var (team, leader) = await app.TeamAsync();
        var programs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.ProgramOfAsync(leader)));
        for (var i = 0; i < 4; i++)
        {
            await programs[0].BroughtAsync("team", team);
        }

        var answers = await Task.WhenAll(programs.Select(p => p.BringAsync("team", team)));

        Assert.Equal(2, answers.Count(a => a.IsSuccessStatusCode));
        var photos = await programs[0].PhotosAsync("team", team);
        Assert.Equal(6, photos.Count);
        using var scope = app.Scope();
        Assert.Equal([1, 2, 3, 4, 5, 6], await scope.Db.Set<Weiguang.Teams.Domain.TeamPhoto>().Where(p => p.OwnerId == team).Select(p => p.Place).Order().ToListAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_station_shows_itself_and_what_is_no_picture_is_refused(string database)
    {
        var app = await apps.On(database);
        await app.ImportCityAsync();
        var station = await app.StationAsync("那金站", StationKind.Station, TestPeople.Village);
        var keeper = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var elsewhere = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty));

        using var none = await keeper.BringAsync("station", station, picture: "no picture"u8.ToArray());
        using var refused = await elsewhere.BringAsync("station", station);
        await keeper.BroughtAsync("station", station);
        var stranger = app.Browser();
        var page = await stranger.GetPageAsync($"/stations/{station}", Ct);
        var item = await stranger.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/v1/stations/{station}", Ct);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (none.StatusCode, refused.StatusCode));
        Assert.Equal("那金站的照片", page.QuerySelector(".gallery img")!.GetAttribute("alt"));
        Assert.Equal(page.QuerySelector(".gallery a")!.GetAttribute("href"), item.GetProperty("photo").GetString());
        Assert.NotNull((await stranger.GetPageAsync($"/stations?division={TestPeople.Village}", Ct)).QuerySelector(".card.pictured img[src$='/small']"));
    }

    [Theory]
    [InlineData(3000, 400)]
    [InlineData(300, 1600)]
    [InlineData(480, 300)]
    [InlineData(20, 20)]
    public void However_a_picture_is_shaped_its_small_version_is_light_and_has_the_shape_of_all(int width, int height)
    {
        var small = SmallPhoto.Of(Pictures.Noise(3, width, height, grain: 2)); // Nothing is heavier than noise.

        Assert.InRange(small.Length, 1, SmallPhoto.MostBytes);
        Assert.Equal((SmallPhoto.Width, SmallPhoto.Height), (Size(small).Width, Size(small).Height));
    }

    private static SKImageInfo Size(byte[] picture)
    {
        using var codec = SKCodec.Create(new MemoryStream(picture));
        return codec.Info;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string url, Dictionary<string, string> said, byte[] picture)
    {
        var form = (IHtmlFormElement)(await browser.GetPageAsync(url, Ct)).QuerySelector("form[enctype='multipart/form-data']")!;
        return await browser.SendFormAsync(url, form, said, [("Form.Photos", "IMG_1.jpg", picture)], Ct);
    }
}
