using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.CheckIn.Kiosks.Held;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Activities;

/// <summary>Who answers for what a kiosk brings home, and how much of it is kept.</summary>
public class KioskSenderTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_somebody_sends_through_anothers_kiosk_stands_in_their_own_name(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        var kiosk = await OpenAsync(door, await app.ProgramOfAsync(door.Lead));
        var staff = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);

        var answers = await SendAsync(app, door, await app.ProgramOfAsync(staff), kiosk, [await MarkAsync(app, kiosk, volunteer)]);

        Assert.Equal(["in"], answers);
        Assert.Equal((ProofKinds.Number, staff), ((await door.ProofsAsync(volunteer)).Single().Kinds, (await door.ProofsAsync(volunteer)).Single().ByPersonId));
    }

    /// <summary>A phone on a bad network sends what it has again before the first answer came, and several phones may hold the same.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_same_refused_readings_from_many_senders_at_once_are_kept_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var lead = await app.ProgramOfAsync(door.Lead);
        var kiosk = await OpenAsync(door, lead);
        var nonces = Enumerable.Range(0, 60).Select(_ => Guid.CreateVersion7()).ToArray();

        var sent = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => PostAsync(app, door, lead, kiosk, [.. new Random(i).GetItems(nonces, 30).Distinct().Select(n => (n, "junk"))]))));

        Assert.All(sent, answer => Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode));
        using var scope = app.Scope();
        Assert.Equal(nonces.Length, await scope.Db.Set<HeldScan>().CountAsync(h => h.ActivityId == door.Activity, Ct));
    }

    /// <summary>A key of an API call brings back no names to somebody who may see them no more.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_told_about_people_at_the_door_is_not_told_again_to_whom_it_no_longer_concerns(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        var staff = await app.PersonWithAsync(Role.Coordinator, TestPeople.County);
        var program = await app.ProgramOfAsync(staff);
        program.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        object ticks = new { end = "in", ticks = new[] { new { volunteerId = volunteer, nonce = Guid.CreateVersion7() } } };
        using var first = await program.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/attendance", ticks, Ct);
        Assert.Equal(System.Net.HttpStatusCode.OK, first.StatusCode);

        using (var scope = app.Scope())
        {
            await scope.Get<RoleBook>().RevokeAsync(staff, Role.Coordinator, TestPeople.County, ct: Ct);
        }

        app.Clock.Advance(TimeSpan.FromSeconds(30));
        using var again = await program.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/attendance", ticks, Ct);
        Assert.True(again.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Unauthorized, $"{again.StatusCode} {await again.Content.ReadAsStringAsync(Ct)}");
    }

    /// <summary>What was sent again because its answer was lost proves nothing that nobody saw.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_tick_without_an_id_of_its_own_is_known_by_the_key_of_its_request(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        var lead = await app.ProgramOfAsync(door.Lead);
        lead.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        for (var i = 0; i < 2; i++)
        {
            using var answer = await lead.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/attendance", new { end = "in", ticks = new[] { new { volunteerId = volunteer } } }, Ct);
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
            app.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Single(await door.ProofsAsync(volunteer));
    }

    [Fact]
    public async Task A_kiosk_full_of_junk_still_books_what_is_real_and_keeps_no_more_junk()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync("王秀英");
        var lead = await app.ProgramOfAsync(door.Lead);
        var kiosk = await OpenAsync(door, lead);
        for (var sent = 0; sent < 2000; sent += 500)
        {
            Assert.All(await SendAsync(app, door, lead, kiosk, [.. Enumerable.Repeat("junk", 500)]), answer => Assert.Equal("unknown-number", answer));
        }

        Assert.Equal(["full", "in"], await SendAsync(app, door, lead, kiosk, ["junk", await MarkAsync(app, kiosk, volunteer)]));

        var (seen, cursor) = (new HashSet<Guid>(), "");
        do
        {
            var page = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/activities/{door.Activity}/held-scans?cursor={cursor}", Ct);
            Assert.All(page.GetProperty("items").EnumerateArray(), item => Assert.True(seen.Add(item.GetProperty("nonce").GetGuid())));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(2000, seen.Count);
    }

    [Fact]
    public async Task Nobody_sends_without_end()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, ("Pace:Factor", "1"), ("Pace:activities.kiosk-scans:PerHour", "1"));
        var door = await DoorStep.BuildAsync(app);
        var lead = await app.ProgramOfAsync(door.Lead);
        var kiosk = await OpenAsync(door, lead);
        await SendAsync(app, door, lead, kiosk, ["junk"]);

        using var again = await PostAsync(app, door, lead, kiosk, ["junk"]);

        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, again.StatusCode);
    }

    private static async Task<Guid> OpenAsync(DoorStep door, HttpClient lead)
    {
        using var answer = await lead.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/kiosks", new { name = "Android" }, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
    }

    private static async Task<string> MarkAsync(TestApp app, Guid kiosk, Guid volunteer)
    {
        using var scope = app.Scope();
        var number = await scope.Db.Set<Volunteer>().Where(v => v.PersonId == volunteer).Select(v => v.Number).SingleAsync(Ct);
        return KioskBook.Mark(scope.Get<Vault>().Index(Personal.Key, $"kiosk-salt:{kiosk:N}"), number);
    }

    private static async Task<List<string>> SendAsync(TestApp app, DoorStep door, HttpClient who, Guid kiosk, string[] marks)
    {
        using var answer = await PostAsync(app, door, who, kiosk, marks);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("answer").GetString()!)];
    }

    private static Task<HttpResponseMessage> PostAsync(TestApp app, DoorStep door, HttpClient who, Guid kiosk, string[] marks) =>
        PostAsync(app, door, who, kiosk, [.. marks.Select(mark => (Guid.NewGuid(), mark))]);

    private static Task<HttpResponseMessage> PostAsync(TestApp app, DoorStep door, HttpClient who, Guid kiosk, (Guid Nonce, string Mark)[] scans)
    {
        var now = app.Clock.GetUtcNow().UtcDateTime;
        return who.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/kiosk-scans", new { kioskId = kiosk, sentAt = now, scans = scans.Select(s => new { nonce = s.Nonce, at = now, mark = s.Mark, end = "in" }) }, Ct);
    }
}
