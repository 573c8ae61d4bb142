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
        Assert.NotNull((await volunteer.ReadPageAsync(Ct)).QuerySelector("input[name=free]"));
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
