using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Activities;

public class RotatingCodeTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_is_good_for_its_fifteen_seconds_and_one_minute_more()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var codes = app.Services.GetRequiredService<RotatingCodes>();
        var (activity, shift) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var code = codes.Make(activity, shift, ProofEnd.Out);
        Assert.Equal((CodeState.Good, new CodeClaim(activity, shift, ProofEnd.Out, app.Clock.GetUtcNow().ToUnixTimeSeconds() / 15)), codes.Read(code));

        app.Clock.Advance(TimeSpan.FromSeconds(74));
        Assert.Equal(CodeState.Good, codes.Read(code).State);
        Assert.NotEqual(code, codes.Make(activity, shift, ProofEnd.Out));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CodeState.Expired, codes.Read(code).State);
        app.Clock.Advance(TimeSpan.FromSeconds(-91));
        Assert.Equal(CodeState.Expired, codes.Read(code).State); // Shown more than a step in the future: not by any clock of ours.
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_code_makes_it_forged()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var codes = app.Services.GetRequiredService<RotatingCodes>();
        foreach (var code in new[] { codes.Make(Guid.CreateVersion7(), null, ProofEnd.In), codes.Make(Guid.CreateVersion7(), Guid.CreateVersion7(), ProofEnd.In) })
        {
            for (var i = 0; i < code.Length; i++)
            {
                var changed = $"{code[..i]}{(code[i] == 'A' ? 'B' : 'A')}{code[(i + 1)..]}";
                Assert.Equal(CodeState.Forged, codes.Read(changed).State);
            }

            Assert.All([code[1..], code + "A", code[..^1], "", "x", new string('汉', 44)], text => Assert.Equal(CodeState.Forged, codes.Read(text).State));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Scanning_opens_a_page_that_changes_nothing_until_the_button_is_pressed(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync();
        var browser = await app.BrowserOfAsync(volunteer);
        var path = $"/check-in/{door.Code()}";
        var page = await browser.GetPageAsync(path, Ct);
        await browser.GetPageAsync(path, Ct);
        Assert.Null(await door.PresenceAsync(volunteer));
        Assert.Contains("清理河道", page.Body!.TextContent, StringComparison.Ordinal);

        // Two minutes for a slow hand: the code is old by then, but this browser read it in time.
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var form = (IHtmlFormElement)page.QuerySelector("wg-attend form")!;
        using var pressed = await browser.SubmitAsync(path, form, new Dictionary<string, string> { ["Form.Lat"] = "45.3372", ["Form.Lon"] = "122.7851", ["Form.Accuracy"] = "20" }, Ct);
        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
        Assert.EndsWith($"/activities/{door.Activity}/check-in", pressed.Headers.Location!.ToString(), StringComparison.Ordinal);

        var presence = await door.PresenceAsync(volunteer);
        Assert.Equal((ProofKinds.RotatingCode | ProofKinds.Position, app.Clock.GetUtcNow().UtcDateTime.AddMinutes(-2)), (presence!.InProof, presence.InAt));
        Assert.NotEmpty(presence.InDevice);
        Assert.All(await door.ProofsAsync(volunteer), p => Assert.Equal(43, p.Network.Length));
        var mine = await browser.GetPageAsync($"/activities/{door.Activity}/check-in", Ct);
        Assert.Contains("扫码 + 定位", mine.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(mine.QuerySelector("button[value=Out]"));
    }

    [Fact]
    public async Task Who_is_not_signed_in_comes_back_to_the_code_they_scanned()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app);
        var path = $"/check-in/{door.Code()}";
        using var answer = await app.Browser().GetAsync(path, Ct);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains($"/sign-in?return={Uri.EscapeDataString(path)}", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("wg-scan=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_code_says_so_and_a_forged_one_is_not_there()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app);
        var browser = await app.BrowserOfAsync(await door.SeatedAsync());
        var old = door.Code();
        app.Clock.Advance(TimeSpan.FromSeconds(76));

        var page = await browser.GetPageAsync($"/check-in/{old}", Ct);
        Assert.Contains("过期", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("wg-attend form"));
        var changed = old[^4] == 'A' ? 'B' : 'A'; // Not the last letter: some of its bits carry nothing.
        using var forged = await browser.GetAsync($"/check-in/{old[..^4]}{changed}{old[^3..]}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Programs_hear_at_the_field_what_is_wrong_with_a_code(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, other) = (await DoorStep.BuildAsync(app), await DoorStep.BuildAsync(app));
        var volunteer = await door.SeatedAsync();
        var old = door.Code();
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        foreach (var (code, says) in new[] { (old, "过期"), ("nonsense", "不对"), (other.Code(), "别的活动"), (door.Code(ProofEnd.Out), "不一样") })
        {
            using var answer = await door.ShowAsync(volunteer, "check-in", new { code });
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(says, (await answer.ProblemAsync()).GetProperty("errors").GetProperty("code")[0].GetString(), StringComparison.Ordinal);
        }

        Assert.Null(await door.PresenceAsync(volunteer));
        var nonce = Guid.NewGuid();
        foreach (var expected in new[] { "in", "replayed" })
        {
            using var answer = await door.ShowAsync(volunteer, "check-in", new { code = door.Code(), nonce });
            Assert.Contains($"\"answer\":\"{expected}\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        Assert.Single(await door.ProofsAsync(volunteer));
    }

    [Fact]
    public async Task The_organisers_screen_shows_a_code_that_works_and_nobody_elses_screen_does()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app);
        var lead = await app.BrowserOfAsync(door.Lead);
        var page = await lead.GetPageAsync($"/console/activities/{door.Activity}/check-in/code?end=out", Ct);

        Assert.NotNull(page.QuerySelector("wg-turning .qr svg path"));
        Assert.Contains("扫码签退", page.QuerySelector("wg-turning h2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", page.Head!.InnerHtml, StringComparison.Ordinal);
        using var stranger = await (await app.BrowserOfAsync(await door.SeatedAsync())).GetAsync($"/console/activities/{door.Activity}/check-in/code", Ct);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }
}
