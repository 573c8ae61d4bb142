using System.Net;
using AngleSharp.Html.Dom;

namespace Weiguang.Tests.Activities;

/// <summary>Whoever taps 签退 when hardly anything would count is asked, and comes back when it was a slip.</summary>
public class EarlyLeavingTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_is_asked_before_a_leaving_of_which_nothing_counts_and_comes_back_after_it(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync();
        var browser = await app.BrowserOfAsync(volunteer);
        var page = $"/activities/{door.Activity}/check-in";
        await TapAsync(browser, page, "In");

        using var asked = await TapAsync(browser, page, "Out");
        var question = await asked.ReadPageAsync(Ct);
        Assert.Contains("几乎不算时长", question.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await door.PresenceAsync(volunteer))!.OutAt);

        var sure = (IHtmlFormElement)question.QuerySelector("form:has(button[value=Out])")!;
        using var left = await browser.SubmitAsync(page, sure, Position("Out"), Ct);
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.NotNull((await door.PresenceAsync(volunteer))!.OutAt);

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        using var back = await TapAsync(browser, page, "In");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Null((await door.PresenceAsync(volunteer))!.OutAt);

        app.Clock.Advance(TimeSpan.FromMinutes(60));
        using var gone = await TapAsync(browser, page, "Out"); // Nobody asks now.
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        Assert.NotNull((await door.PresenceAsync(volunteer))!.OutAt);
    }

    private static async Task<HttpResponseMessage> TapAsync(HttpClient browser, string page, string end)
    {
        var form = (IHtmlFormElement)(await browser.GetPageAsync(page, Ct)).QuerySelector($"form:has(button[value={end}])")!;
        return await browser.SubmitAsync(page, form, Position(end), Ct);
    }

    private static Dictionary<string, string> Position(string end) => new() { ["Form.End"] = end, ["Form.Lat"] = "45.3373", ["Form.Lon"] = "122.7851", ["Form.Accuracy"] = "20" };
}
