using System.Net;
using AngleSharp.Html.Dom;
using Weiguang.Hours;
using Weiguang.Hours.Domain;

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

    /// <summary>With two proofs at both ends nobody else is asked for anything, so a record would be made at once: of a slip it would count the time before it alone.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_comes_back_after_a_slip_loses_nothing_of_what_they_stay_on_and_is_asked_when_they_forget_to_leave(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var (stays, forgets) = (await door.SeatedAsync(), await door.SeatedAsync("王秀英"));
        foreach (var (end, after) in new[] { (ProofEnd.In, 60), (ProofEnd.Out, 5), (ProofEnd.In, 55) })
        {
            foreach (var who in new[] { stays, forgets })
            {
                using var shown = await ShowAsync(door, who, end);
                Assert.True(shown.IsSuccessStatusCode, await shown.Content.ReadAsStringAsync(Ct));
            }

            await Presences.WalkAsync(app);
            app.Clock.Advance(TimeSpan.FromMinutes(after));
            await Presences.WalkAsync(app);
        }

        Assert.Null((await door.PresenceAsync(stays))!.OutAt);
        using var left = await ShowAsync(door, stays, ProofEnd.Out);
        app.Clock.Advance(TimeSpan.FromMinutes(60));
        await Presences.WalkAsync(app);

        Assert.Equal((RecordState.Posted, 110), await StandsAsync(app, stays)); // From the shift's begin to two hours after they had come.
        Assert.Equal((RecordState.Questioned, 0), await StandsAsync(app, forgets));
    }

    private static Task<HttpResponseMessage> ShowAsync(DoorStep door, Guid who, ProofEnd end) =>
        door.ShowAsync(who, end == ProofEnd.In ? "check-in" : "check-out", new { code = door.Code(end), lat = 45.3373, lon = 122.7851, accuracy = 20 });

    private static async Task<(RecordState State, int Minutes)> StandsAsync(TestApp app, Guid who)
    {
        using var scope = app.Scope();
        var record = await scope.Db.Set<ServiceRecord>().AsNoTracking().SingleAsync(r => r.VolunteerId == who, Ct);
        return (record.State, record.Minutes);
    }

    /// <summary>A code read too early left in one tap, with nothing.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_reads_the_leaving_code_so_soon_is_asked_as_well_and_stays_until_they_mean_it(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync();
        var browser = await app.BrowserOfAsync(volunteer);
        await TapAsync(browser, $"/activities/{door.Activity}/check-in", "In");
        var code = $"/check-in/{door.Code(Weiguang.Hours.ProofEnd.Out)}";

        var form = (IHtmlFormElement)(await browser.GetPageAsync(code, Ct)).QuerySelector("wg-attend form")!;
        using var asked = await browser.SubmitAsync(code, form, new Dictionary<string, string>(), Ct);
        var question = await asked.ReadPageAsync(Ct);
        Assert.Contains("几乎不算时长", question.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await door.PresenceAsync(volunteer))!.OutAt);

        using var left = await browser.SubmitAsync(code, (IHtmlFormElement)question.QuerySelector("wg-attend form")!, new Dictionary<string, string>(), Ct);
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.NotNull((await door.PresenceAsync(volunteer))!.OutAt);
    }

    private static async Task<HttpResponseMessage> TapAsync(HttpClient browser, string page, string end)
    {
        var form = (IHtmlFormElement)(await browser.GetPageAsync(page, Ct)).QuerySelector($"form:has(button[value={end}])")!;
        return await browser.SubmitAsync(page, form, Position(end), Ct);
    }

    private static Dictionary<string, string> Position(string end) => new() { ["Form.End"] = end, ["Form.Lat"] = "45.3373", ["Form.Lon"] = "122.7851", ["Form.Accuracy"] = "20" };
}
