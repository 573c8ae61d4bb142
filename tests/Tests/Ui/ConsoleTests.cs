using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Ui;

public class ConsoleTests
{
    [Fact]
    public async Task No_two_entries_of_the_sidebar_have_the_same_key()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var keys = app.Services.GetServices<ConsoleLink>().Where(l => l.Key is not null && !l.Href.StartsWith("/design", StringComparison.Ordinal)).ToLookup(l => l.Key, l => l.Href);

        Assert.NotEmpty(keys);
        Assert.Empty(keys.Where(k => k.Count() > 1).Select(k => string.Join(' ', k)));
    }

    [Fact]
    public async Task Whoever_types_console_comes_to_the_desk_they_may_open()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (resident, staff) = (await app.PersonAsync(), await app.PersonAsync());
        await app.GrantAsync(staff, Role.Station, TestPeople.Village);

        using var desk = await (await app.BrowserOfAsync(staff)).GetAsync("/console");
        using var own = await (await app.BrowserOfAsync(resident)).GetAsync("/console");
        using var stranger = await app.Browser().GetAsync("/console");

        Assert.Equal("/console/orders", $"{desk.Headers.Location}");
        Assert.Equal("/console/activities", $"{own.Headers.Location}");
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?return=%2Fconsole"), (stranger.StatusCode, $"{stranger.Headers.Location}"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_head_says_who_sits_there_and_the_sidebar_and_the_tab_how_much_waits(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        await village.OrderAsync();
        await village.OrderAsync();
        var desk = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));

        var page = await desk.GetPageAsync("/console/orders");
        Assert.Equal("(2) 派单台 · 微光", page.Title);
        Assert.StartsWith("2", Waiting(page, "/console/orders"), StringComparison.Ordinal);
        Assert.Null(Waiting(page, "/console/follow-ups"));
        Assert.NotNull(page.QuerySelector("link[href^='/console'][rel=stylesheet]"));
        Assert.Matches("站点.*·", page.QuerySelector(".on-duty summary")!.TextContent);

        using var gone = await desk.SubmitAsync("/console/orders", form: ".on-duty form");
        using var after = await desk.GetAsync("/console/orders");
        Assert.StartsWith("/sign-in", $"{after.Headers.Location}", StringComparison.Ordinal);
        Assert.Null((await app.Browser().GetPageAsync("/")).QuerySelector("link[href^='/console']")); // Phones load none of it.
    }

    private static string? Waiting(AngleSharp.Dom.IDocument page, string href) => page.QuerySelector($".side a[href='{href}'] [data-count]")?.TextContent;
}
