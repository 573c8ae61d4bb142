using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Messages.Domain;
using Weiguang.People;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Activities.WalkIns;

/// <summary>Who comes without having signed up is let in by the rules that hold for everybody, and it stays on the list how they came.</summary>
public class WalkInTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static int _serial = 5000;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Somebody_without_a_seat_is_let_in_checked_in_and_told(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        var (walkIn, number) = await WithNumberAsync(app, "郑小满");

        var reply = await LetInAsync(await app.ProgramOfAsync(door.Lead), door, number);

        Assert.Equal(("in", "郑小满", true), Of(reply));
        using var scope = app.Scope();
        var signup = await scope.Db.Set<Signup>().AsNoTracking().SingleAsync(s => s.ShiftId == door.Shift && s.VolunteerId == walkIn, Ct);
        Assert.Equal((SignupStatus.Accepted, SignupWay.WalkIn, door.Lead), (signup.Status, signup.Way, signup.ByPersonId));
        Assert.Equal(1, await scope.Db.Set<Shift>().Where(s => s.Id == door.Shift).Select(s => s.Taken).SingleAsync(Ct));
        Assert.Equal((ProofKinds.Word, door.Lead), ((await door.ProofsAsync(walkIn)).Single().Kinds, (await door.ProofsAsync(walkIn)).Single().ByPersonId)); // Whatever was read to them: the word of whoever let them in.
        Assert.Single(await scope.Db.Set<Message>().AsNoTracking().Where(m => m.PersonId == walkIn && m.Kind == "activities.walked-in").ToListAsync(Ct));

        var list = (await (await app.BrowserOfAsync(door.Lead)).GetPageAsync($"/console/activities/{door.Activity}", Ct)).QuerySelector("section[id^='s-'] tbody tr")!.TextContent;
        Assert.Contains("现场加的", list, StringComparison.Ordinal);
        Assert.Equal(("already-on", "郑小满", true), Of(await LetInAsync(await app.ProgramOfAsync(door.Lead), door, number))); // Pressed twice.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Above_the_seats_there_are_it_takes_a_reason_that_stays_on_the_list(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app, capacities: 1);
        var lead = await app.ProgramOfAsync(door.Lead);
        await LetInAsync(lead, door, (await WithNumberAsync(app)).Number);
        var (late, number) = await WithNumberAsync(app, "郑小满");

        Assert.Equal(("needs-reason", "", false), Of(await LetInAsync(lead, door, number)));
        Assert.Null(await door.PresenceAsync(late));
        Assert.Equal(("in", "郑小满", true), Of(await LetInAsync(lead, door, number, "自己带了工具来")));

        using var scope = app.Scope();
        Assert.Equal(2, await scope.Db.Set<Shift>().Where(s => s.Id == door.Shift).Select(s => s.Taken).SingleAsync(Ct));
        Assert.Contains("现场加的：自己带了工具来", (await (await app.BrowserOfAsync(door.Lead)).GetPageAsync($"/console/activities/{door.Activity}", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A reason is easily typed; a list of people who were never planned is what somebody sells.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task There_is_an_end_to_adding_above_the_seats(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app, capacities: 1);
        var lead = await app.ProgramOfAsync(door.Lead);
        var answers = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add(Of(await LetInAsync(lead, door, (await WithNumberAsync(app)).Number, "人手不够")).Answer);
        }

        Assert.Equal([.. Enumerable.Repeat("in", 6), "too-many", "too-many"], answers);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_last_seat_goes_to_one_of_those_who_are_let_in_at_once(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app, capacities: 3);
        var lead = await app.ProgramOfAsync(door.Lead);
        var numbers = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            numbers.Add((await WithNumberAsync(app)).Number);
        }

        var answers = await Task.WhenAll(numbers.Select(n => LetInAsync(lead, door, n)));

        Assert.Equal(3, answers.Count(a => Of(a).Answer == "in"));
        Assert.Equal(5, answers.Count(a => Of(a).Answer == "needs-reason"));
        using var scope = app.Scope();
        Assert.Equal(3, await scope.Db.Set<Shift>().Where(s => s.Id == door.Shift).Select(s => s.Taken).SingleAsync(Ct));
        Assert.Equal(3, await scope.Db.Set<Signup>().CountAsync(s => s.ShiftId == door.Shift && s.Status == SignupStatus.Accepted, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_rules_of_signing_up_hold_at_the_door_too(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app, a => a.Conditions = a.Conditions with { MinStar = 3 });
        var (_, number) = await WithNumberAsync(app, "郑小满");
        var lead = await app.ProgramOfAsync(door.Lead);

        var refused = await LetInAsync(lead, door, number, "人手不够");
        Assert.Equal(("refused", "", false), Of(refused));
        Assert.DoesNotContain("郑小满", refused.GetRawText(), StringComparison.Ordinal);

        Assert.Equal("unknown", Of(await LetInAsync(lead, door, "V99999999999999Z")).Answer);
        Assert.Equal("own", Of(await LetInAsync(lead, door, await NumberOfAsync(app, door.Lead))).Answer);
        using var stranger = await (await app.ProgramOfAsync(await app.VolunteerAsync("路人"))).PostAsJsonAsync($"/api/v1/activities/{door.Activity}/walk-ins", new { shiftId = door.Shift, named = number }, Ct);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_is_at_two_places_at_once_and_nobody_is_let_in_when_it_is_over(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (here, there) = (await DoorStep.BuildAsync(app), await DoorStep.BuildAsync(app));
        var (_, number) = await WithNumberAsync(app);
        await LetInAsync(await app.ProgramOfAsync(here.Lead), here, number);

        Assert.Equal("refused", Of(await LetInAsync(await app.ProgramOfAsync(there.Lead), there, number)).Answer);
        app.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal("not-now", Of(await LetInAsync(await app.ProgramOfAsync(there.Lead), there, (await WithNumberAsync(app)).Number)).Answer);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_page_lets_in_by_phone_and_says_at_its_field_why_not(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app, capacities: 1);
        await LetInAsync(await app.ProgramOfAsync(door.Lead), door, (await WithNumberAsync(app)).Number);
        var (_, number) = await WithNumberAsync(app, "郑小满");
        var browser = await app.BrowserOfAsync(door.Lead);
        var page = $"/console/activities/{door.Activity}/check-in/walk-in";

        using var full = await browser.SubmitAsync(page, new Dictionary<string, string> { ["Form.Named"] = number }, "main form[method=post]", Ct);
        Assert.Contains("写一句为什么", (await full.ReadPageAsync(Ct)).QuerySelector(".field:has([name='Form.Reason']) .error")!.TextContent, StringComparison.Ordinal);

        using var done = await browser.SubmitAsync(page, new Dictionary<string, string> { ["Form.Named"] = number, ["Form.Reason"] = "老队员" }, "main form[method=post]", Ct);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("郑小满", Html.Flash(done), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_door_sees_all_posts_of_the_day_at_once(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app, capacities: [5, 5]);
        var lead = await app.ProgramOfAsync(door.Lead);
        using var scope = app.Scope();
        var shifts = await scope.Db.Set<Shift>().AsNoTracking().Where(s => s.ActivityId == door.Activity).OrderBy(s => s.StartsAt).ToListAsync(Ct);
        await door.SeatedAsync("郑小满");
        var other = await app.VolunteerAsync("何永贵");
        scope.Db.Add(new Signup { ActivityId = door.Activity, ShiftId = shifts.First(s => s.Id != door.Shift).Id, VolunteerId = other, StartsAt = shifts[1].StartsAt, EndsAt = shifts[1].EndsAt, DivisionCode = TestPeople.Village });
        await scope.Db.SaveChangesAsync(Ct);

        var list = (await (await app.BrowserOfAsync(door.Lead)).GetPageAsync($"/console/activities/{door.Activity}/check-in", Ct)).QuerySelector("wg-roster tbody")!.TextContent;

        Assert.Contains("郑小满", list, StringComparison.Ordinal);
        Assert.Contains("何永贵", list, StringComparison.Ordinal);
    }

    private static (string Answer, string Name, bool Good) Of(JsonElement reply) => (reply.GetProperty("answer").GetString()!, reply.GetProperty("name").GetString()!, reply.GetProperty("good").GetBoolean());

    private static async Task<JsonElement> LetInAsync(HttpClient lead, DoorStep door, string named, string? reason = null)
    {
        using var answer = await lead.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/walk-ins", new { shiftId = door.Shift, named, reason }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static async Task<(Guid Id, string Number)> WithNumberAsync(TestApp app, string name = "李强")
    {
        var id = await app.VolunteerAsync(name);
        return (id, await NumberOfAsync(app, id));
    }

    private static async Task<string> NumberOfAsync(TestApp app, Guid person)
    {
        var number = VolunteerNumber.Make(TestPeople.Village, new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc), Interlocked.Increment(ref _serial));
        using var scope = app.Scope();
        scope.Db.Add(new NumberEntry { Number = number, PersonId = person });
        await scope.Db.SaveChangesAsync(Ct);
        return number;
    }
}
