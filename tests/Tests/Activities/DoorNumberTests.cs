using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Hours;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Activities;

/// <summary>A code can be sent on by chat; the number that is read out at the door has to be heard there.</summary>
public class DoorNumberTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_is_asked_and_tells_the_number_has_shown_the_code_and_who_does_not_their_own_phone_alone(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var (there, away) = (await door.SeatedAsync(), await door.SeatedAsync());
        foreach (var who in new[] { there, away })
        {
            using var shown = await DoorNumber.ScanAsync(door, who);
            var says = await shown.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.True(says.GetProperty("asksNumber").GetBoolean());
            Assert.Contains("三位数字", says.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal(ProofKinds.Scan | ProofKinds.Position, (await door.PresenceAsync(who))!.InProof);
        }

        var number = await DoorNumber.NumberAsync(door);
        foreach (var _ in new[] { 1, 2 }) // Sent again it is still right, and nothing new.
        {
            Assert.Equal(HttpStatusCode.OK, (await DoorNumber.TellAsync(door, there, number)).Status);
        }

        Assert.Equal(ProofKinds.RotatingCode | ProofKinds.Position, (await door.PresenceAsync(there))!.InProof);
        Assert.Equal(ProofKinds.Scan | ProofKinds.Position, (await door.PresenceAsync(away))!.InProof);
        var proofs = await door.ProofsAsync(there);
        Assert.Equal((2, 1, 1), (proofs.Count, proofs.Count(p => p.DoorAt is not null && p.DoorTries == 1), proofs.Count(p => p.Kinds == ProofKinds.RotatingCode)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Three_tries_are_taken_however_often_it_is_scanned_and_the_door_helps_whoever_used_them_up(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var guesser = await door.SeatedAsync();
        using var first = await DoorNumber.ScanAsync(door, guesser);
        var number = await DoorNumber.NumberAsync(door);
        var wrong = number == "000" ? "001" : "000";
        for (var left = 2; left >= 0; left--)
        {
            var (status, body) = await DoorNumber.TellAsync(door, guesser, wrong);
            Assert.Equal((HttpStatusCode.Conflict, left), (status, body.GetProperty("triesLeft").GetInt32()));
        }

        app.Clock.Advance(TimeSpan.FromSeconds(20));
        using var again = await DoorNumber.ScanAsync(door, guesser);
        var last = await DoorNumber.TellAsync(door, guesser, await DoorNumber.NumberAsync(door));
        Assert.Equal(HttpStatusCode.Conflict, last.Status);
        Assert.Contains("请门口的人帮您记一下", last.Body.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(ProofKinds.Scan | ProofKinds.Position, (await door.PresenceAsync(guesser))!.InProof);

        await door.TickAsync(await app.ProgramOfAsync(door.Lead), new { end = "in", ticks = new[] { new { volunteerId = guesser } } });
        Assert.Equal(ProofKinds.Scan | ProofKinds.Position | ProofKinds.Word, (await door.PresenceAsync(guesser))!.InProof);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_many_guesses_at_once_three_are_taken(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var guesser = await door.SeatedAsync();
        using var shown = await DoorNumber.ScanAsync(door, guesser);
        var right = await DoorNumber.NumberAsync(door);
        foreach (var none in new[] { "", "abc", "12", "1234" })
        {
            Assert.Equal(HttpStatusCode.Conflict, (await DoorNumber.TellAsync(door, guesser, none)).Status);
            Assert.Equal(0, (await door.ProofsAsync(guesser)).Single().DoorTries); // No guess costs a try.
        }

        var wrong = Enumerable.Range(0, 11).Select(n => $"{n:000}").Where(n => n != right).Take(10);

        var answers = await Task.WhenAll(wrong.Select(n => DoorNumber.TellAsync(door, guesser, n)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Conflict, a.Status));
        Assert.Equal(DoorBook.Tries, (await door.ProofsAsync(guesser)).Single().DoorTries);
        Assert.Equal(HttpStatusCode.Conflict, (await DoorNumber.TellAsync(door, guesser, right)).Status);
    }

    [Theory]
    [InlineData(10, HttpStatusCode.OK)] // No network meanwhile: they remember what they heard.
    [InlineData(13, HttpStatusCode.NotFound)] // Whether they came then nobody knows any more.
    public async Task The_question_waits_for_a_while(int minutes, HttpStatusCode status)
    {
        await using var app = await DoorNumber.AskingAsync(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app);
        var who = await door.SeatedAsync();
        using var shown = await DoorNumber.ScanAsync(door, who);
        var heard = await DoorNumber.NumberAsync(door);

        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(status, (await DoorNumber.TellAsync(door, who, heard)).Status);
        Assert.Equal(status == HttpStatusCode.OK, (await door.PresenceAsync(who))!.InProof.HasFlag(ProofKinds.RotatingCode));
    }

    [Fact]
    public async Task Who_is_in_time_and_not_drawn_is_asked_nothing_and_an_old_code_is_asked_about_at_both_ends()
    {
        await using var app = await DoorNumber.AskingAsync(TestDatabases.Sqlite, DoorNumber.Nobody);
        var door = await DoorStep.BuildAsync(app);
        var (fresh, old) = (await door.SeatedAsync(), await door.SeatedAsync());
        var code = door.Code();
        using var inTime = await DoorNumber.ScanAsync(door, fresh, code);
        app.Clock.Advance(TimeSpan.FromSeconds(41));
        using var late = await DoorNumber.ScanAsync(door, old, code);

        Assert.Equal(ProofKinds.RotatingCode | ProofKinds.Position, (await door.PresenceAsync(fresh))!.InProof);
        Assert.Equal(ProofKinds.Scan | ProofKinds.Position, (await door.PresenceAsync(old))!.InProof);
        Assert.Equal(HttpStatusCode.NotFound, (await DoorNumber.TellAsync(door, fresh, "123")).Status);
    }

    [Fact]
    public async Task The_number_stands_on_the_page_of_whoever_runs_the_door_and_nowhere_else()
    {
        await using var app = await DoorNumber.AskingAsync(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app);
        var number = app.Services.GetRequiredService<DoorNumbers>().Now(door.Activity);
        var lead = await app.BrowserOfAsync(door.Lead);
        var own = await lead.GetPageAsync($"/console/activities/{door.Activity}/check-in/number", Ct);
        Assert.Equal(number, own.QuerySelector("wg-turning [data-number]")!.TextContent);
        var screen = await lead.GetPageAsync($"/console/activities/{door.Activity}/check-in/code", Ct);
        Assert.Null(screen.QuerySelector("[data-number]"));
        Assert.DoesNotContain(number, screen.QuerySelector("wg-turning")!.TextContent, StringComparison.Ordinal);

        var stranger = await door.SeatedAsync();
        using var page = await (await app.BrowserOfAsync(stranger)).GetAsync($"/console/activities/{door.Activity}/check-in/number", Ct);
        using var api = await (await app.ProgramOfAsync(stranger)).GetAsync($"/api/v1/activities/{door.Activity}/door-number", Ct);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, api.StatusCode));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task On_a_phone_the_question_stands_above_the_check_in_until_it_is_answered(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync();
        var browser = await app.BrowserOfAsync(volunteer);
        var (scan, mine) = ($"/check-in/{door.Code()}", $"/activities/{door.Activity}/check-in");
        var page = await browser.GetPageAsync(scan, Ct);
        using var pressed = await browser.SubmitAsync(scan, (IHtmlFormElement)page.QuerySelector("wg-attend form")!, new Dictionary<string, string> { ["Form.Lat"] = "45.3372", ["Form.Lon"] = "122.7851", ["Form.Accuracy"] = "20" }, Ct);
        Assert.EndsWith(mine, pressed.Headers.Location!.ToString(), StringComparison.Ordinal);

        var asked = await browser.GetPageAsync(mine, Ct);
        Assert.Contains("请听门口的人报", asked.Body!.TextContent, StringComparison.Ordinal);
        var number = app.Services.GetRequiredService<DoorNumbers>().Now(door.Activity);
        using var wrong = await browser.SubmitAsync(mine, FormOf(asked)!, new Dictionary<string, string> { ["Form.DoorNumber"] = number == "000" ? "001" : "000" }, Ct);
        Assert.Contains("没对上", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var right = await browser.SubmitAsync(mine, FormOf(asked)!, new Dictionary<string, string> { ["Form.DoorNumber"] = number }, Ct);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);

        var done = await browser.GetPageAsync(mine, Ct);
        Assert.Null(FormOf(done));
        Assert.Contains("扫码 + 定位", done.Body!.TextContent, StringComparison.Ordinal);
    }

    private static IHtmlFormElement? FormOf(AngleSharp.Dom.IDocument page) => page.QuerySelectorAll("form").OfType<IHtmlFormElement>().SingleOrDefault(f => f.QuerySelector("[name='Form.DoorNumber']") is not null);
}
