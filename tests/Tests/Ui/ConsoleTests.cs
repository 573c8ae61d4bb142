using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Ui;
using Weiguang.People;

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
}
