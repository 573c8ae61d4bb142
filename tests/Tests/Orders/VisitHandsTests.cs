using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Hours.Domain;
using Weiguang.Ledger;
using Weiguang.People;
using static Weiguang.Tests.Orders.VisitFacts;

namespace Weiguang.Tests.Orders;

/// <summary>Nobody is two people: not the second word for what they ticked, not the judge of what went through their hands.</summary>
public class VisitHandsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly object Nothing = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Whichever of them ticked which end, it is the station's word.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task All_of_the_station_are_one_and_only_the_volunteer_is_another(string database)
    {
        var v = await VisitAsync(database);
        var (colleague, third) = (await ClerkAsync(v.App), await ClerkAsync(v.App));
        await ServedAsync(v, colleague);
        await v.Village.Staff.StepAsync(v.Order, "complete");

        Assert.Equal(RecordState.Unconfirmed, (await StandsAsync(v.App, v.Order)).State);
        Assert.Equal(HttpStatusCode.Forbidden, await ConfirmAsync(v, v.Village.Staff));
        Assert.Equal(HttpStatusCode.Forbidden, await ConfirmAsync(v, colleague));
        Assert.Equal(HttpStatusCode.Forbidden, await ConfirmAsync(v, third));
        foreach (var clerk in (HttpClient[])[v.Village.Staff, colleague, third])
        {
            var line = await LineAsync(v, clerk);
            Assert.False(line.GetProperty("mayConfirm").GetBoolean()); // What is refused is not offered.
            Assert.Equal(["volunteer"], line.GetProperty("awaits").EnumerateArray().Select(w => w.GetString()));
            Assert.Contains("要请志愿者本人", line.GetProperty("whyNot").GetString(), StringComparison.Ordinal);
        }

        var volunteer = await v.App.ProgramOfAsync(v.Volunteer);
        foreach (var press in (int[])[1, 2])
        {
            Assert.Equal(HttpStatusCode.NoContent, await ConfirmAsync(v, volunteer)); // Pressing twice is done.
        }

        Assert.Equal((RecordState.Posted, 30), ((await StandsAsync(v.App, v.Order)).State, (await StandsAsync(v.App, v.Order)).Minutes));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_had_a_hand_in_it_does_not_judge_it(string database)
    {
        var v = await VisitAsync(database);
        var (colleague, third) = (await ClerkAsync(v.App), await ClerkAsync(v.App));
        await ServedAsync(v, colleague);
        await third.StepAsync(v.Order, "complete");
        await SayAsync(v.App, v.Order, v.Volunteer);
        Assert.Equal(RecordState.Posted, (await StandsAsync(v.App, v.Order)).State);
        await v.Village.Resident.StepAsync(v.Order, "rating", new { came = false, stars = 1 });
        var decision = $"/api/v1/hours/{v.Order}/objections/{await ObjectionAsync(v.App, v.Order)}/decision";

        foreach (var hand in (HttpClient[])[v.Village.Staff, colleague, third]) // Sent and let in, let out, confirmed.
        {
            Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(hand, decision, new { upheld = false, decision = "来了" }));
        }

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await ClerkAsync(v.App), decision, new { upheld = true, decision = "问过邻居，没有来" }));
        Assert.Equal(0, await BalanceAsync(v.App, v.Volunteer));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_orders_by_phone_for_somebody_is_not_the_one_who_was_served(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        using var placed = await village.Staff.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { forSomeoneElse = true, contactName = "张大娘", contactPhone = "13900000000" }), Ct);
        var order = (await placed.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
        var (colleague, third) = (await ClerkAsync(app), await ClerkAsync(app));
        await colleague.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        await (await app.ProgramOfAsync(volunteer)).StepAsync(order, "accept");
        await colleague.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await colleague.StepAsync(order, "check-out");
        await village.Staff.StepAsync(order, "complete");

        Assert.Equal(RecordState.Unconfirmed, (await StandsAsync(app, order)).State); // Two clerks of one station.
        await SayAsync(app, order, volunteer);
        Assert.Equal(RecordState.Posted, (await StandsAsync(app, order)).State);
        var story = (await third.GetFromJsonAsync<JsonElement>($"/api/v1/hours/{order}/records/{(await RecordAsync(app, order)).Id}", Ct)).GetProperty("story");
        Assert.NotEqual("", story.EnumerateArray().Single(s => s.GetProperty("action").GetString() == "confirm").GetProperty("actor").GetString());
        await village.Staff.StepAsync(order, "rating", new { came = false, stars = 1 });
        var decision = $"/api/v1/hours/{order}/objections/{await ObjectionAsync(app, order)}/decision";
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(village.Staff, decision, new { upheld = false, decision = "来了" }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(third, decision, new { upheld = false, decision = "打电话问过，来了" }));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_sent_somebody_for_an_office_sees_and_confirms_nothing_without_it(string database)
    {
        var v = await VisitAsync(database);
        var colleagueId = await v.App.PersonWithAsync(Role.Station, TestPeople.Village);
        var colleague = await v.App.ProgramOfAsync(colleagueId);
        await colleague.StepAsync(v.Order, "check-in");
        v.App.Clock.Advance(TimeSpan.FromMinutes(30));
        await colleague.StepAsync(v.Order, "check-out");
        await colleague.StepAsync(v.Order, "complete");
        var record = $"/api/v1/hours/{v.Order}/records/{(await RecordAsync(v.App, v.Order)).Id}";
        Assert.Equal(HttpStatusCode.OK, (await v.Village.Staff.GetAsync(record, Ct)).StatusCode);
        using (var scope = v.App.Scope())
        {
            Assert.Equal(GrantAnswer.Done, (await scope.Get<RoleBook>().RevokeAsync(v.Village.StaffId, Role.Station, TestPeople.Village, null, Ct)).Answer);
        }

        await v.Village.SignInAsync();
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await v.App.ProgramOfAsync(v.Volunteer), $"{record}/corrections", new { reason = "还早到了" }));
        Assert.DoesNotContain("有志愿者说“{0}”的时长不对，请回复该是多少。", await v.App.ToldAsync(v.Village.StaffId)); // The office is asked, whoever holds it.
        Assert.Contains("有志愿者说“{0}”的时长不对，请回复该是多少。", await v.App.ToldAsync(colleagueId));
        Assert.Equal(HttpStatusCode.NotFound, (await v.Village.Staff.GetAsync(record, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await ConfirmAsync(v, v.Village.Staff));
        Assert.Equal(RecordState.Unconfirmed, (await StandsAsync(v.App, v.Order)).State);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_doubted_a_record_judges_no_other_doubt_about_it_and_no_correction_either(string database)
    {
        var v = await VisitAsync(database);
        await ServedAsync(v, await ClerkAsync(v.App));
        await (await ClerkAsync(v.App)).StepAsync(v.Order, "complete");
        await SayAsync(v.App, v.Order, v.Volunteer);
        await StandsAsync(v.App, v.Order);
        var (doubter, outside) = (await ClerkAsync(v.App), await ClerkAsync(v.App));
        var hours = $"/api/v1/hours/{v.Order}";
        var record = $"{hours}/records/{(await RecordAsync(v.App, v.Order)).Id}";
        foreach (var who in (HttpClient[])[doubter, v.Village.Resident])
        {
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(who, $"{record}/objections", new { reason = "那天没来" }));
        }

        List<(Guid Id, Guid By)> raised;
        using (var scope = v.App.Scope())
        {
            raised = [.. (await scope.Db.Set<Objection>().Where(o => o.SourceId == v.Order).OrderBy(o => o.At).ThenBy(o => o.Id).ToListAsync(Ct)).Select(o => (o.Id, o.By))];
        }

        var residents = raised.Single(o => o.By == v.Village.ResidentId).Id;
        var other = raised.Single(o => o.Id != residents).Id;
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(doubter, $"{hours}/objections/{residents}/decision", new { upheld = true, decision = "查实了" }));
        foreach (var press in (int[])[1, 2]) // Pressing twice is done, and decides nothing anew.
        {
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(outside, $"{hours}/objections/{other}/decision", new { upheld = false, decision = "来了" }));
        }

        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(outside, $"{hours}/objections/{other}/decision", new { upheld = true, decision = "来了" }));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(doubter, $"{hours}/objections/{residents}/decision", new { upheld = true, decision = "查实了" })); // Decided, it is theirs all the same.
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await ClerkAsync(v.App), $"{hours}/objections/{residents}/decision", new { upheld = false, decision = "来了" }));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await v.App.ProgramOfAsync(v.Volunteer), $"{record}/corrections", new { reason = "少记了" }));
        var correction = (await doubter.GetFromJsonAsync<JsonElement>(record, Ct)).GetProperty("corrections")[0].GetProperty("id").GetGuid();
        var answerer = await ClerkAsync(v.App);
        foreach (var press in (int[])[1, 2])
        {
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(answerer, $"{hours}/corrections/{correction}/proposal", new { minutes = 20, answer = "看过了" }));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(doubter, $"{hours}/corrections/{correction}/decision", new { approved = true, decision = "同意" }));
        var judge = await ClerkAsync(v.App);
        foreach (var press in (int[])[1, 2])
        {
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(judge, $"{hours}/corrections/{correction}/decision", new { approved = true, decision = "同意" }));
        }

        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(judge, $"{hours}/corrections/{correction}/decision", new { approved = false, decision = "同意" }));
    }

    /// <summary>Once a server error: one doubt of one person is enough, and the rating is theirs all the same.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_objected_already_can_still_say_that_nobody_came(string database)
    {
        var v = await VisitAsync(database);
        var colleague = await ClerkAsync(v.App);
        await ServedAsync(v, colleague);
        await (await ClerkAsync(v.App)).StepAsync(v.Order, "complete");
        await SayAsync(v.App, v.Order, v.Volunteer);
        Assert.Equal(RecordState.Posted, (await StandsAsync(v.App, v.Order)).State);
        var record = (await RecordAsync(v.App, v.Order)).Id;
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(v.Village.Resident, $"/api/v1/hours/{v.Order}/records/{record}/objections", new { reason = "没有人来" }));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(v.Village.Resident, $"/api/v1/hours/{v.Order}/records/{record}/objections", new { reason = "真的没有人来" }));

        var rated = await v.Village.Resident.StepAsync(v.Order, "rating", new { came = false, stars = 1, words = "等了一天" });

        Assert.Equal("rated", rated.GetProperty("status").GetString());
        await ObjectionAsync(v.App, v.Order); // One.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task While_it_is_doubted_no_second_word_settles_it(string database)
    {
        var v = await VisitAsync(database);
        await ServedAsync(v, v.Village.Staff);
        await v.Village.Staff.StepAsync(v.Order, "complete");
        await v.Village.Resident.StepAsync(v.Order, "rating", new { came = false, stars = 1 });
        var volunteer = await v.App.ProgramOfAsync(v.Volunteer);

        Assert.Equal(HttpStatusCode.Conflict, await ConfirmAsync(v, volunteer));
        Assert.Equal(0, await BalanceAsync(v.App, v.Volunteer));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await ClerkAsync(v.App), $"/api/v1/hours/{v.Order}/objections/{await ObjectionAsync(v.App, v.Order)}/decision", new { upheld = false, decision = "邻居说来了" }));
        Assert.Equal(HttpStatusCode.NoContent, await ConfirmAsync(v, volunteer));
        Assert.Equal(RecordState.Posted, (await StandsAsync(v.App, v.Order)).State);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Points_come_with_the_second_word_and_not_before_and_go_with_the_hours(string database)
    {
        var v = await VisitAsync(database);
        await ServedAsync(v, v.Village.Staff, minutes: 60);
        await v.Village.Staff.StepAsync(v.Order, "complete");
        await v.Village.Resident.StepAsync(v.Order, "rating", new { came = true, onTime = true, solved = "yes", stars = 5 });

        using var early = await v.Village.Staff.TryStepAsync(v.Order, "reward");
        Assert.Equal("时长还没有定下来：要有第二个人确认，或者核查完。定下来再奖励。", (await early.ProblemAsync()).GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await ConfirmAsync(v, await v.App.ProgramOfAsync(v.Volunteer)));
        Assert.Equal(10, await PointsAsync(v.App, v.Volunteer)); // By themselves: nobody has to remember it.
        Assert.Contains("“{0}”奖励您{1}积分，感谢您的付出。", await v.App.ToldAsync(v.Volunteer));

        var record = (await RecordAsync(v.App, v.Order)).Id;
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(v.Village.Resident, $"/api/v1/hours/{v.Order}/records/{record}/objections", new { reason = "记错了，那天没来" }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await ClerkAsync(v.App), $"/api/v1/hours/{v.Order}/objections/{await ObjectionAsync(v.App, v.Order)}/decision", new { upheld = true, decision = "查实了" }));
        Assert.Equal(0, await PointsAsync(v.App, v.Volunteer));
        Assert.Equal(0, await BalanceAsync(v.App, v.Volunteer));
        Assert.Contains("“{0}”的时长撤销了，奖励的积分也收回了。", await v.App.ToldAsync(v.Volunteer));
        using var scope = v.App.Scope();
        Assert.Null((await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference);
    }

    /// <summary>Praise waits for what the desk waits for, and comes by itself when the doubt has come to nothing.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task While_somebody_doubts_it_neither_praise_nor_the_desk_rewards_it(string database)
    {
        var v = await VisitAsync(database);
        await ServedAsync(v, await ClerkAsync(v.App), minutes: 60);
        await (await ClerkAsync(v.App)).StepAsync(v.Order, "complete");
        await SayAsync(v.App, v.Order, v.Volunteer);
        await StandsAsync(v.App, v.Order);
        var record = (await RecordAsync(v.App, v.Order)).Id;
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await ClerkAsync(v.App), $"/api/v1/hours/{v.Order}/records/{record}/objections", new { reason = "那天没看见他" }));

        var rated = await v.Village.Resident.StepAsync(v.Order, "rating", new { came = true, onTime = true, solved = "yes", stars = 5 });
        using var desk = await v.Village.Staff.TryStepAsync(v.Order, "reward");

        Assert.Equal("rated", rated.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Conflict, desk.StatusCode);
        Assert.Equal(0, await PointsAsync(v.App, v.Volunteer));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await ClerkAsync(v.App), $"/api/v1/hours/{v.Order}/objections/{await ObjectionAsync(v.App, v.Order)}/decision", new { upheld = false, decision = "邻居说来了" }));
        Assert.Equal(10, await PointsAsync(v.App, v.Volunteer));
        Assert.Equal(Weiguang.Orders.Domain.OrderStatus.Rewarded, await v.Village.StatusAsync(v.Order));
    }

    /// <summary>The rows of two subscribers are taken in any order: what is on its way is waited for, never lost.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Points_on_their_way_into_the_ledger_are_taken_back_all_the_same(string database)
    {
        var v = await VisitAsync(database);
        await ServedAsync(v, await ClerkAsync(v.App), minutes: 60);
        await (await ClerkAsync(v.App)).StepAsync(v.Order, "complete");
        await SayAsync(v.App, v.Order, v.Volunteer);
        await StandsAsync(v.App, v.Order);
        await v.Village.Resident.StepAsync(v.Order, "rating", new { came = true, onTime = true, solved = "yes", stars = 5 }); // Rewarded; nothing is posted yet.
        var record = (await RecordAsync(v.App, v.Order)).Id;
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(v.Village.Resident, $"/api/v1/hours/{v.Order}/records/{record}/objections", new { reason = "那天没来" }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await ClerkAsync(v.App), $"/api/v1/hours/{v.Order}/objections/{await ObjectionAsync(v.App, v.Order)}/decision", new { upheld = true, decision = "查实了" }));
        Assert.Equal(0, await PointsAsync(v.App, v.Volunteer));
        Assert.Contains("“{0}”的时长撤销了，奖励的积分也收回了。", await v.App.ToldAsync(v.Volunteer));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_case_about_a_visit_is_offered_to_nobody_who_had_a_hand_in_it(string database)
    {
        var v = await VisitAsync(database);
        var colleague = await ClerkAsync(v.App);
        await ServedAsync(v, colleague);
        var third = v.Village.Staff;
        await third.StepAsync(v.Order, "complete"); // Not proven yet, so it can be held.
        Guid found;
        using (var scope = v.App.Scope())
        {
            var record = await scope.Db.Set<ServiceRecord>().SingleAsync(r => r.SourceId == v.Order, Ct);
            var anomaly = new AnomalyCase
            {
                SourceId = v.Order, Kind = AnomalyKind.Night, Facts = $"{v.Order:N}", DivisionCode = record.DivisionCode, TeamId = null, Title = record.Title, Organiser = "站", LeadId = record.LeadId,
                Evidence = "x", Arguments = [], EngagementId = v.Order, VolunteerIds = [v.Volunteer], At = v.App.Clock.GetUtcNow().UtcDateTime,
            };
            scope.Db.Add(anomaly);
            await scope.Db.SaveChangesAsync(Ct);
            found = anomaly.Id;
        }

        var outside = await ClerkAsync(v.App);
        foreach (var press in (int[])[1, 2]) // Pressing twice is done.
        {
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(outside, $"/api/v1/hours/{v.Order}/anomalies/{found}/hold", Nothing)); // To hold is no part in it: they go on with it.
        }

        foreach (var (who, may) in ((HttpClient, bool)[])[(v.Village.Staff, false), (colleague, false), (third, false), (outside, true)])
        {
            var listed = (await who.GetFromJsonAsync<JsonElement>("/api/v1/anomalies?state=open", Ct)).GetProperty("items").EnumerateArray().Single(l => l.GetProperty("id").GetGuid() == found);
            Assert.Equal(may, listed.GetProperty("mayDecide").GetBoolean());
            Assert.Equal(may ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, await PostAsync(who, $"/api/v1/hours/{v.Order}/anomalies/{found}/clear", new { words = "问过了" }));
        }

        var (clear, uphold) = ($"/api/v1/hours/{v.Order}/anomalies/{found}/clear", $"/api/v1/hours/{v.Order}/anomalies/{found}/uphold");
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(outside, clear, new { words = "问过了" }));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(outside, clear, new { words = "又问了一遍" })); // Not taken, so they are told.
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(outside, uphold, new { words = "问过了" }));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(await ClerkAsync(v.App), clear, new { words = "问过了" }));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_clerks_stars_do_not_silence_the_one_who_was_served(string database)
    {
        var v = await VisitAsync(database);
        await ServedAsync(v, await ClerkAsync(v.App));
        await (await ClerkAsync(v.App)).StepAsync(v.Order, "complete");
        await SayAsync(v.App, v.Order, v.Volunteer);
        await StandsAsync(v.App, v.Order);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(v.Village.Staff, $"/api/v1/hours/{v.Order}/engagements/{v.Order}/evaluation", new { stars = 5, words = "好" }));

        await v.Village.Resident.StepAsync(v.Order, "rating", new { came = true, onTime = false, solved = "no", stars = 1 });

        Assert.Equal(1, (await StandsAsync(v.App, v.Order)).Stars);
    }

    private sealed record Visit(TestApp App, Village Village, Guid Volunteer, Guid Order);

    private async Task<Visit> VisitAsync(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        return new(app, village, volunteer, await village.AcceptedAsync(volunteer, await app.ProgramOfAsync(volunteer)));
    }

    /// <summary>The village's clerk lets the volunteer in, this one out.</summary>
    private static async Task ServedAsync(Visit v, HttpClient leaves, int minutes = 30)
    {
        await v.Village.Staff.StepAsync(v.Order, "check-in");
        v.App.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await leaves.StepAsync(v.Order, "check-out");
    }

    private static async Task<HttpClient> ClerkAsync(TestApp app) => await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));

    private static async Task<HttpStatusCode> ConfirmAsync(Visit v, HttpClient who) => await PostAsync(who, $"/api/v1/hours/{v.Order}/records/{(await RecordAsync(v.App, v.Order)).Id}/confirm", Nothing);

    private static async Task<JsonElement> LineAsync(Visit v, HttpClient who) =>
        (await who.GetFromJsonAsync<JsonElement>($"/api/v1/hours/{v.Order}/engagements/{v.Order}/records", Ct)).GetProperty("items")[0];
}
