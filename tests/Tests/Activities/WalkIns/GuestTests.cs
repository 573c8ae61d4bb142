using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.Activities.CheckIn.WalkIns;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Activities.WalkIns;

/// <summary>Whoever is put down at the door by name and phone says themselves whether they were there; whoever puts them down learns nothing of the phone.</summary>
public class GuestTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_answer_is_the_same_whether_anybody_is_registered_with_the_phone(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app, a => a.Conditions = a.Conditions with { MinStar = 3 });
        var (_, phone) = await WithPhoneAsync(app, "郑小满");
        var lead = await app.ProgramOfAsync(door.Lead);

        var (known, unknown) = (await PutDownAsync(lead, door, phone), await PutDownAsync(lead, door, TestPeople.NewPhone()));

        Assert.Equal(known.GetRawText(), unknown.GetRawText());
        Assert.Equal(("noted", "李强"), (known.GetProperty("answer").GetString(), known.GetProperty("name").GetString())); // As it was typed, not as it is registered.
        var page = (await (await app.BrowserOfAsync(door.Lead)).GetPageAsync($"/console/activities/{door.Activity}/check-in/walk-in", Ct)).Body!;
        Assert.Equal(2, page.QuerySelectorAll("main tbody tr").Length);
        Assert.DoesNotContain(phone, page.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("郑小满", page.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nothing_counts_until_whoever_has_the_phone_says_that_they_were_there(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var phone = TestPeople.NewPhone();
        await PutDownAsync(await app.ProgramOfAsync(door.Lead), door, phone);
        var at = app.Clock.GetUtcNow().UtcDateTime;
        app.Clock.Advance(TimeSpan.FromHours(5)); // It is over, and only now they register.
        var person = await app.PersonAsync("李强", phone: phone);
        var browser = await app.BrowserOfAsync(person);
        Assert.Contains("您去了吗？", (await browser.GetPageAsync("/", Ct)).Body!.TextContent, StringComparison.Ordinal);

        using (var early = await SayAsync(browser, came: true))
        {
            Assert.Contains("先登记成为志愿者", Html.Flash(early), StringComparison.Ordinal);
        }

        Assert.Null(await door.PresenceAsync(person));
        await JoinAsync(app, person);
        using var said = await SayAsync(await app.BrowserOfAsync(person), came: true);
        Assert.Contains("记上了", Html.Flash(said), StringComparison.Ordinal);

        var there = (await door.PresenceAsync(person))!;
        Assert.Equal(at, there.InAt, TimeSpan.FromSeconds(1)); // When they were put down, not when they said so.
        Assert.Equal((ProofKinds.Word, door.Lead), ((await door.ProofsAsync(person)).Single().Kinds, (await door.ProofsAsync(person)).Single().ByPersonId));
        await Presences.WalkAsync(app); // The shift was settled meanwhile, or is now: they are not missed.
        using var scope = app.Scope();
        Assert.Equal((SignupStatus.Accepted, SignupWay.WalkIn), await scope.Db.Set<Signup>().Where(s => s.VolunteerId == person).Select(s => new ValueTuple<SignupStatus, SignupWay>(s.Status, s.Way)).SingleAsync(Ct));
        Assert.Equal(1, await scope.Db.Set<Shift>().Where(s => s.Id == door.Shift).Select(s => s.Taken).SingleAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_was_not_there_says_so_and_nothing_comes_of_it(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        var (person, phone) = await WithPhoneAsync(app, "郑小满");
        await PutDownAsync(await app.ProgramOfAsync(door.Lead), door, phone);

        using var said = await SayAsync(await app.BrowserOfAsync(person), came: false);

        Assert.Contains("不算您的", Html.Flash(said), StringComparison.Ordinal);
        Assert.Null(await door.PresenceAsync(person));
        Assert.Single(await app.ToldAsync(door.Lead), m => m.Contains("他没去", StringComparison.Ordinal));
        Assert.Empty((await (await app.BrowserOfAsync(person)).GetPageAsync("/me/walk-ins", Ct)).QuerySelectorAll("[data-walk-in]"));
        await PutDownAsync(await app.ProgramOfAsync(door.Lead), door, phone); // And is not asked again.
        Assert.Empty((await (await app.BrowserOfAsync(person)).GetPageAsync("/me/walk-ins", Ct)).QuerySelectorAll("[data-walk-in]"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Added_by_the_card_one_can_say_that_one_was_not_there_and_staff_are_asked(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var person = await app.VolunteerAsync("郑小满");
        var number = VolunteerNumber.Make(TestPeople.Village, new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc), 777);
        using (var scope = app.Scope())
        {
            scope.Db.Add(new NumberEntry { Number = number, PersonId = person });
            await scope.Db.SaveChangesAsync(Ct);
        }

        await PostAsync(await app.ProgramOfAsync(door.Lead), door, new { shiftId = door.Shift, named = number });
        Assert.NotNull(await door.PresenceAsync(person));

        using var said = await SayAsync(await app.BrowserOfAsync(person), came: false);
        Assert.Contains("站里会去了解", Html.Flash(said), StringComparison.Ordinal);

        using var after = app.Scope();
        Assert.Equal(SignupStatus.Cancelled, await after.Db.Set<Signup>().Where(s => s.VolunteerId == person).Select(s => s.Status).SingleAsync(Ct));
        var record = await after.Db.Set<ServiceRecord>().SingleAsync(r => r.VolunteerId == person, Ct);
        Assert.Equal((RecordState.Void, 0, 1, true), (record.State, record.Counts, record.OpenObjections, record.IsAdded));
        Assert.Equal(person, (await after.Db.Set<Objection>().SingleAsync(o => o.RecordId == record.Id, Ct)).By);
        app.Clock.Advance(TimeSpan.FromHours(9));
        await ((HoursPatrol)app.Services.GetService(typeof(HoursPatrol))!).WalkAsync(Ct);
        Assert.Equal(1, await after.Db.Set<ServiceRecord>().CountAsync(r => r.VolunteerId == person, Ct)); // It never comes again by itself.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task People_who_were_put_down_take_room_and_above_it_asks_for_a_reason(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app, capacities: 2);
        var lead = await app.ProgramOfAsync(door.Lead);
        var answers = new List<string>();
        var first = TestPeople.NewPhone();
        foreach (var phone in new[] { first, first, TestPeople.NewPhone(), TestPeople.NewPhone() })
        {
            answers.Add((await PutDownAsync(lead, door, phone)).GetProperty("answer").GetString()!);
        }

        answers.Add((await PostAsync(lead, door, new { shiftId = door.Shift, named = TestPeople.NewPhone(), name = "李强", consents = true, reason = "人手不够" })).GetProperty("answer").GetString()!);
        Assert.Equal(["noted", "noted", "noted", "needs-reason", "noted"], answers); // The second press found them there.
    }

    [Fact]
    public async Task Without_a_name_or_their_consent_nobody_is_put_down()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app);
        var lead = await app.ProgramOfAsync(door.Lead);
        var phone = TestPeople.NewPhone();

        Assert.Equal("needs-name", (await PostAsync(lead, door, new { shiftId = door.Shift, named = phone, consents = true })).GetProperty("answer").GetString());
        Assert.Equal("needs-consent", (await PostAsync(lead, door, new { shiftId = door.Shift, named = phone, name = "李强" })).GetProperty("answer").GetString());
        Assert.Equal("unknown", (await PostAsync(lead, door, new { shiftId = door.Shift, named = "12345", name = "李强", consents = true })).GetProperty("answer").GetString());
        using var scope = app.Scope();
        Assert.False(await scope.Db.Set<Guest>().AnyAsync(g => g.ActivityId == door.Activity, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Names_and_phones_are_deleted_after_thirty_days_and_only_their_owner_answers(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var (_, phone) = await WithPhoneAsync(app, "郑小满");
        await PutDownAsync(await app.ProgramOfAsync(door.Lead), door, phone);
        using var scope = app.Scope();
        var guest = await scope.Db.Set<Guest>().SingleAsync(g => g.ActivityId == door.Activity, Ct);
        var (passer, theirs) = await WithPhoneAsync(app, "路人");
        await PutDownAsync(await app.ProgramOfAsync(door.Lead), door, theirs);
        var stranger = await app.BrowserOfAsync(passer);
        var form = (IHtmlFormElement)(await stranger.GetPageAsync("/me/walk-ins", Ct)).QuerySelector("[data-walk-in=open] form")!;
        using var other = await stranger.SubmitAsync("/me/walk-ins", form, new Dictionary<string, string> { ["Form.GuestId"] = $"{guest.Id}", ["Form.Came"] = "true" }, Ct);
        Assert.Contains("已经没有了", Html.Flash(other), StringComparison.Ordinal);
        Assert.Equal(GuestState.Open, (await scope.Db.Set<Guest>().AsNoTracking().SingleAsync(g => g.Id == guest.Id, Ct)).State);

        app.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(2, await scope.Get<GuestBook>().ForgetAsync(Ct));
    }

    private static Task<JsonElement> PutDownAsync(HttpClient lead, DoorStep door, string phone) => PostAsync(lead, door, new { shiftId = door.Shift, named = phone, name = "李强", consents = true });

    private static async Task<JsonElement> PostAsync(HttpClient lead, DoorStep door, object body)
    {
        using var answer = await lead.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/walk-ins", body, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static async Task<HttpResponseMessage> SayAsync(HttpClient browser, bool came)
    {
        var form = (IHtmlFormElement)(await browser.GetPageAsync("/me/walk-ins", Ct)).QuerySelectorAll("[data-walk-in] form").First(f => f.QuerySelector($"button[value={(came ? "true" : "false")}]") is not null);
        return await browser.SubmitAsync("/me/walk-ins", form, new Dictionary<string, string> { ["Form.Came"] = came ? "true" : "false" }, Ct);
    }

    private static async Task<(Guid Person, string Phone)> WithPhoneAsync(TestApp app, string name)
    {
        var phone = TestPeople.NewPhone();
        var person = await app.PersonAsync(name, phone: phone);
        await JoinAsync(app, person);
        return (person, phone);
    }

    private static async Task JoinAsync(TestApp app, Guid person)
    {
        using var scope = app.Scope();
        var volunteer = Volunteer.Join(person, $"V{person:N}"[..18], TestPeople.Village, app.Clock.Now());
        volunteer.Offer([], [], ["4887"], AvailabilitySlots.Always);
        scope.Db.Add(volunteer);
        scope.Db.Add(RoleGrant.Grant(person, Role.Volunteer, TestPeople.Village, null, Guid.Empty, app.Clock.Now()));
        await scope.Db.SaveChangesAsync(Ct);
    }
}
