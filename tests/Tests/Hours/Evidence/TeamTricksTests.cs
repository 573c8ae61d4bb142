using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Hours.Evidence;

/// <summary>What a team was able to invent by itself: everybody who runs an activity is one witness, however many hands they have.</summary>
public class TeamTricksTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The fraud of the television report: the roster's numbers typed as if their cards had been there.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Numbers_typed_from_the_roster_are_a_word_and_no_hand_of_the_team_makes_it_two(string database)
    {
        var at = await BuildAsync(database);
        var (number, absent) = (NumberOf(at.App), await at.Door.SeatedAsync("王秀英"));
        await KnowAsync(at.App, number, absent);
        await at.TickAsync(at.Leader, "in", new { number });
        at.App.Clock.Advance(TimeSpan.FromMinutes(100));
        await at.TickAsync(at.Deputy, "out", new { number });

        var record = await at.RecordAsync(absent);

        Assert.Equal((RecordState.Unconfirmed, EvidenceGrade.C, ProofKinds.Number), (record.State, record.Grade, record.InProof));
        var clerk = await at.App.PersonWithAsync(Role.Station, TestPeople.Village);
        foreach (var hand in new[] { at.Leader, at.Deputy, clerk, at.Coordinator })
        {
            await at.RefusedAsync(hand, record, "要请志愿者本人");
        }

        Assert.Contains("“{0}”的 {1} 分钟只有组织者的话为证，请您看看对不对，点一下确认。", await at.App.ToldAsync(absent));
        Assert.Equal(204, await at.ConfirmAsync(absent, record));
        Assert.Equal(RecordState.Posted, (await at.RecordAsync(absent)).State);
    }

    /// <summary>Own screen, own phone, a position made up at the desk.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_leader_with_the_own_screen_and_position_earns_C_and_somebody_from_outside_says_so(string database)
    {
        var at = await BuildAsync(database);
        await at.SeatAsync(at.Leader);
        await at.ServeAsync(at.Leader);

        var record = await at.RecordAsync(at.Leader);

        Assert.Equal((RecordState.Unconfirmed, EvidenceGrade.C, true), (record.State, record.Grade, record.IsOfBody));
        await at.RefusedAsync(at.Leader, record, "要请队外没有经手的工作人员");
        await at.RefusedAsync(at.Deputy, record, "要请不在这个队里");
        var inside = await at.App.PersonWithAsync(Role.Coordinator, TestPeople.County);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await (await at.App.ProgramOfAsync(await at.App.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty))).PostAsJsonAsync($"/api/v1/hours/{at.Door.Activity}/records/{record.Id}/confirm", new { }, Ct)).StatusCode);
        var cases = await (await at.App.BrowserOfAsync(inside)).GetStringAsync("/console/cases", Ct);
        Assert.Contains($"/console/hours/{at.Door.Activity}/records/{record.Id}", cases, StringComparison.Ordinal);
        Assert.Equal(204, await at.ConfirmAsync(inside, record));
        Assert.Equal((RecordState.Posted, EvidenceGrade.C), ((await at.RecordAsync(at.Leader)).State, (await at.RecordAsync(at.Leader)).Grade));
    }

    /// <summary>The leader forgets to check out, and the deputy remembers when it was, with a picture.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_the_body_says_of_one_of_its_own_takes_somebody_from_outside_however_it_is_shown(string database)
    {
        await using var app = await TestApp.StartAsync(database); // The clock goes on for hours, and at night others would be looked at.
        var at = await BuildAsync(app);
        await at.SeatAsync(at.Leader);
        await at.ShowAsync(at.Leader, "check-in", ProofEnd.In);
        at.App.Clock.Advance(TimeSpan.FromHours(4));
        var asked = await at.RecordAsync(at.Leader);
        Assert.Equal(RecordState.Questioned, asked.State);
        var deputy = await at.App.ProgramOfAsync(at.Deputy);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await deputy.BringPictureAsync(at.Door.Activity, asked.Id));
        using var said = await deputy.PostAsJsonAsync($"/api/v1/hours/{at.Door.Activity}/records/{asked.Id}/end", new { until = asked.FromAt.AddMinutes(60) }, Ct);
        Assert.True(said.IsSuccessStatusCode, await said.Content.ReadAsStringAsync(Ct));

        var record = await at.RecordAsync(at.Leader);
        Assert.Equal((RecordState.Unconfirmed, EvidenceGrade.D), (record.State, record.Grade));
        Assert.Equal(204, await at.ConfirmAsync(at.Leader, record));
        Assert.Equal(RecordState.Unconfirmed, (await at.RecordAsync(at.Leader)).State);
        Assert.Equal(403, await at.ConfirmAsync(at.Deputy, record));
        Assert.Equal(204, await at.ConfirmAsync(await at.App.PersonWithAsync(Role.Coordinator, TestPeople.County), record));
        Assert.Equal((RecordState.Publicity, true), ((await at.RecordAsync(at.Leader)).State, (await at.RecordAsync(at.Leader)).WaitsUntil > at.App.Clock.GetUtcNow().UtcDateTime.AddDays(2)));
    }

    /// <summary>The power is given back, and the activity handed to somebody else, before the hours are counted.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_ran_it_when_they_came_did_run_it_whatever_they_gave_back_since(string database)
    {
        var at = await BuildAsync(database);
        foreach (var who in new[] { at.Leader, at.Deputy, at.Door.Lead })
        {
            await at.SeatAsync(who);
            await at.ShowAsync(who, "check-in", ProofEnd.In);
        }

        at.App.Clock.Advance(TimeSpan.FromMinutes(90));
        foreach (var who in new[] { at.Leader, at.Deputy, at.Door.Lead })
        {
            await at.ShowAsync(who, "check-out", ProofEnd.Out);
        }

        using (var scope = at.App.Scope())
        {
            await scope.Get<RoleBook>().RevokeAsync(at.Leader, Role.TeamLeader, TestPeople.Village, at.Team, Ct);
            await scope.Get<RoleBook>().RevokeAsync(at.Deputy, Role.TeamLeader, TestPeople.Village, at.Team, Ct);
            await scope.Db.Set<Activity>().Where(a => a.Id == at.Door.Activity).ExecuteUpdateAsync(set => set.SetProperty(a => a.LeadId, at.Coordinator), Ct);
        }

        foreach (var who in new[] { at.Leader, at.Deputy, at.Door.Lead })
        {
            var record = await at.RecordAsync(who);
            Assert.Equal((RecordState.Unconfirmed, EvidenceGrade.C, true), (record.State, record.Grade, record.IsOfBody));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Staff_who_cover_the_place_are_of_the_body_and_those_next_door_are_not(string database)
    {
        var at = await BuildAsync(database);
        var (clerk, coordinator, neighbour, plain) = (await VolunteerWithAsync(at, Role.Station, TestPeople.Village), await VolunteerWithAsync(at, Role.Coordinator, TestPeople.County),
            await VolunteerWithAsync(at, Role.Station, TestPeople.NextCounty), await at.Door.SeatedAsync());
        foreach (var who in new[] { clerk, coordinator, neighbour })
        {
            await at.SeatAsync(who);
        }

        foreach (var (who, end) in new[] { (clerk, ProofEnd.In), (coordinator, ProofEnd.In), (neighbour, ProofEnd.In), (plain, ProofEnd.In) })
        {
            await at.ShowAsync(who, "check-in", end);
        }

        at.App.Clock.Advance(TimeSpan.FromMinutes(90));
        foreach (var (who, grade) in new[] { (clerk, EvidenceGrade.C), (coordinator, EvidenceGrade.C), (neighbour, EvidenceGrade.A), (plain, EvidenceGrade.A) })
        {
            await at.ShowAsync(who, "check-out", ProofEnd.Out);
            Assert.Equal((grade, grade == EvidenceGrade.C), ((await at.RecordAsync(who)).Grade, (await at.RecordAsync(who)).IsOfBody));
        }
    }

    /// <summary>In by the own position, out by the organiser's word after they had left: neither stands for the other's end.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_rests_on_the_phone_at_one_end_and_on_a_word_at_the_other_takes_both(string database)
    {
        var at = await BuildAsync(database);
        var volunteer = await at.Door.SeatedAsync();
        using var came = await at.Door.ShowAsync(volunteer, "check-in", new { lat = 45.3372, lon = 122.7851, accuracy = 20 });
        Assert.True(came.IsSuccessStatusCode);
        at.App.Clock.Advance(TimeSpan.FromMinutes(100));
        await at.TickAsync(at.Leader, "out", new { volunteerId = volunteer });

        var record = await at.RecordAsync(volunteer);

        await at.RefusedAsync(at.Leader, record, "您经过手");
        Assert.Equal(204, await at.ConfirmAsync(volunteer, record));
        Assert.Equal(204, await at.ConfirmAsync(volunteer, record)); // Pressing twice is done.
        Assert.Equal(RecordState.Unconfirmed, (await at.RecordAsync(volunteer)).State);
        Assert.Contains("您已经说过属实了", (await at.LineAsync(volunteer, record)).GetProperty("whyNot").GetString(), StringComparison.Ordinal);
        Assert.Equal(204, await at.ConfirmAsync(at.Deputy, record));
        Assert.Equal(RecordState.Posted, (await at.RecordAsync(volunteer)).State);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_own_phone_alone_is_confirmed_by_who_runs_it_and_not_by_its_owner(string database)
    {
        var at = await BuildAsync(database);
        var volunteer = await at.Door.SeatedAsync();
        foreach (var way in new[] { "check-in", "check-out" })
        {
            using var shown = await at.Door.ShowAsync(volunteer, way, new { lat = 45.3375, lon = way == "check-in" ? 122.7851 : 122.7853, accuracy = 20 });
            Assert.True(shown.IsSuccessStatusCode);
            at.App.Clock.Advance(TimeSpan.FromMinutes(60));
        }

        var record = await at.RecordAsync(volunteer);

        Assert.Equal((RecordState.Unconfirmed, EvidenceGrade.C), (record.State, record.Grade));
        await at.RefusedAsync(volunteer, record, "要请组织这次的人");
        Assert.Contains("“{0}”有人的时长只有自己手机的证明，人来了的，请您点一下属实。", await at.App.ToldAsync(at.Door.Lead));
        Assert.Equal(204, await at.ConfirmAsync(at.Door.Lead, record));
        Assert.Equal(RecordState.Posted, (await at.RecordAsync(volunteer)).State);
    }

    private async Task<Tricks> BuildAsync(string database) => await BuildAsync(await apps.On(database));

    private static async Task<Tricks> BuildAsync(TestApp app)
    {
        var (team, leader) = await app.TeamAsync();
        var deputy = await app.VolunteerAsync("副队长");
        await app.GrantAsync(deputy, Role.TeamLeader, TestPeople.Village, team);
        var door = await DoorStep.BuildAsync(app, team);
        return new(app, door, team, leader, deputy, await app.PersonWithAsync(Role.Coordinator, TestPeople.County));
    }

    private static async Task<Guid> VolunteerWithAsync(Tricks at, Role role, long division)
    {
        var who = await at.App.VolunteerAsync();
        await at.App.GrantAsync(who, role, division);
        return who;
    }

    private static string NumberOf(TestApp app) => VolunteerNumber.Make(TestPeople.Village, app.Clock.GetUtcNow().UtcDateTime, Random.Shared.Next(1000, 9999));

    private static async Task KnowAsync(TestApp app, string number, Guid person)
    {
        using var scope = app.Scope();
        scope.Db.Add(new NumberEntry { Number = number, PersonId = person });
        await scope.Db.SaveChangesAsync(Ct);
    }

    private sealed record Tricks(TestApp App, DoorStep Door, Guid Team, Guid Leader, Guid Deputy, Guid Coordinator)
    {
        public async Task TickAsync(Guid by, string end, object tick) =>
            Assert.True((await Door.TickAsync(await App.ProgramOfAsync(by), new { end, ticks = new[] { tick } }))[0].GetProperty("good").GetBoolean());

        public async Task ShowAsync(Guid who, string way, ProofEnd end)
        {
            using var shown = await Door.ShowAsync(who, way, new { code = Door.Code(end), lat = 45.3375, lon = way == "check-in" ? 122.7851 : 122.7853, accuracy = 20 });
            Assert.True(shown.IsSuccessStatusCode, await shown.Content.ReadAsStringAsync(Ct));
        }

        public async Task ServeAsync(Guid who)
        {
            await ShowAsync(who, "check-in", ProofEnd.In);
            App.Clock.Advance(TimeSpan.FromMinutes(90));
            await ShowAsync(who, "check-out", ProofEnd.Out);
        }

        public async Task SeatAsync(Guid who)
        {
            using var scope = App.Scope();
            var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == Door.Shift, Ct);
            scope.Db.Add(new Signup { ActivityId = Door.Activity, ShiftId = Door.Shift, VolunteerId = who, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, DivisionCode = TestPeople.Village });
            await scope.Db.SaveChangesAsync(Ct);
        }

        /// <summary>Counted and posted as far as it goes.</summary>
        public async Task<ServiceRecord> RecordAsync(Guid who)
        {
            App.Clock.Advance(TimeSpan.FromMinutes(16));
            await Presences.WalkAsync(App);
            using var scope = App.Scope();
            return await scope.Db.Set<ServiceRecord>().AsNoTracking().SingleAsync(r => r.SourceId == Door.Activity && r.VolunteerId == who, Ct);
        }

        public async Task<int> ConfirmAsync(Guid who, ServiceRecord record)
        {
            using var answer = await (await App.ProgramOfAsync(who)).PostAsJsonAsync($"/api/v1/hours/{Door.Activity}/records/{record.Id}/confirm", new { }, Ct);
            return (int)answer.StatusCode;
        }

        public async Task<JsonElement> LineAsync(Guid who, ServiceRecord record) =>
            (await (await App.ProgramOfAsync(who)).GetFromJsonAsync<JsonElement>($"/api/v1/hours/{Door.Activity}/records/{record.Id}", Ct)).GetProperty("record");

        /// <summary>Neither offered nor taken, and told why, by page and program alike.</summary>
        public async Task RefusedAsync(Guid who, ServiceRecord record, string why)
        {
            var program = await App.ProgramOfAsync(who);
            var path = $"/api/v1/hours/{Door.Activity}/records/{record.Id}";
            var line = await LineAsync(who, record);
            using var answer = await program.PostAsJsonAsync($"{path}/confirm", new { }, Ct);
            var page = await (await App.BrowserOfAsync(who)).GetPageAsync($"/hours/{Door.Activity}/records/{record.Id}", Ct);

            Assert.False(line.GetProperty("mayConfirm").GetBoolean());
            Assert.Contains(why, line.GetProperty("whyNot").GetString(), StringComparison.Ordinal);
            Assert.Equal(403, (int)answer.StatusCode);
            Assert.Contains(why, (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("title").GetString(), StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("form:has([name=_handler][value=confirm])"));
            Assert.Contains(why, page.QuerySelector("[data-awaits]")!.TextContent, StringComparison.Ordinal);
        }
    }
}
