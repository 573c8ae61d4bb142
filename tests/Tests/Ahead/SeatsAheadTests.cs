using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Ahead;

/// <summary>The day itself: one card of what lies ahead, on home, on the activity and among one's own, with the one thing to do.</summary>
public class SeatsAheadTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_checks_in_and_out_from_home_with_one_tap_each(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync();
        var browser = await app.BrowserOfAsync(volunteer);

        using var came = await TapAsync(browser, "/", door, "In");
        Assert.Equal(HttpStatusCode.Redirect, came.StatusCode);
        Assert.Equal($"/activities/{door.Activity}/check-in", came.Headers.Location!.OriginalString);
        Assert.NotNull(await door.PresenceAsync(volunteer));

        app.Clock.Advance(TimeSpan.FromMinutes(70));
        foreach (var page in new[] { "/", $"/activities/{door.Activity}", "/me/activities" })
        {
            var card = CardOf(await browser.GetPageAsync(page, Ct), door);
            Assert.Contains("在现场", card.TextContent, StringComparison.Ordinal);
            Assert.NotNull(card.QuerySelector("button[value=Out]"));
            Assert.Null(card.QuerySelector("button[value=In]"));
        }

        using var left = await TapAsync(browser, $"/activities/{door.Activity}", door, "Out");
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.NotNull((await door.PresenceAsync(volunteer))!.OutAt);
        Assert.Contains("签退了", CardOf(await browser.GetPageAsync("/", Ct), door).TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Before_the_door_opens_the_card_says_when_and_where(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(a => a.Place = "东墙外", TimeSpan.FromHours(20));
        var (person, program) = await PersonAsync(app);
        await program.SignUpAsync(activity, shifts[0]);

        var card = (await (await app.BrowserOfAsync(person)).GetPageAsync("/", Ct)).QuerySelector($"[data-ahead='/activities/{activity}']")!;

        Assert.Contains("名额是您的", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("起可以签到", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("20 小时后开始", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("东墙外", card.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("https://uri.amap.com/", card.QuerySelector("a[rel=noreferrer]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Null(card.QuerySelector("button"));
    }

    /// <summary>Whoever stands at the door has come; leaving the list then would take their hours.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_come_is_not_offered_to_stay_away_and_is_told_what_to_do_instead(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync();
        var (browser, program) = (await app.BrowserOfAsync(volunteer), await app.ProgramOfAsync(volunteer));
        Assert.Contains("来不了了", (await browser.GetPageAsync($"/activities/{door.Activity}", Ct)).Body!.TextContent, StringComparison.Ordinal);

        (await TapAsync(browser, "/", door, "In")).Dispose();

        Assert.DoesNotContain("来不了了", (await browser.GetPageAsync($"/activities/{door.Activity}", Ct)).Body!.TextContent, StringComparison.Ordinal);
        using var refused = await program.DeleteAsync($"/api/v1/activities/{door.Activity}/signups/{door.Shift}?reason=家里有事", Ct);
        Assert.Contains("signup-has-come", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        var late = await door.SeatedAsync("王五");
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        using var begun = await (await app.ProgramOfAsync(late)).DeleteAsync($"/api/v1/activities/{door.Activity}/signups/{door.Shift}?reason=家里有事", Ct);
        Assert.Contains("signup-has-begun", await begun.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_offered_seat_stands_on_top_with_its_answer_and_on_home_with_the_way_to_it(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(3), capacities: 1);
        var ((_, first), (second, next)) = (await PersonAsync(app), await PersonAsync(app));
        await first.SignUpAsync(activity, shifts[0]);
        await next.SignUpAsync(activity, shifts[0]);
        using var left = await first.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}", Ct);
        var browser = await app.BrowserOfAsync(second);

        var home = (await browser.GetPageAsync("/", Ct)).QuerySelector($"[data-ahead='/activities/{activity}']")!;
        Assert.Contains("轮到您了", home.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/activities/{activity}#s-{shifts[0]:N}", home.QuerySelector("a.primary")!.GetAttribute("href"));
        var page = await browser.GetPageAsync($"/activities/{activity}", Ct);
        var top = page.QuerySelector(".today")!;
        Assert.Equal($"s-{shifts[0]:N}", top.Id);
        Assert.Single(page.QuerySelectorAll($"#s-{shifts[0]:N}"));
        Assert.NotNull(top.QuerySelector($"button[form=signup][value='{shifts[0]}']"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_shift_called_off_or_over_lies_before_nobody(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app, capacities: [20, 20]);
        var volunteer = await door.SeatedAsync();
        using (var scope = app.Scope())
        {
            var now = app.Clock.GetUtcNow().UtcDateTime;
            await scope.Db.Set<Shift>().Where(s => s.Id == door.Shift).ExecuteUpdateAsync(u => u.SetProperty(s => s.CancelledAt, now), Ct);
        }

        Assert.Null((await (await app.BrowserOfAsync(volunteer)).GetPageAsync("/", Ct)).QuerySelector("[data-ahead]"));
        var absent = await DoorStep.BuildAsync(app);
        var missed = await absent.SeatedAsync();
        app.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Null((await (await app.BrowserOfAsync(missed)).GetPageAsync("/", Ct)).QuerySelector("[data-ahead]"));
    }

    private static IElement CardOf(IHtmlDocument page, DoorStep door) => page.QuerySelector($"[data-ahead='/activities/{door.Activity}']")!;

    private static async Task<HttpResponseMessage> TapAsync(HttpClient browser, string page, DoorStep door, string end)
    {
        var form = (IHtmlFormElement)CardOf(await browser.GetPageAsync(page, Ct), door).QuerySelector($"form:has(button[value={end}])")!;
        return await browser.SubmitAsync(page, form, new Dictionary<string, string> { ["Form.End"] = end, ["Form.Lat"] = "45.3373", ["Form.Lon"] = "122.7851", ["Form.Accuracy"] = "20" }, Ct);
    }

    private static async Task<(Guid Id, HttpClient Program)> PersonAsync(TestApp app)
    {
        var id = await app.VolunteerAsync();
        return (id, await app.ProgramOfAsync(id));
    }
}
