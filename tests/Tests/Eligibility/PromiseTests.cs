using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Eligibility;

/// <summary>Nobody promises one hour twice, whoever takes the promise: an order's visit and a seat in a shift are asked about alike.</summary>
public class PromiseTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_accepted_an_order_gets_no_seat_at_that_time_and_reads_why(string database)
    {
        var (app, village, volunteer, http) = await ArrangeAsync(database);
        await AcceptAsync(app, village, volunteer, http, hours: 24);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(25), capacities: [5, 5]);

        using var refused = await http.PostAsJsonAsync($"/api/v1/activities/{activity}/signups", new { shiftId = shifts[0] }, Ct);
        var problem = await refused.ProblemAsync();

        Assert.Equal("/problems/signup-clash", problem.GetProperty("type").GetString());
        Assert.Equal("order", problem.GetProperty("other").GetProperty("source").GetString());
        Assert.StartsWith("和您已经答应的“其他 ", problem.GetProperty("message").GetString(), StringComparison.Ordinal); // By its category: the resident's words are the resident's.
        Assert.DoesNotContain("灯不亮", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("accepted", (await http.SignUpAsync(activity, shifts[1])).GetProperty("answer").GetString()); // The shift after it is free.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_a_seat_accepts_no_order_at_that_time_and_reads_why(string database)
    {
        var (app, village, volunteer, http) = await ArrangeAsync(database);
        var (activity, shifts) = await app.ActivityAsync(a => a.Title = "清河日", begins: TimeSpan.FromHours(25), capacities: 5);
        await http.SignUpAsync(activity, shifts[0]);
        var order = await village.OrderAsync(new { windows = Windows(app, 24, 48) });
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });

        using var refused = await http.TryStepAsync(order, "accept", new { window = 0 });
        var problem = await refused.ProblemAsync();

        Assert.Equal("/problems/order-clash", problem.GetProperty("type").GetString());
        Assert.StartsWith("这个时间您已经答应了“清河日 ", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        await http.StepAsync(order, "accept", new { window = 1 });
    }

    /// <summary>A leader who signs members up learns that they cannot, not where they are.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_signs_up_others_is_told_that_they_are_promised_and_not_where(string database)
    {
        var (app, village, volunteer, http) = await ArrangeAsync(database);
        await AcceptAsync(app, village, volunteer, http, hours: 24);
        var lead = await app.VolunteerAsync("赵队长");
        await app.BandAsync(lead, volunteer);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(25), capacities: 5);

        using var answer = await (await app.ProgramOfAsync(lead)).PostAsJsonAsync($"/api/v1/activities/{activity}/group", new { shiftId = shifts[0], members = new[] { volunteer } }, Ct);
        var said = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Contains("那时候已经答应了别的事", said, StringComparison.Ordinal);
        Assert.DoesNotContain("order", said, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_seat_given_back_frees_the_time_again(string database)
    {
        var (app, village, volunteer, http) = await ArrangeAsync(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(25), capacities: 5);
        await http.SignUpAsync(activity, shifts[0]);
        using var left = await http.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}?reason=家里有事", Ct);
        await AcceptAsync(app, village, volunteer, http, hours: 24);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_waits_for_a_seat_and_promised_an_order_meanwhile_is_passed_over_and_told(string database)
    {
        var (app, village, volunteer, http) = await ArrangeAsync(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(73), capacities: 1);
        var first = await app.ProgramOfAsync(await app.VolunteerAsync("张一"));
        await first.SignUpAsync(activity, shifts[0]);
        await http.SignUpAsync(activity, shifts[0]);
        await AcceptAsync(app, village, volunteer, http, hours: 72);

        using var left = await first.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}", Ct);

        using var scope = app.Scope();
        Assert.Equal(SignupStatus.Passed, (await scope.Db.Set<Signup>().SingleAsync(s => s.ActivityId == activity && s.VolunteerId == volunteer, Ct)).Status);
        Assert.Contains(await app.ToldAsync(volunteer), m => m.Contains("可您同一时间已经答应了", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_seat_held_for_somebody_is_not_confirmed_beside_an_order(string database)
    {
        var (app, village, volunteer, http) = await ArrangeAsync(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(73), capacities: 1);
        var first = await app.ProgramOfAsync(await app.VolunteerAsync("张一"));
        await first.SignUpAsync(activity, shifts[0]);
        await http.SignUpAsync(activity, shifts[0]);
        using var left = await first.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}", Ct);
        var order = await village.OrderAsync(new { windows = Windows(app, 72) });
        await village.Staff.StepAsync(order, "dispatch", new { open = true });

        using var clash = await http.TryStepAsync(order, "accept"); // The seat is theirs until they say no.
        Assert.Equal(HttpStatusCode.Conflict, clash.StatusCode);
        using var passed = await http.PostAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/pass", null, Ct);
        await http.StepAsync(order, "accept");
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_shift_that_moves_into_a_promised_visit_says_so(string database)
    {
        var (app, village, volunteer, http) = await ArrangeAsync(database);
        var lead = await app.PersonWithAsync(Weiguang.People.Role.Coordinator);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(48), lead: lead, capacities: 5);
        await http.SignUpAsync(activity, shifts[0]);
        await AcceptAsync(app, village, volunteer, http, hours: 24);

        using (var scope = app.Scope())
        {
            var to = app.Clock.Now().AddHours(25);
            Assert.Equal(Weiguang.Activities.Seats.MoveOutcome.Done, (await scope.Get<Weiguang.Activities.Seats.SeatBook>().MoveAsync(activity, shifts[0], to, to.AddHours(2), Ct)).Outcome);
        }

        Assert.Contains(await app.ToldAsync(volunteer), m => m.Contains("和您答应的另一件事时间冲突了", StringComparison.Ordinal));
    }

    /// <summary>Two desks, each with its own queue and transaction, decide about one person's hour at the same moment.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_who_signs_up_and_accepts_in_the_same_moment_gets_one_of_the_two(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(25), capacities: 50);
        var racers = new List<(HttpClient Http, Guid Order)>();
        for (var i = 0; i < 12; i++)
        {
            var order = await village.OrderAsync(new { windows = Windows(app, 24) });
            await village.Staff.StepAsync(order, "dispatch", new { open = true });
            racers.Add((await app.ProgramOfAsync(await app.VolunteerAsync()), order));
        }

        var answers = await Task.WhenAll(racers.Select(async r =>
        {
            var both = await Task.WhenAll(r.Http.PostAsJsonAsync($"/api/v1/activities/{activity}/signups", new { shiftId = shifts[0] }, Ct), r.Http.TryStepAsync(r.Order, "accept"));
            return both.Select(a => a.StatusCode).Order().ToList();
        }));

        Assert.All(answers, both => Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], both));
    }

    private async Task<(TestApp App, Village Village, Guid Volunteer, HttpClient Http)> ArrangeAsync(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        return (app, village, volunteer, await app.ProgramOfAsync(volunteer));
    }

    /// <summary>An order for a time so many hours from now, three hours long, that this volunteer accepts.</summary>
    private static async Task AcceptAsync(TestApp app, Village village, Guid volunteer, HttpClient http, int hours)
    {
        var order = await village.OrderAsync(new { windows = Windows(app, hours) });
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        await http.StepAsync(order, "accept");
        Assert.Equal(OrderStatus.Accepted, await village.StatusAsync(order));
    }

    private static object[] Windows(TestApp app, params int[] hours) =>
        [.. hours.Select(h => new { from = app.Clock.GetUtcNow().AddHours(h), to = app.Clock.GetUtcNow().AddHours(h + 3) })];
}
