using System.Net;
using Weiguang.Activities.Domain;
using Weiguang.People;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Activities;

public class FindingPageTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Filters_stand_in_the_address_and_survive_each_other(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var tree = await app.ListedAsync("河边植树", 1, a => a.Category = "0006");
        await app.ListedAsync("扫雪除冰", 2, a => a.Category = "0001");

        var page = await app.Browser().GetPageAsync($"/activities?q=植树&category=0006&division={TestPeople.County}", Ct);
        Assert.Equal($"/activities/{tree}", Assert.Single(page.QuerySelectorAll(".card a")).GetAttribute("href"));
        Assert.Equal(("植树", "0006"), (page.QuerySelector("#q")!.GetAttribute("value"), page.QuerySelector("#category option[selected]")!.GetAttribute("value")));
        Assert.Equal($"{TestPeople.County}", page.QuerySelector("input[type=hidden][name=division]")!.GetAttribute("value"));
        Assert.Contains("还差 2 人", page.QuerySelector(".card .badge")!.TextContent, StringComparison.Ordinal);
        var map = await app.Browser().GetPageAsync("/activities?q=植树&view=map", Ct);
        Assert.Equal($"/activities/{tree}", Assert.Single(map.QuerySelectorAll("svg.map a")).GetAttribute("href"));
        Assert.NotNull((await app.Browser().GetPageAsync("/activities?q=没有这种事", Ct)).QuerySelector(".empty"));
        using var lost = await app.Browser().GetAsync("/activities?near=nowhere&day=x&cursor=!&division=5", Ct);
        Assert.Equal((HttpStatusCode.Redirect, "/activities?near=nowhere&day=x&division=5"), (lost.StatusCode, lost.Headers.Location?.OriginalString));
        Assert.Equal(2, (await app.Browser().GetPageAsync("/activities?near=nowhere&day=x&division=5", Ct)).QuerySelectorAll(".card").Length);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_tap_shows_today_the_weekend_or_what_is_near_and_another_takes_it_back(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportFewAsync();
        app.Clock.Set(new(2026, 9, 3, 2, 0, 0, TimeSpan.Zero)); // Thursday, ten in the morning in China.
        var today = await app.ListedAsync("今天的", 0.2);
        var weekend = await app.ListedAsync("周六的", 2);
        var far = await app.ListedAsync("周日远处的", 3, a => (a.Lat, a.Lon) = (45.6, 122.785));
        var person = await app.VolunteerAsync();
        using (var scope = app.Scope())
        {
            await scope.Db.Set<Weiguang.People.Domain.Volunteer>().Where(v => v.PersonId == person).ExecuteUpdateAsync(u => u.SetProperty(v => v.AreaLat, 45.34).SetProperty(v => v.AreaLon, 122.79), Ct);
        }

        var volunteer = await app.BrowserOfAsync(person);
        var all = await volunteer.GetPageAsync("/activities", Ct);
        Assert.Equal(["今天", "周六 9月5日", "周日 9月6日"], all.QuerySelectorAll("h2").Select(h => h.FirstChild!.TextContent.Trim()));

        Assert.Equal([today], await AfterTapAsync(volunteer, "今天"));
        Assert.Equal([weekend, far], await AfterTapAsync(volunteer, "周末"));
        Assert.Equal([today, weekend], (await AfterTapAsync(volunteer, "5 公里内")).Order());
        var chosen = await volunteer.GetPageAsync("/activities?when=weekend", Ct);
        var chip = Assert.Single(chosen.QuerySelectorAll(".chip[aria-current=true]"));
        Assert.Equal(("周末", "/activities"), (chip.TextContent.Trim(), chip.GetAttribute("href")!.TrimEnd('?')));
        Assert.Equal(["1 场", "–", "1 场", "1 场", "–", "–", "–"], all.QuerySelectorAll(".week small").Select(s => s.TextContent));

        var month = await volunteer.GetPageAsync("/activities?view=month", Ct);
        Assert.Equal(["3", "5", "6"], month.QuerySelectorAll(".month a b").Select(b => b.TextContent));
        Assert.Equal([far], Found(await volunteer.GetPageAsync(month.QuerySelectorAll(".month a")[^1].GetAttribute("href")!, Ct)));
        Assert.Empty((await volunteer.GetPageAsync("/activities?view=month&month=2026-10", Ct)).QuerySelectorAll(".month a"));
        var fromToday = await volunteer.GetPageAsync("/activities?view=month&when=today", Ct);
        Assert.Equal([far], Found(await volunteer.GetPageAsync(fromToday.QuerySelectorAll(".month a")[^1].GetAttribute("href")!, Ct)));
        Assert.Null((await volunteer.GetPageAsync("/activities?within=5&near=home", Ct)).QuerySelector(".week")); // It would count others than the list.
        Assert.NotNull((await volunteer.GetPageAsync("/activities?view=month&month=%E4%B9%9D&within=x&when=y", Ct)).QuerySelector(".month a"));
    }

    /// <summary>What the list holds after a tap on a chip of the whole list.</summary>
    private static async Task<List<Guid>> AfterTapAsync(HttpClient browser, string chip)
    {
        var all = await browser.GetPageAsync("/activities", Ct);
        return Found(await browser.GetPageAsync(all.QuerySelectorAll(".chip").Single(c => c.TextContent.Trim() == chip).GetAttribute("href")!, Ct));
    }

    private static List<Guid> Found(AngleSharp.Html.Dom.IHtmlDocument page) => [.. page.QuerySelectorAll(".columns .card a").Select(a => Guid.Parse(a.GetAttribute("href")!["/activities/".Length..]))];

    [Fact]
    public async Task Five_hundred_open_activities_fit_a_villages_network_and_strangers_share_one_page()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await app.ImportFewAsync();
        for (var i = 0; i < 500; i++)
        {
            await app.ActivityAsync(a => (a.Title, a.Place) = ($"第{i}次到敬老院陪老人说话", $"那金镇敬老院 {i % 17} 号楼"), TimeSpan.FromHours(20 + i));
        }

        using var client = app.Browser();
        var first = await client.GetAsync("/activities", Ct);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var packed = (await client.GetByteArrayAsync("/activities", Ct)).Length;
        var map = (await client.GetByteArrayAsync("/activities?view=map", Ct)).Length;
        TestContext.Current.TestOutputHelper!.WriteLine($"list {packed:N0} bytes, map {map:N0} bytes compressed");
        Assert.Equal(20, (await first.ReadPageAsync(Ct)).QuerySelectorAll(".card").Length);
        Assert.InRange(packed, 1, 10 * 1024);
        Assert.InRange(map, 1, 10 * 1024);
        Assert.False(first.Headers.Contains("Age"));
        Assert.True((await client.GetAsync("/activities", Ct)).Headers.Contains("Age"));
        var volunteer = await (await app.BrowserOfAsync(await app.VolunteerAsync())).GetAsync("/activities", Ct);
        Assert.False(volunteer.Headers.Contains("Age"));
        Assert.NotNull((await volunteer.ReadPageAsync(Ct)).QuerySelector(".chip[href*='free=true']"));
        var elsewhere = await app.BrowserOfAsync(await app.VolunteerAsync(division: TestPeople.NextCounty));
        Assert.Empty((await elsewhere.GetPageAsync("/activities", Ct)).QuerySelectorAll(".card"));
        Assert.Equal(20, (await elsewhere.GetPageAsync("/activities?division=0", Ct)).QuerySelectorAll(".card").Length);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_share_card_tells_what_when_and_where_and_nothing_about_people(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var lead = await app.PersonAsync("欧阳铁柱");
        var (id, _) = await app.ActivityAsync(a => (a.Title, a.Place) = ("清理“嫩江”河道 <一>", "江心公园"), lead: lead);
        var closed = await app.ListedAsync("内部集训", 2, a => a.Recruit = RecruitScope.Closed);

        var page = await app.Browser().GetPageAsync($"/activities/{id}/share", Ct);
        Assert.Equal("清理“嫩江”河道 <一>", page.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        Assert.EndsWith($"/activities/{id}", page.QuerySelector("meta[property='og:url']")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.Contains("江心公园", page.QuerySelector("meta[property='og:description']")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".qr svg"));
        Assert.DoesNotContain("铁柱", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync($"/activities/{closed}/share", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator))).GetAsync($"/activities/{closed}/share", Ct)).StatusCode);
    }
}
