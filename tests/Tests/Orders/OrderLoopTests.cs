using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

public class OrderLoopTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_order_goes_through_all_five_hands_into_the_ledger(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);

        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });
        var accepted = await volunteer.StepAsync(order, "accept");
        var (arrival, leaving) = await village.CodesAsync(order);
        await volunteer.StepAsync(order, "check-in", new { code = arrival, lat = Village.Lat, lon = Village.Lon, accuracy = 20 });
        app.Clock.Advance(TimeSpan.FromMinutes(95));
        var left = await volunteer.StepAsync(order, "check-out", new { code = leaving, lat = Village.Lat, lon = Village.Lon + 0.0003, accuracy = 25 });
        await village.Resident.StepAsync(order, "complete");
        var rated = await village.Resident.StepAsync(order, "rating", new { came = true, onTime = true, solved = "yes", stars = 5, words = "修得好" });
        using var scope = app.Scope();
        await scope.Get<OutboxPump>().DrainAsync(TestContext.Current.CancellationToken);

        Assert.Equal("东头第三家，红铁门", accepted.GetProperty("address").GetString());
        Assert.Equal("a", left.GetProperty("attendance").GetProperty("grade").GetString());
        Assert.Equal(95, left.GetProperty("attendance").GetProperty("minutes").GetInt32());
        Assert.Equal("rewarded", rated.GetProperty("status").GetString());
        Assert.Equal(95, await scope.Get<LedgerBook>().BalanceAsync(volunteerId, LedgerUnit.Minutes, TestContext.Current.CancellationToken));
        Assert.Equal(15, await scope.Get<LedgerBook>().BalanceAsync(volunteerId, LedgerUnit.Points, TestContext.Current.CancellationToken));
        string[] story = ["place", "dispatch", "accept", "check-in", "check-out", "complete", "rate", "reward"];
        Assert.Equal(story, rated.GetProperty("story").EnumerateArray().Select(s => s.GetProperty("action").GetString()));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_a_hundred_who_say_yes_at_once_one_gets_the_order_and_the_others_a_kind_answer(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { open = true });
        var callers = new List<HttpClient>();
        for (var i = 0; i < 100; i++)
        {
            callers.Add(await app.ProgramOfAsync(await app.VolunteerAsync($"志愿者{i}")));
        }

        var answers = await Task.WhenAll(callers.Select(c => c.TryStepAsync(order, "accept")));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        var lost = answers.Where(a => a.StatusCode != HttpStatusCode.OK).ToList();
        // Who came after the end may no longer see the order at all.
        Assert.All(lost, a => Assert.True(a.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound, $"{a.StatusCode}"));
        var told = await lost.First(a => a.StatusCode == HttpStatusCode.Conflict).ProblemAsync();
        Assert.Equal("/problems/order-taken", told.GetProperty("type").GetString());
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<OrderEvent>().CountAsync(e => e.OrderId == order && e.Action == OrderAction.Accept, TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_step_out_of_turn_answers_409_and_says_what_is_possible(string database)
    {
        var village = await Village.BuildAsync(await apps.On(database));
        var order = await village.OrderAsync();

        using var answer = await village.Resident.TryStepAsync(order, "complete");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.ProblemAsync();
        Assert.Equal("pending-review", problem.GetProperty("state").GetString());
        Assert.Equal(409, problem.GetProperty("status").GetInt32());
        Assert.Distinct(problem.EnumerateObject().Select(member => member.Name)); // A second status would hide the first.
        Assert.Equal(["cancel"], problem.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_volunteer_sees_address_and_contact_only_after_accepting(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });

        var before = await volunteer.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", TestContext.Current.CancellationToken);
        var after = await volunteer.StepAsync(order, "accept");

        Assert.Equal("", before.GetProperty("address").GetString());
        Assert.Equal("王*英", before.GetProperty("contactName").GetString());
        Assert.Equal("王秀英", after.GetProperty("contactName").GetString());
        Assert.True(before.GetProperty("arrivalCode").ValueKind == JsonValueKind.Null && after.GetProperty("arrivalCode").ValueKind == JsonValueKind.Null);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_bad_rating_opens_a_follow_up_and_gives_no_points(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var left = await village.Staff.StepAsync(order, "check-out");
        await village.Resident.StepAsync(order, "complete");
        var rated = await village.Resident.StepAsync(order, "rating", new { came = true, onTime = false, solved = "no", stars = 1 });

        Assert.Equal("c", left.GetProperty("attendance").GetProperty("grade").GetString());
        Assert.Equal("rated", rated.GetProperty("status").GetString());
        using var scope = app.Scope();
        var task = await scope.Db.Set<FollowUp>().SingleAsync(t => t.OrderId == order, TestContext.Current.CancellationToken);
        Assert.Null(task.ClosedAt);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task When_the_only_volunteer_asked_says_no_the_order_is_back_on_the_desk(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });

        await (await app.ProgramOfAsync(volunteerId)).StepAsync(order, "decline", new { reason = "在外地" });

        Assert.Equal(OrderStatus.PendingReview, await village.StatusAsync(order));
        var offers = await village.Staff.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}/offers", TestContext.Current.CancellationToken);
        Assert.Equal("在外地", offers.GetProperty("items")[0].GetProperty("reason").GetString());
        var seen = await village.Resident.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("在外地", seen.GetRawText());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_said_again_in_other_words_is_not_answered_as_if_it_were_taken(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });
        await volunteer.StepAsync(order, "accept");
        var (arrival, leaving) = await village.CodesAsync(order);
        await volunteer.StepAsync(order, "check-in", new { code = arrival, lat = Village.Lat, lon = Village.Lon, accuracy = 20 });
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await volunteer.StepAsync(order, "check-out", new { code = leaving, lat = Village.Lat, lon = Village.Lon + 0.0003, accuracy = 25 });
        await village.Resident.StepAsync(order, "complete");
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = true, solved = "partly", stars = 3, words = "还行" });

        using var same = await village.Resident.TryStepAsync(order, "rating", new { came = true, onTime = true, solved = "partly", stars = 3, words = "还行" });
        using var words = await village.Resident.TryStepAsync(order, "rating", new { came = true, onTime = true, solved = "partly", stars = 3, words = "其实不太行" });
        using var late = await village.Resident.TryStepAsync(order, "rating", new { came = true, onTime = false, solved = "partly", stars = 3, words = "还行" });
        var other = await village.OrderAsync();
        await village.Staff.StepAsync(other, "reject", new { reason = "不归站里管" });
        using var again = await village.Staff.TryStepAsync(other, "reject", new { reason = "不归站里管" });
        using var because = await village.Staff.TryStepAsync(other, "reject", new { reason = "地址写错了" });

        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        foreach (var (answer, what) in new[] { (words, "rate"), (late, "rate"), (because, "reject") })
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Equal(what, (await answer.ProblemAsync()).GetProperty("meanwhile").GetProperty("what").GetString());
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_volunteer_cannot_promise_the_same_hours_twice(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var (first, second) = (await village.OrderAsync(), await village.OrderAsync());
        foreach (var order in (Guid[])[first, second])
        {
            await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });
        }

        await volunteer.StepAsync(first, "accept");
        using var answer = await volunteer.TryStepAsync(second, "accept");

        Assert.Equal("/problems/order-clash", (await answer.ProblemAsync()).GetProperty("type").GetString());
        Assert.Equal(OrderStatus.Dispatched, await village.StatusAsync(second));
    }
}
