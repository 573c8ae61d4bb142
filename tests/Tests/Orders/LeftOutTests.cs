using System.Net;
using AngleSharp.Html.Dom;
using Weiguang.Orders.Clocks;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

/// <summary>Who was asked and is not needed any more reads so on the page that lies open before them, and at the next look.</summary>
public class LeftOutTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_lost_an_open_order_reads_that_somebody_took_it_and_not_who_or_where(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { open = true });
        var loser = await app.BrowserOfAsync(await app.VolunteerAsync("郭凤霞"));
        Assert.NotNull((await loser.GetPageAsync($"/orders/{order}", Ct)).QuerySelector("[name='Form.Do'][value=Accept]"));
        await (await app.ProgramOfAsync(await app.VolunteerAsync("刘文彬"))).StepAsync(order, "accept");

        var page = await loser.GetPageAsync($"/orders/{order}", Ct);

        var main = page.QuerySelector("main")!;
        Assert.Contains("已有别的志愿者先接了这一单", main.TextContent);
        Assert.NotNull(main.QuerySelector("a[href='/tasks']"));
        Assert.Null(main.QuerySelector("[name='Form.Do']"));
        foreach (var secret in new[] { "刘文彬", "灯不亮了", "东头第三家", "王秀英", "王*英", "那金村" })
        {
            Assert.DoesNotContain(secret, main.TextContent);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_open_order_that_was_called_off_says_so_and_one_that_never_was_open_is_not_there(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var (open, closed) = (await village.OrderAsync(), await village.OrderAsync());
        await village.Staff.StepAsync(open, "dispatch", new { open = true });
        await village.Resident.StepAsync(open, "cancel");
        var asked = await app.VolunteerAsync();
        await village.Staff.StepAsync(closed, "dispatch", new { volunteerIds = new[] { asked } });
        await village.Staff.StepAsync(closed, "recall");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await village.Staff.StepAsync(closed, "dispatch", new { volunteerIds = new[] { asked } }); // Asked by name twice is not open.
        var volunteer = await app.BrowserOfAsync(await app.VolunteerAsync("郭凤霞"));

        var page = await volunteer.GetPageAsync($"/orders/{open}", Ct);
        using var strange = await volunteer.GetAsync($"/orders/{closed}", Ct);

        Assert.Contains("这一单取消了，不用去了", page.QuerySelector("main")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_open_order_that_was_taken_back_says_so_to_whoever_had_it_before_them(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { open = true });
        var volunteer = await app.BrowserOfAsync(await app.VolunteerAsync("郭凤霞"));
        var other = await app.VolunteerAsync("刘文彬");

        await village.Staff.StepAsync(order, "recall");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("这一单不用您去了，谢谢您。", await SaidAsync(volunteer, order));
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { other } });
        Assert.Equal("这一单不用您去了，谢谢您。", await SaidAsync(volunteer, order));
        await (await app.ProgramOfAsync(other)).StepAsync(order, "accept");
        Assert.Equal("已有别的志愿者先接了这一单，谢谢您。", await SaidAsync(volunteer, order));
    }

    [Theory]
    [InlineData("recall", "这一单不用您去了，谢谢您。")]
    [InlineData("replace", "这一单不用您去了，谢谢您。")]
    [InlineData("accept", "已有别的志愿者先接了这一单，谢谢您。")]
    [InlineData("cancel", "这一单取消了，不用去了。")]
    [InlineData("lapse", "没等到您回话，站点另外安排了。")]
    [InlineData("decline", "您说了去不了，站点知道了。")]
    public async Task Where_the_button_was_a_sentence_says_why_it_is_gone(string what, string says)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var (asked, other) = (await app.VolunteerAsync("刘文彬"), await app.VolunteerAsync("郭凤霞"));
        var order = await village.OrderAsync();
        var version = (await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { asked, other } })).GetProperty("version").GetInt32();
        var volunteer = await app.BrowserOfAsync(asked);
        Assert.Null(await SaidAsync(volunteer, order));

        await (what switch
        {
            "recall" => village.Staff.StepAsync(order, "recall"),
            "replace" => village.Staff.StepAsync(order, $"dispatch?version={version}", new { volunteerIds = new[] { other } }),
            "accept" => (await app.ProgramOfAsync(other)).StepAsync(order, "accept"),
            "cancel" => village.Resident.StepAsync(order, "cancel"),
            "decline" => (await app.ProgramOfAsync(asked)).StepAsync(order, "decline"),
            _ => LapseAsync(app),
        });

        Assert.Equal(says, await SaidAsync(volunteer, order));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task From_whom_an_accepted_order_was_taken_reads_that_it_is_not_theirs_any_more(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync("刘文彬");
        var order = await village.AcceptedAsync(volunteerId, await app.ProgramOfAsync(volunteerId));
        var volunteer = await app.BrowserOfAsync(volunteerId);
        Assert.Null(await SaidAsync(volunteer, order));

        await village.Staff.StepAsync(order, "release", new { reason = "联系不上" });

        Assert.Equal("这一单不归您了，不用去了。", await SaidAsync(volunteer, order));
    }

    private static async Task<System.Text.Json.JsonElement> LapseAsync(TestApp app)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(21));
        using var scope = app.Scope();
        await scope.Get<OrderPatrol>().WalkAsync(Ct);
        return default;
    }

    private static async Task<string?> SaidAsync(HttpClient browser, Guid order) =>
        (await browser.GetPageAsync($"/orders/{order}", Ct)).QuerySelector("main [data-left-out]")?.TextContent.Trim();
}
