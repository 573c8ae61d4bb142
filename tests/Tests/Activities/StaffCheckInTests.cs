using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Activities;

public class StaffCheckInTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static int _serial;

    private static string NewNumber() => VolunteerNumber.Make(TestPeople.Village, new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc), Interlocked.Increment(ref _serial));

    [Theory]
    [InlineData("王秀英", "wxy")]
    [InlineData("曾国藩", "zgf")]
    [InlineData("单田芳", "stf")]
    [InlineData("欧阳明月", "oymy")]
    [InlineData("张鑫淼", "zxm")]
    [InlineData("Anna Ли", "annaли")]
    public void Initials_are_those_people_type(string name, string initials) => Assert.Equal(initials, Initials.Of(name));

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Many_are_ticked_at_once_and_each_gets_an_answer(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var (one, two, nobody) = (await door.SeatedAsync("王秀英"), await door.SeatedAsync("周大山"), await app.VolunteerAsync("无座"));
        var lead = await app.ProgramOfAsync(door.Lead);

        var replies = await door.TickAsync(lead, new { end = "in", shiftId = door.Shift, ticks = new[] { one, two, nobody, door.Lead }.Select(id => new { volunteerId = id }) });

        Assert.Equal(["in", "in", "not-signed-up", "own"], replies.Select(r => r.GetProperty("answer").GetString()));
        Assert.Equal(["王秀英", "周大山", "", "孙桂兰"], replies.Select(r => r.GetProperty("name").GetString())); // An id names nobody who is not on the list.
        var proof = Assert.Single(await door.ProofsAsync(one));
        Assert.Equal((ProofKinds.Word, door.Lead), (proof.Kinds, proof.ByPersonId));
        var list = await lead.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/v1/activities/{door.Activity}/attendance", Ct);
        Assert.Equal(["word", "word"], list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("inProof").GetString()));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_checks_out_somebody_who_never_came_is_told_what_to_do_and_not_sent_to_themselves(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var somebody = await door.SeatedAsync("王秀英");
        var browser = await app.BrowserOfAsync(door.Lead);
        var list = $"/console/activities/{door.Activity}/check-in";

        using var ticked = await browser.SubmitAsync(list, new Dictionary<string, string> { ["Form.Ids"] = $"{somebody}", ["Form.End"] = "Out" }, "form:has([name='Form.Ids'])", Ct);

        var said = (await browser.GetPageAsync(list, Ct)).QuerySelector(".flash")!.TextContent;
        Assert.Contains("没记上 1 人：王秀英，还没有查到他的签到", said, StringComparison.Ordinal);
        Assert.DoesNotContain("签退先记下", said, StringComparison.Ordinal);
        Assert.DoesNotContain("组织者", said, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_card_is_read_whole_or_by_its_end_and_never_by_its_owner(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var (number, own) = (NewNumber(), NewNumber());
        var volunteer = await door.SeatedAsync("王秀英", number);
        using (var scope = app.Scope())
        {
            scope.Db.Add(new NumberEntry { Number = own, PersonId = door.Lead });
            await scope.Db.SaveChangesAsync(Ct);
        }

        var lead = await app.ProgramOfAsync(door.Lead);
        var nonce = Guid.NewGuid();
        foreach (var (read, says) in new[] { (number, "in"), ($"http://localhost/volunteers/{number}", "replayed"), (own, "own"), (NewNumber(), "unknown-number"), ("乱写", "unknown-number") })
        {
            Assert.Equal(says, (await door.TickAsync(lead, new { end = "in", ticks = new[] { new { number = read, nonce } } }))[0].GetProperty("answer").GetString());
        }

        Assert.Equal((ProofKinds.Number, door.Lead), ((await door.ProofsAsync(volunteer)).Single().Kinds, (await door.ProofsAsync(volunteer)).Single().ByPersonId));
        Assert.Equal((number, number[^7..], null), (StaffCheckIn.NumberIn($" {number.ToLowerInvariant()} "), StaffCheckIn.NumberIn(number[^7..]), StaffCheckIn.NumberIn("123456")));
    }

    /// <summary>Numbers run in order: whoever tries many of them learns of nobody who is not on the list.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_number_off_the_list_is_named_as_little_as_may_be(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var (number, stranger) = (NewNumber(), await app.VolunteerAsync("欧阳明月"));
        using (var scope = app.Scope())
        {
            scope.Db.Add(new NumberEntry { Number = number, PersonId = stranger });
            await scope.Db.SaveChangesAsync(Ct);
        }

        var reply = Assert.Single(await door.TickAsync(await app.ProgramOfAsync(door.Lead), new { end = "in", ticks = new[] { new { number } } }));

        Assert.Equal(("not-signed-up", "欧**月"), (reply.GetProperty("answer").GetString(), reply.GetProperty("name").GetString()));

        var (seated, nonce) = (await door.SeatedAsync("王秀英"), Guid.NewGuid());
        var replies = await door.TickAsync(await app.ProgramOfAsync(door.Lead), new { end = "in", ticks = new object[] { new { volunteerId = seated, nonce }, new { number, nonce }, new { volunteerId = stranger, nonce } } });
        Assert.Equal(["王秀英", "欧**月", ""], replies.Select(r => r.GetProperty("name").GetString()));
        Assert.DoesNotContain($"{stranger}", replies[1].ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain($"{stranger}", reply.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_arrival_may_be_shown_in_every_way(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var number = NewNumber();
        var (volunteer, lead) = (await door.SeatedAsync("王秀英", number), await app.ProgramOfAsync(door.Lead));
        await door.ShowAsync(volunteer, "check-in", new { code = door.Code(), lat = 45.3372, lon = 122.7851, accuracy = 20 });
        var replies = await door.TickAsync(lead, new { end = "in", ticks = new object[] { new { number }, new { volunteerId = volunteer } } });

        Assert.Equal(["already-in", "already-in"], replies.Select(r => r.GetProperty("answer").GetString()));
        Assert.Equal(ProofKinds.RotatingCode | ProofKinds.Number | ProofKinds.Position | ProofKinds.Word, (await door.PresenceAsync(volunteer))!.InProof);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_list_works_without_JavaScript(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var (one, two) = (await door.SeatedAsync("王秀英"), await door.SeatedAsync("周大山"));
        var lead = await app.BrowserOfAsync(door.Lead);
        var path = $"/console/activities/{door.Activity}/check-in";

        var found = await lead.GetPageAsync($"{path}?q=WXY", Ct);
        Assert.Equal(["王秀英"], found.QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim()));
        using var ticked = await lead.SubmitAsync(path, new Dictionary<string, string> { ["Form.Ids"] = $"{one}", ["Form.End"] = "In" }, "wg-roster form[method=post]", Ct);
        Assert.Equal(HttpStatusCode.Redirect, ticked.StatusCode);

        Assert.Equal((ProofKinds.Word, null), ((await door.PresenceAsync(one))!.InProof, await door.PresenceAsync(two)));
        var after = await lead.GetPageAsync(path, Ct);
        Assert.Contains("组织者登记", after.QuerySelector($"tr[data-id='{one}']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("应到 2 人次，到了 1 人次", after.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_number_is_said_at_its_field()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app);
        var lead = await app.BrowserOfAsync(door.Lead);
        using var answer = await lead.SubmitAsync(
            $"/console/activities/{door.Activity}/check-in/scan", new Dictionary<string, string> { ["Form.Number"] = "V1", ["Form.End"] = "In" }, "wg-cards form", Ct);

        Assert.Contains("没有这个号码", (await answer.ReadPageAsync(Ct)).QuerySelector(".field .error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("camera=(self)", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        using var elsewhere = await lead.GetAsync($"/console/activities/{door.Activity}/check-in", Ct);
        Assert.Contains("camera=()", elsewhere.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Only_who_runs_the_activity_stands_at_its_door(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var seated = await door.SeatedAsync();
        string[] pages = [$"/console/activities/{door.Activity}/check-in", $"/console/activities/{door.Activity}/check-in/code", $"/console/activities/{door.Activity}/check-in/scan"];
        foreach (var stranger in new[] { seated, await app.VolunteerAsync(), await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty) })
        {
            var (browser, program) = (await app.BrowserOfAsync(stranger), await app.ProgramOfAsync(stranger));
            foreach (var page in pages)
            {
                Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(page, Ct)).StatusCode);
            }

            using var tick = await program.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/attendance", new { end = "in", ticks = new[] { new { volunteerId = seated } } }, Ct);
            Assert.Equal(HttpStatusCode.NotFound, tick.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/api/v1/activities/{door.Activity}/attendance", Ct)).StatusCode);
        }

        Assert.Null(await door.PresenceAsync(seated));
        foreach (var (role, division) in new[] { (Role.Station, TestPeople.Village), (Role.Coordinator, TestPeople.County) })
        {
            Assert.Equal(HttpStatusCode.OK, (await (await app.BrowserOfAsync(await app.PersonWithAsync(role, division))).GetAsync(pages[0], Ct)).StatusCode);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_a_closed_activity_strangers_learn_nothing_at_the_door(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app, a => a.Recruit = RecruitScope.Closed);
        var (stranger, seated) = (await app.VolunteerAsync(), await door.SeatedAsync());
        foreach (var what in new object[] { new { }, new { code = "x" }, new { lat = 1, lon = 1, accuracy = 1 } })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await door.ShowAsync(stranger, "check-in", what)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await (await app.BrowserOfAsync(stranger)).GetAsync($"/activities/{door.Activity}/check-in", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await app.BrowserOfAsync(seated)).GetAsync($"/activities/{door.Activity}/check-in", Ct)).StatusCode);
    }
}
