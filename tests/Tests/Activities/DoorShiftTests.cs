using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;

namespace Weiguang.Tests.Activities;

/// <summary>The number belongs to one scan of one shift: the next shift asks anew, and telling it later is no other arrival.</summary>
public class DoorShiftTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_second_shift_of_a_day_asks_anew_whatever_became_of_the_first(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database);
        var (door, told, missed) = await TwoShiftsAsync(app);
        foreach (var who in new[] { told, missed })
        {
            Assert.True(await IsAskedAsync(door, who));
        }

        Assert.Equal(HttpStatusCode.OK, (await DoorNumber.TellAsync(door, told, await DoorNumber.NumberAsync(door))).Status);
        await MissAsync(door, missed);
        Assert.False(await IsAskedAsync(door, missed)); // No tries are left: nothing is asked that cannot be answered.

        app.Clock.Advance(TimeSpan.FromMinutes(121)); // The next begins.
        foreach (var who in new[] { told, missed })
        {
            Assert.True(await IsAskedAsync(door, who));
            var page = await (await app.BrowserOfAsync(who)).GetPageAsync($"/activities/{door.Activity}/check-in", Ct);
            Assert.NotNull(page.QuerySelector("[name='Form.DoorNumber']"));
            Assert.Equal(HttpStatusCode.OK, (await DoorNumber.TellAsync(door, who, await DoorNumber.NumberAsync(door))).Status);
            Assert.Equal(ProofKinds.RotatingCode | ProofKinds.Position, (await StaysAsync(door, who))[1].InProof);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_told_the_number_at_one_shift_is_asked_about_a_strange_scan_all_the_same(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database, DoorNumber.Nobody);
        var door = await DoorStep.BuildAsync(app);
        var (friend, who) = (await door.SeatedAsync(), await door.SeatedAsync());
        Assert.False(await IsAskedAsync(door, friend, at: 45.3373));
        var code = door.Code();
        app.Clock.Advance(TimeSpan.FromSeconds(41));
        Assert.True(await IsAskedAsync(door, who, code));
        Assert.Equal(HttpStatusCode.OK, (await DoorNumber.TellAsync(door, who, await DoorNumber.NumberAsync(door))).Status);

        app.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.False(await IsAskedAsync(door, who));
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await IsAskedAsync(door, who, at: 45.3373)); // To the last digit where the friend was.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Told_when_the_next_shift_has_begun_it_is_the_number_of_the_scan_before(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database);
        var (door, who, _) = await TwoShiftsAsync(app, a => a.SlackMinutes = 5);
        app.Clock.Advance(TimeSpan.FromMinutes(112));
        Assert.True(await IsAskedAsync(door, who));
        var heard = await DoorNumber.NumberAsync(door);
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(HttpStatusCode.OK, (await DoorNumber.TellAsync(door, who, heard)).Status);

        var stay = Assert.Single(await StaysAsync(door, who));
        Assert.Equal((door.Shift, ProofKinds.RotatingCode | ProofKinds.Position), (stay.EngagementId, stay.InProof));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Told_after_leaving_it_brings_nobody_back(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var who = await door.SeatedAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(12));
        Assert.True(await IsAskedAsync(door, who));
        var heard = await DoorNumber.NumberAsync(door);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        using var left = await door.ShowAsync(who, "check-out", new { lat = 45.3372, lon = 122.7851, accuracy = 20 });
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, (await DoorNumber.TellAsync(door, who, heard)).Status);

        var stay = (await door.PresenceAsync(who))!;
        Assert.Equal((true, ProofKinds.RotatingCode | ProofKinds.Position), (stay.OutAt is not null, stay.InProof));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_no_seat_any_more_is_not_told_that_it_was_noted(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var who = await door.SeatedAsync();
        Assert.True(await IsAskedAsync(door, who));
        using (var scope = app.Scope())
        {
            await scope.Db.Set<Signup>().Where(s => s.VolunteerId == who).ExecuteDeleteAsync(Ct);
        }

        var (status, body) = await DoorNumber.TellAsync(door, who, await DoorNumber.NumberAsync(door));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("请门口的人", body.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.All(await door.ProofsAsync(who), p => Assert.Null(p.DoorAt));
    }

    /// <summary>A page that was opened before the tries were used up, and posted after.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_scan_from_before_that_comes_later_gives_no_more_tries(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var guesser = await door.SeatedAsync();
        var (browser, scan) = (await app.BrowserOfAsync(guesser), $"/check-in/{door.Code()}");
        var kept = await browser.GetPageAsync(scan, Ct);
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await IsAskedAsync(door, guesser));
        await MissAsync(door, guesser);

        app.Clock.Advance(TimeSpan.FromSeconds(10));
        using var pressed = await browser.SubmitAsync(scan, (IHtmlFormElement)kept.QuerySelector("wg-attend form")!, new Dictionary<string, string> { ["Form.Lat"] = "45.3372", ["Form.Lon"] = "122.7851", ["Form.Accuracy"] = "20" }, Ct);
        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);

        Assert.Equal(2, (await door.ProofsAsync(guesser)).Count);
        Assert.Equal(HttpStatusCode.Conflict, (await DoorNumber.TellAsync(door, guesser, await DoorNumber.NumberAsync(door))).Status);
        Assert.Equal(ProofKinds.Scan | ProofKinds.Position, (await door.PresenceAsync(guesser))!.InProof);
    }

    /// <summary>Whoever is asked at leaving, comes back and only says that they are still there is asked the same, and has no tries anew.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Being_there_still_is_asked_about_as_leaving_is(string database)
    {
        await using var app = await DoorNumber.AskingAsync(database, "2");
        var door = await DoorStep.BuildAsync(app, null, 20);
        var people = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            people.Add(await door.SeatedAsync());
            await IsAskedAsync(door, people[i]);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(20));
        foreach (var who in people)
        {
            var stays = await IsAskedAsync(door, who, end: "still-here");
            if (stays)
            {
                await MissAsync(door, who, "out");
                Assert.Equal(HttpStatusCode.Conflict, (await DoorNumber.TellAsync(door, who, await DoorNumber.NumberAsync(door), "seen")).Status);
            }

            Assert.Equal(stays, (await door.ProofsAsync(who)).Exists(p => p is { End: ProofEnd.Seen, IsDoorAsked: true }));
            await IsAskedAsync(door, who, end: "check-out");
            Assert.Equal(stays, (await door.ProofsAsync(who)).Exists(p => p is { End: ProofEnd.Out, IsDoorAsked: true }));
        }
    }

    private static async Task<(DoorStep Door, Guid First, Guid Second)> TwoShiftsAsync(TestApp app, Action<Activity>? change = null)
    {
        var door = await DoorStep.BuildAsync(app, change, 5, 5);
        var (first, second) = (await door.SeatedAsync(), await door.SeatedAsync());
        await door.SeatAllAsync(first);
        await door.SeatAllAsync(second);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        return (door, first, second);
    }

    private static async Task<bool> IsAskedAsync(DoorStep door, Guid who, string? code = null, double? at = null, string end = "check-in")
    {
        var lat = at ?? (45.3372 + (Random.Shared.NextDouble() / 10_000));
        using var shown = await door.ShowAsync(who, end, new { code = code ?? door.Code(end switch { "check-in" => ProofEnd.In, "check-out" => ProofEnd.Out, _ => ProofEnd.Seen }), lat, lon = 122.7851, accuracy = 20 });
        Assert.True(shown.IsSuccessStatusCode, await shown.Content.ReadAsStringAsync(Ct));
        return (await shown.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("asksNumber").GetBoolean();
    }

    private static async Task MissAsync(DoorStep door, Guid who, string end = "in")
    {
        var right = await DoorNumber.NumberAsync(door);
        foreach (var wrong in Enumerable.Range(0, 4).Select(n => $"{n:000}").Where(n => n != right).Take(3))
        {
            Assert.Equal(HttpStatusCode.Conflict, (await DoorNumber.TellAsync(door, who, wrong, end)).Status);
        }
    }

    private static async Task<List<Stay>> StaysAsync(DoorStep door, Guid who)
    {
        using var scope = door.App.Scope();
        return await scope.Db.Set<Stay>().AsNoTracking().Where(s => s.SourceId == door.Activity && s.VolunteerId == who).OrderBy(s => s.InAt).ToListAsync(Ct);
    }
}
