using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Activities;

/// <summary>What a kiosk read and nobody booked: the organiser sees whose card it was, and is offered only what can be done.</summary>
public class HeldListTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_card_off_the_list_is_shown_with_number_and_masked_name_and_can_be_taken_once_its_owner_signed_up(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead, kiosk) = await DoorAsync(app);
        var guest = await app.VolunteerAsync("郭凤霞");
        var number = await NumberAsync(app, guest);
        Assert.Equal("unknown-number", (await SendAsync(app, door, lead, kiosk, (Mark(app, kiosk, number), number))).Single());
        var browser = await app.BrowserOfAsync(door.Lead);

        var held = await HeldAsync(browser, door);
        Assert.Contains($"郭*霞 · {number}", held.TextContent);
        Assert.DoesNotContain("郭凤霞", held.TextContent);
        Assert.Contains("他没有报这个活动。还能报名，就先请他报名，报上了再来点“记上”；已经报不了名，这一条请放下。", held.TextContent);
        Assert.Null(held.QuerySelector("button[value=true]"));
        Assert.NotNull(held.QuerySelector("button[value=false]"));

        await SeatAsync(app, door, guest);
        held = await HeldAsync(browser, door);
        Assert.Contains("郭凤霞", held.TextContent);
        Assert.NotNull(held.QuerySelector("button[value=true]"));
        await browser.SubmitAsync(Page(door), new Dictionary<string, string> { ["Form.Take"] = "true" }, "form[data-held]", Ct);
        Assert.NotNull(await door.PresenceAsync(guest));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_presses_all_the_same_reads_what_an_organiser_can_do(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead, kiosk) = await DoorAsync(app);
        var number = await NumberAsync(app, await app.VolunteerAsync("郭凤霞"));
        await SendAsync(app, door, lead, kiosk, (Mark(app, kiosk, number), number));
        var list = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/activities/{door.Activity}/held-scans", Ct);
        var item = list.GetProperty("items")[0];
        Assert.Equal((number, "郭*霞", false), (item.GetProperty("number").GetString(), item.GetProperty("name").GetString(), item.GetProperty("mayTake").GetBoolean()));

        using var answer = await lead.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/held-scans/{item.GetProperty("nonce").GetString()}", new { take = true }, Ct);

        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(("not-signed-up", "他没有报这个活动。还能报名，就先请他报名，报上了再来点“记上”；已经报不了名，这一条请放下。"), (said.GetProperty("answer").GetString(), said.GetProperty("message").GetString()));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_number_that_nobody_has_and_one_that_does_not_fit_its_mark_name_nobody(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead, kiosk) = await DoorAsync(app);
        var somebody = await NumberAsync(app, await app.VolunteerAsync("郭凤霞"));
        const string Nobody = "V2208812609999999Z";
        await SendAsync(app, door, lead, kiosk, (Mark(app, kiosk, Nobody), Nobody), (Mark(app, kiosk, Nobody), somebody), ("mark", null));

        var page = (await (await app.BrowserOfAsync(door.Lead)).GetPageAsync(Page(door), Ct)).QuerySelector("#held")!;

        Assert.Equal(3, page.QuerySelectorAll("[data-held]").Length);
        Assert.Contains($"名单外的人 · {Nobody}", page.TextContent);
        Assert.Contains("没有这个号码的志愿者", page.TextContent);
        Assert.DoesNotContain(somebody, page.TextContent);
        Assert.DoesNotContain("郭*霞", page.TextContent);
        Assert.Empty(page.QuerySelectorAll("button[value=true]"));
    }

    /// <summary>The usual way at a door with a keyboard: the last seven are enough for who is on the list, and name nobody who is not.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_end_of_a_number_is_not_called_a_wrong_number(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead, kiosk) = await DoorAsync(app);
        var guest = await app.VolunteerAsync("郭凤霞");
        var tail = (await NumberAsync(app, guest))[^7..];
        await SendAsync(app, door, lead, kiosk, (Mark(app, kiosk, tail), tail));
        var browser = await app.BrowserOfAsync(door.Lead);

        var held = await HeldAsync(browser, door);
        Assert.Contains("只输了后七位，名单里没有", held.TextContent);
        Assert.DoesNotContain("没有这个号码的志愿者", held.TextContent);

        // Whoever signs up later may have the same end: it names them no more than before.
        await SeatAsync(app, door, guest);
        held = await HeldAsync(browser, door);
        Assert.Contains("只输了后七位", held.TextContent);
        Assert.Null(held.QuerySelector("button[value=true]"));
        Assert.Equal("unknown-number", (await SendAsync(app, door, lead, kiosk, (Mark(app, kiosk, tail), tail))).Single());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_program_that_takes_ones_own_reading_is_told_why_not(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead, kiosk) = await DoorAsync(app);
        await SeatAsync(app, door, door.Lead);
        await SendAsync(app, door, lead, kiosk, (Mark(app, kiosk, await NumberAsync(app, door.Lead)), null));
        var item = (await lead.GetFromJsonAsync<JsonElement>($"/api/v1/activities/{door.Activity}/held-scans", Ct)).GetProperty("items")[0];

        using var answer = await lead.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/held-scans/{item.GetProperty("nonce").GetString()}", new { take = true }, Ct);

        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(("own", "own"), (item.GetProperty("reason").GetString(), said.GetProperty("answer").GetString()));
        Assert.StartsWith("自己的签到要别人来记", said.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_the_organisers_own_or_was_read_outside_the_shift_is_not_offered()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (door, lead, kiosk) = await DoorAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        await SeatAsync(app, door, door.Lead);
        var own = Mark(app, kiosk, await NumberAsync(app, door.Lead));
        app.Clock.Advance(TimeSpan.FromMinutes(300));
        await SendAsync(app, door, lead, kiosk, (own, null), (Mark(app, kiosk, await NumberAsync(app, volunteer)), null));

        var page = (await (await app.BrowserOfAsync(door.Lead)).GetPageAsync(Page(door), Ct)).QuerySelector("#held")!;

        Assert.Contains("自己的签到要别人来记", page.TextContent);
        Assert.Contains("扫的时候这一班已经结束了，记不上。", page.TextContent);
        Assert.Empty(page.QuerySelectorAll("button[value=true]"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_answer_tells_a_kiosk_whether_it_is_still_open(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead, kiosk) = await DoorAsync(app);
        var path = $"/api/v1/activities/{door.Activity}/kiosks/{kiosk}";
        Assert.True((await lead.GetFromJsonAsync<JsonElement>(path, Ct)).GetProperty("open").GetBoolean());
        Assert.True((await AnswerAsync(app, door, lead, kiosk, ("mark", null))).GetProperty("open").GetBoolean());

        await lead.DeleteAsync($"{path}?lost=true", Ct);

        Assert.False((await lead.GetFromJsonAsync<JsonElement>(path, Ct)).GetProperty("open").GetBoolean());
        Assert.False((await AnswerAsync(app, door, lead, kiosk, ("mark", null))).GetProperty("open").GetBoolean());
        var stranger = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path, Ct)).StatusCode);
    }

    private static string Page(DoorStep door) => $"/console/activities/{door.Activity}/check-in/kiosks";

    private static async Task<IElement> HeldAsync(HttpClient browser, DoorStep door) => Assert.Single((await browser.GetPageAsync(Page(door), Ct)).QuerySelectorAll("[data-held]"));

    private static async Task<(DoorStep Door, HttpClient Lead, Guid Kiosk)> DoorAsync(TestApp app)
    {
        var door = await DoorStep.BuildAsync(app);
        var lead = await app.ProgramOfAsync(door.Lead);
        using var answer = await lead.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/kiosks", new { name = "Android" }, Ct);
        return (door, lead, (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid());
    }

    private static async Task<string> NumberAsync(TestApp app, Guid volunteer)
    {
        using var scope = app.Scope();
        var number = await scope.Db.Set<Volunteer>().Where(v => v.PersonId == volunteer).Select(v => v.Number).SingleAsync(Ct);
        if (!await scope.Db.Set<NumberEntry>().AnyAsync(e => e.Number == number, Ct))
        {
            scope.Db.Add(new NumberEntry { Number = number, PersonId = volunteer });
            await scope.Db.SaveChangesAsync(Ct);
        }

        return number;
    }

    private static async Task SeatAsync(TestApp app, DoorStep door, Guid volunteer)
    {
        using var scope = app.Scope();
        var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.ActivityId == door.Activity, Ct);
        scope.Db.Add(new Signup { ActivityId = door.Activity, ShiftId = shift.Id, VolunteerId = volunteer, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, DivisionCode = TestPeople.Village });
        await scope.Db.SaveChangesAsync(Ct);
    }

    private static string Mark(TestApp app, Guid kiosk, string number)
    {
        using var scope = app.Scope();
        return KioskBook.Mark(scope.Get<Vault>().Index(Personal.Key, $"kiosk-salt:{kiosk:N}"), number);
    }

    private static async Task<List<string>> SendAsync(TestApp app, DoorStep door, HttpClient who, Guid kiosk, params (string Mark, string? Number)[] scans) =>
        [.. (await AnswerAsync(app, door, who, kiosk, scans)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("answer").GetString()!)];

    private static async Task<JsonElement> AnswerAsync(TestApp app, DoorStep door, HttpClient who, Guid kiosk, params (string Mark, string? Number)[] scans)
    {
        var now = app.Clock.GetUtcNow().UtcDateTime;
        using var answer = await who.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/kiosk-scans",
            new { kioskId = kiosk, sentAt = now, scans = scans.Select(s => new { nonce = Guid.NewGuid(), at = now, mark = s.Mark, end = "in", number = s.Number }) }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
