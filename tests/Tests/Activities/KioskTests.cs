using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Activities;

public class KioskTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_list_can_be_read_only_with_the_kiosks_key_and_names_no_number(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead) = await DoorAsync(app);
        await door.SeatedAsync("王秀英");
        var opened = await OpenAsync(door, lead);
        var list = await RosterAsync(app, door, lead, opened);

        var text = Decrypt(opened, list);
        Assert.Contains("王秀英", text, StringComparison.Ordinal);
        using (var scope = app.Scope())
        {
            var numbers = await scope.Db.Set<Volunteer>().Select(v => v.Number).ToListAsync(Ct);
            Assert.All(numbers, number => Assert.DoesNotContain(number, text, StringComparison.Ordinal));
            Assert.DoesNotContain(opened.GetProperty("key").GetString()!, (await scope.Db.Set<Kiosk>().SingleAsync(Ct)).Key.Text, StringComparison.Ordinal);
        }

        var other = await OpenAsync(door, lead);
        Assert.ThrowsAny<CryptographicException>(() => Decrypt(other, list));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_read_without_network_comes_home_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead) = await DoorAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        var opened = await OpenAsync(door, lead);
        var mark = await MarkAsync(app, door, lead, opened, "王秀英");
        var read = Now(app);
        app.Clock.Advance(TimeSpan.FromMinutes(110));
        object[] scans = [Scan(mark, read), Scan(mark, Now(app).AddMinutes(-5), "out"), Scan("nobody", read)];

        Assert.Equal(["in", "out", "unknown-number"], await SendAsync(app, door, lead, opened, scans));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["replayed", "replayed", "unknown-number"], await SendAsync(app, door, lead, opened, scans));

        var presence = await door.PresenceAsync(volunteer);
        Assert.Equal((read, 105, ProofKinds.Number), (presence!.InAt, (int)(presence.OutAt!.Value - presence.InAt).TotalMinutes, presence.InProof));
        Assert.All(await door.ProofsAsync(volunteer), p => Assert.Equal((door.Lead, presence.InDevice), (p.ByPersonId!.Value, p.Device)));
    }

    /// <summary>A batch of the desk mixes readings that have a kiosk's own time with those that have none.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Phones_and_kiosks_are_settled_together(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, _) = await DoorAsync(app);
        var (one, two) = (await door.SeatedAsync("王秀英"), await door.SeatedAsync("周大山"));
        using var scope = app.Scope();
        ProofRequest Read(Guid who, DateTime? deviceAt) => new(door.Activity, null, who, ProofEnd.In, ProofKinds.Position, Guid.NewGuid(), Now(app), DeviceAt: deviceAt);

        var answers = await scope.Get<CheckInDesk>().SettleAsync([Read(one, null), Read(two, Now(app))], Ct);

        Assert.All(answers, a => Assert.Equal(ProofOutcome.In, a.Outcome));
        Assert.Equal([null, Now(app)], new[] { (await door.ProofsAsync(one)).Single().DeviceAt, (await door.ProofsAsync(two)).Single().DeviceAt });
    }

    /// <summary>Whoever runs an activity cannot shut somebody out of leaving it, or another one, by reading them again and again.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobodys_readings_take_the_place_of_anothers(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, _) = await DoorAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        async Task<List<ProofOutcome>> ReadAsync(ProofEnd end, Guid? by, int times)
        {
            using var scope = app.Scope();
            return [.. (await scope.Get<CheckInDesk>().SettleAsync([.. Enumerable.Range(0, times).Select(i => new ProofRequest(door.Activity, null, volunteer, end, ProofKinds.Card, Guid.NewGuid(), Now(app).AddSeconds(i - times), By: by))], Ct)).Select(a => a.Outcome)];
        }

        Assert.Equal([ProofOutcome.In], await ReadAsync(ProofEnd.In, null, 1));
        Assert.Equal(50, (await ReadAsync(ProofEnd.Seen, door.Lead, 150)).Count(o => o == ProofOutcome.TooOften));
        Assert.Equal(150, (await ReadAsync(ProofEnd.Seen, door.Lead, 150)).Count(o => o == ProofOutcome.TooOften)); // What is on record counts.
        Assert.DoesNotContain(ProofOutcome.TooOften, await ReadAsync(ProofEnd.Seen, null, 1));
        Assert.Equal([ProofOutcome.Out], await ReadAsync(ProofEnd.Out, null, 1));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_phone_whose_clock_is_wrong_still_tells_the_right_time(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead) = await DoorAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        var fast = TimeSpan.FromHours(7); // The phone believes it is seven hours later.
        var opened = await OpenAsync(door, lead);
        var mark = await MarkAsync(app, door, lead, opened, "王秀英", Now(app) + fast);
        var read = Now(app).AddMinutes(1);
        app.Clock.Advance(TimeSpan.FromMinutes(90));

        Assert.Equal(["in"], await SendAsync(app, door, lead, opened, [Scan(mark, read + fast)], Now(app) + fast));
        Assert.Equal(read, (await door.PresenceAsync(volunteer))!.InAt, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(ProofEnd.In, 30, 0, 40)] // Put back by half an hour after the list was taken: the later arrival is believed,
    [InlineData(ProofEnd.Out, 30, 0, 10)] // and the earlier leaving.
    [InlineData(ProofEnd.In, 0, 0, 10)]
    [InlineData(ProofEnd.In, 0, 55, null)] // The future.
    [InlineData(ProofEnd.In, 0, -15, null)] // Before there was a kiosk.
    public void Nobody_gains_by_moving_the_clock(ProofEnd end, int putBack, int shifted, int? believed)
    {
        var start = new DateTime(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc);
        var kiosk = new Kiosk { ActivityId = Guid.NewGuid(), ByPersonId = Guid.NewGuid(), Key = Sealed.Nothing, CreatedAt = start, ExpiresAt = start.AddDays(2) };
        kiosk.TakeRoster(start, start);
        var now = start.AddMinutes(60);

        var corrected = KioskClock.Correct(kiosk, end, start.AddMinutes(10 + shifted), now.AddMinutes(-putBack), now);

        Assert.Equal(believed is { } minutes ? start.AddMinutes(minutes) : null, corrected);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_closed_kiosk_gets_no_list_but_brings_home_what_it_read_before(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead) = await DoorAsync(app);
        var (one, two) = (await door.SeatedAsync("王秀英"), await door.SeatedAsync("周大山"));
        var opened = await OpenAsync(door, lead);
        var (first, second) = (await MarkAsync(app, door, lead, opened, "王秀英"), await MarkAsync(app, door, lead, opened, "周大山"));
        var read = Now(app);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await CloseAsync(app, door, "false");
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        object[] scans = [Scan(first, read), Scan(second, Now(app))];

        var id = opened.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync($"/api/v1/activities/{door.Activity}/kiosks/{id}/roster", Ct)).StatusCode);
        Assert.Equal(["in", "closed"], await SendAsync(app, door, lead, opened, scans));
        Assert.Equal(["replayed", "closed"], await SendAsync(app, door, lead, opened, scans));
        Assert.Equal((read, ProofKinds.Word), ((await door.PresenceAsync(one))!.InAt, (await door.PresenceAsync(one))!.InProof)); // When it was read only the phone says.
        Assert.Null(await door.PresenceAsync(two));

        var browser = await app.BrowserOfAsync(door.Lead);
        var held = (await browser.GetPageAsync($"/console/activities/{door.Activity}/check-in/kiosks", Ct)).QuerySelectorAll("[data-held]");
        Assert.Contains("周大山", Assert.Single(held).TextContent, StringComparison.Ordinal);
        await browser.SubmitAsync($"/console/activities/{door.Activity}/check-in/kiosks", new Dictionary<string, string> { ["Form.Take"] = "true" }, "form[data-held]", Ct);
        Assert.Equal((ProofKinds.Word, door.Lead), ((await door.PresenceAsync(two))!.InProof, (await door.ProofsAsync(two)).Single().ByPersonId)); // Now it is somebody's word.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_a_lost_kiosk_brings_home_waits_for_somebodys_word(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead) = await DoorAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        var opened = await OpenAsync(door, lead);
        var mark = await MarkAsync(app, door, lead, opened, "王秀英");
        var read = Now(app);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await CloseAsync(app, door, "true");

        Assert.Equal(["lost"], await SendAsync(app, door, lead, opened, [Scan(mark, read)]));
        Assert.Null(await door.PresenceAsync(volunteer));
        var held = (await lead.GetFromJsonAsync<JsonElement>($"/api/v1/activities/{door.Activity}/held-scans", Ct)).GetProperty("items")[0];
        Assert.Equal(("lost", true), (held.GetProperty("reason").GetString(), held.GetProperty("mayTake").GetBoolean()));
        var path = $"/api/v1/activities/{door.Activity}/held-scans/{held.GetProperty("nonce").GetString()}";
        using var aside = await lead.PostAsJsonAsync(path, new { take = false }, Ct);
        Assert.Equal(HttpStatusCode.OK, aside.StatusCode);
        using var again = await lead.PostAsJsonAsync(path, new { take = true }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("put-aside", (await again.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("meanwhile").GetProperty("what").GetString());
        Assert.Null(await door.PresenceAsync(volunteer));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_kiosk_reads_a_second_shift_and_another_day_comes_home_late(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app, a =>
        {
            a.Shifts.Add(new Shift { ActivityId = a.Id, PostId = a.Posts.First().Id, Capacity = 9, StartsAt = a.StartsAt.AddDays(1), EndsAt = a.StartsAt.AddDays(1).AddHours(2) });
            a.Span();
        }, 20, 20);
        var lead = await app.ProgramOfAsync(door.Lead);
        var volunteer = await door.SeatedAsync("王秀英");
        await door.SeatAllAsync(volunteer);
        var opened = await OpenAsync(door, lead);
        var mark = await MarkAsync(app, door, lead, opened, "王秀英");
        var start = Now(app).AddMinutes(10);
        object[] scans = [Scan(mark, start.AddDays(1)), Scan(mark, start.AddHours(4), "out"), Scan(mark, start.AddMinutes(119)), Scan(mark, start), Scan(mark, start.AddDays(1).AddHours(2), "out")];
        app.Clock.Advance(TimeSpan.FromDays(3)); // Within the kiosk's own limit, further than the desk used to look.
        lead = await app.ProgramOfAsync(door.Lead);

        Assert.All(await SendAsync(app, door, lead, opened, scans), answer => Assert.Contains(answer, (string[])["in", "changed-over", "out"]));
        using var scope = app.Scope();
        var stays = await scope.Db.Set<Stay>().AsNoTracking().Where(a => a.VolunteerId == volunteer).OrderBy(a => a.InAt).ToListAsync(Ct);
        Assert.Equal([(0, 119), (119, 240), (1440, 1560)], stays.Select(a => ((int)(a.InAt - start).TotalMinutes, (int)(a.OutAt!.Value - start).TotalMinutes)));
        Assert.All(await scope.Db.Set<Proof>().AsNoTracking().Where(p => p.VolunteerId == volunteer).ToListAsync(Ct), p => Assert.True(p.KioskId is not null && p.DeviceAt is not null && p.ReceivedAt > p.At.AddDays(1)));
    }

    private static async Task CloseAsync(TestApp app, DoorStep door, string lost)
    {
        var browser = await app.BrowserOfAsync(door.Lead);
        await browser.SubmitAsync($"/console/activities/{door.Activity}/check-in/kiosks", new Dictionary<string, string> { ["Form.Lost"] = lost }, "form[data-kiosk]", Ct);
    }

    [Fact]
    public async Task The_day_after_the_next_a_kiosk_gets_no_list_any_more()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (door, lead) = await DoorAsync(app);
        var path = $"/api/v1/activities/{door.Activity}/kiosks/{(await OpenAsync(door, lead)).GetProperty("id").GetString()}/roster";
        app.Clock.Set(new DateTimeOffset(2026, 9, 2, 23, 59, 0, TimeSpan.FromHours(8)));
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync(path, Ct)).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync(path, Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task When_two_kiosks_contradict_each_other_the_organiser_chooses_among_what_was_read(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead) = await DoorAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        var (one, two) = (await OpenAsync(door, lead), await OpenAsync(door, lead));
        var (first, second) = (await MarkAsync(app, door, lead, one, "王秀英"), await MarkAsync(app, door, lead, two, "王秀英"));
        var read = Now(app);
        app.Clock.Advance(TimeSpan.FromMinutes(100));
        await SendAsync(app, door, lead, one, [Scan(first, read)]);
        Assert.Equal(["disputed"], await SendAsync(app, door, lead, two, [Scan(second, read.AddMinutes(40))]));
        Assert.True((await door.PresenceAsync(volunteer))!.IsDisputed);

        var browser = await app.BrowserOfAsync(door.Lead);
        var path = $"/console/activities/{door.Activity}/check-in/kiosks";
        var page = await browser.GetPageAsync(path, Ct);
        var choices = page.QuerySelectorAll($"form[data-person='{volunteer}'] input[name='Form.InProof']").Select(c => c.GetAttribute("value")!).ToList();
        Assert.Equal(2, choices.Count);
        await browser.SubmitAsync(path, new Dictionary<string, string> { ["Form.InProof"] = $"{Guid.NewGuid()}" }, "form[data-person]", Ct);
        Assert.True((await door.PresenceAsync(volunteer))!.IsDisputed);
        await browser.SubmitAsync(path, new Dictionary<string, string> { ["Form.InProof"] = choices[1] }, "form[data-person]", Ct);

        var presence = await door.PresenceAsync(volunteer);
        Assert.Equal((false, read.AddMinutes(40)), (presence!.IsDisputed, presence.InAt));
        Assert.Contains(await door.ProofsAsync(volunteer), p => p.Kinds == ProofKinds.Word && p.ByPersonId == door.Lead);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Strangers_get_no_kiosk(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (door, lead) = await DoorAsync(app);
        var kiosk = (await OpenAsync(door, lead)).GetProperty("id").GetString();
        foreach (var stranger in new[] { await door.SeatedAsync(), await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty) })
        {
            var (program, browser) = (await app.ProgramOfAsync(stranger), await app.BrowserOfAsync(stranger));
            var api = $"/api/v1/activities/{door.Activity}";
            Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsJsonAsync($"{api}/kiosks", new { }, Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"{api}/kiosks/{kiosk}/roster", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.DeleteAsync($"{api}/kiosks/{kiosk}", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsJsonAsync($"{api}/kiosk-scans", new { kioskId = kiosk, sentAt = Now(app) }, Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/console/activities/{door.Activity}/kiosk", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/console/activities/{door.Activity}/check-in/kiosks", Ct)).StatusCode);
        }

        var page = await (await app.BrowserOfAsync(door.Lead)).GetPageAsync($"/console/activities/{door.Activity}/kiosk", Ct);
        Assert.Equal("kiosk/app.webmanifest", page.QuerySelector("link[rel=manifest]")!.GetAttribute("href"));
        Assert.Contains($"/console/activities/{door.Activity}/kiosk", await app.Browser().GetStringAsync($"/console/activities/{door.Activity}/kiosk/app.webmanifest", Ct), StringComparison.Ordinal);
    }

    private static DateTime Now(TestApp app) => app.Clock.GetUtcNow().UtcDateTime;

    private static object Scan(string mark, DateTime at, string end = "in") => new { nonce = Guid.NewGuid(), at, mark, end };

    private static async Task<(DoorStep Door, HttpClient Lead)> DoorAsync(TestApp app)
    {
        var door = await DoorStep.BuildAsync(app);
        return (door, await app.ProgramOfAsync(door.Lead));
    }

    private static async Task<JsonElement> OpenAsync(DoorStep door, HttpClient lead)
    {
        using var answer = await lead.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/kiosks", new { name = "Android" }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static Task<JsonElement> RosterAsync(TestApp app, DoorStep door, HttpClient lead, JsonElement opened, DateTime? deviceNow = null) =>
        lead.GetFromJsonAsync<JsonElement>($"/api/v1/activities/{door.Activity}/kiosks/{opened.GetProperty("id").GetString()}/roster?now={deviceNow ?? Now(app):O}", Ct);

    private static async Task<string> MarkAsync(TestApp app, DoorStep door, HttpClient lead, JsonElement opened, string name, DateTime? deviceNow = null)
    {
        using var list = JsonDocument.Parse(Decrypt(opened, await RosterAsync(app, door, lead, opened, deviceNow)));
        return list.RootElement.GetProperty("people").EnumerateArray().Single(p => p.GetProperty("name").GetString() == name).GetProperty("mark").GetString()!;
    }

    private static async Task<List<string>> SendAsync(TestApp app, DoorStep door, HttpClient lead, JsonElement opened, object[] scans, DateTime? sentAt = null)
    {
        using var answer = await lead.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/kiosk-scans", new { kioskId = opened.GetProperty("id").GetString(), sentAt = sentAt ?? Now(app), scans }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("answer").GetString()!)];
    }

    private static string Decrypt(JsonElement opened, JsonElement list)
    {
        var bytes = Base64Url.DecodeFromChars(list.GetProperty("data").GetString()!);
        var plain = new byte[bytes.Length - 16];
        using var gcm = new AesGcm(Base64Url.DecodeFromChars(opened.GetProperty("key").GetString()!), 16);
        gcm.Decrypt(Base64Url.DecodeFromChars(list.GetProperty("iv").GetString()!), bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length), plain, Encoding.ASCII.GetBytes(opened.GetProperty("id").GetString()!));
        return Encoding.UTF8.GetString(plain);
    }
}
