using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats.Line;
using Weiguang.Eligibility;
using Weiguang.Kernel.Desks;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Activities;

public class SeatDeskTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Seats_go_to_the_first_and_the_others_wait_in_order(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(capacities: 2);
        var answers = new List<JsonElement>();
        for (var i = 0; i < 4; i++)
        {
            var volunteer = await app.ProgramOfAsync(await app.VolunteerAsync());
            answers.Add(await volunteer.SignUpAsync(activity, shifts[0]));
        }

        Assert.Equal(["accepted", "accepted", "waiting", "waiting"], answers.Select(a => a.GetProperty("answer").GetString()));
        Assert.Equal([1, 2], answers.Skip(2).Select(a => a.GetProperty("place").GetInt32()));
        Assert.Contains("排在第 1 位", answers[2].GetProperty("message").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Signing_up_twice_says_so_and_takes_one_seat(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(capacities: 2);
        var volunteer = await app.ProgramOfAsync(await app.VolunteerAsync());

        var both = await Task.WhenAll(volunteer.SignUpAsync(activity, shifts[0]), volunteer.SignUpAsync(activity, shifts[0]));

        Assert.Equal(["accepted", "already-in"], both.Select(a => a.GetProperty("answer").GetString()!).Order());
        Assert.Equal((1, 0), await CountsAsync(app, shifts[0]));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_is_brought_by_a_leader_hears_of_it_in_the_same_breath(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(capacities: 2);
        var (leader, member) = (await app.VolunteerAsync(), await app.VolunteerAsync());

        // The desk alone: a leader's program that dies right after its answer must not leave a member with a seat nobody told them of.
        var answer = await app.Services.GetRequiredService<Desk<SeatRequest, SeatAnswer>>().AskAsync(new(activity, shifts[0], member, Way: SignupWay.Group, By: leader));

        Assert.Equal(SeatOutcome.Held, answer.Outcome);
        using var scope = app.Scope();
        Assert.Contains("替您报了", Assert.Single(await app.ToldAsync(member)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_refusal_has_its_reason(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.ProgramOfAsync(await app.VolunteerAsync());
        var (first, firstShifts) = await app.ActivityAsync();
        await volunteer.SignUpAsync(first, firstShifts[0]);
        var (same, sameShifts) = await app.ActivityAsync();
        var (later, laterShifts) = await app.ActivityAsync(a => a.OpensAt = a.StartsAt.AddHours(-1), TimeSpan.FromDays(3));
        var (grown, grownShifts) = await app.ActivityAsync(a => (a.Conditions, a.Recruit) = (new Conditions(MinAge: 18, MinMinutes: 600), RecruitScope.Code), TimeSpan.FromDays(4));
        var (full, fullShifts) = await app.ActivityAsync(a => a.WaitingLimit = 0, TimeSpan.FromDays(5), capacities: 0);

        Assert.Equal("signup-clash", await RefusedAsync(volunteer, same, sameShifts[0]));
        Assert.Equal("signup-not-open", await RefusedAsync(volunteer, later, laterShifts[0]));
        Assert.Equal("signup-full", await RefusedAsync(volunteer, full, fullShifts[0]));
        using var answer = await volunteer.PostAsJsonAsync($"/api/v1/activities/{grown}/signups", new { shiftId = grownShifts[0] });
        var unmet = (await answer.ProblemAsync()).GetProperty("unmet").EnumerateArray().Select(u => u.GetProperty("what").GetString());
        Assert.Equal(["known-age", "code", "hours"], unmet);
        using var nowhere = await volunteer.PostAsJsonAsync($"/api/v1/activities/{grown}/signups", new { shiftId = Guid.NewGuid() });
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_missed_shifts_in_ninety_days_need_the_organisers_yes(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.VolunteerAsync();
        for (var i = 0; i < 2; i++)
        {
            var (missed, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(-10 - i));
            using var scope = app.Scope();
            var start = app.Clock.GetUtcNow().UtcDateTime.AddDays(-10 - i);
            var signup = new Signup { ActivityId = missed, ShiftId = shifts[0], VolunteerId = id, StartsAt = start, EndsAt = start.AddHours(2), DivisionCode = TestPeople.Village };
            signup.Become(SignupStatus.NoShow, start);
            scope.Db.Add(signup);
            await scope.Db.SaveChangesAsync();
        }

        var (activity, open) = await app.ActivityAsync();
        var answer = await (await app.ProgramOfAsync(id)).SignUpAsync(activity, open[0]);

        Assert.Equal("pending", answer.GetProperty("answer").GetString());
        Assert.Equal((1, 0), await CountsAsync(app, open[0]));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Three_hundred_at_once_for_ten_seats_leave_ten_seats_taken_and_a_line_without_gaps(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(capacities: 10);
        var desk = app.Services.GetRequiredService<Desk<SeatRequest, SeatAnswer>>();
        var callers = await app.VolunteersAsync(300);

        var answers = await Task.WhenAll(callers.Concat(callers.Take(50)).Select(id => Task.Run(() => desk.AskAsync(new SeatRequest(activity, shifts[0], id)))));

        Assert.Equal(10, answers.Count(a => a.Outcome == SeatOutcome.Accepted));
        Assert.Equal(50, answers.Count(a => a.Outcome is SeatOutcome.AlreadyIn or SeatOutcome.AlreadyWaiting));
        Assert.Equal(Enumerable.Range(1, 290), answers.Where(a => a.Outcome == SeatOutcome.Waiting).Select(a => a.Place).Order());
        Assert.Equal((10, 290), await CountsAsync(app, shifts[0]));
    }

    private static async Task<string> RefusedAsync(HttpClient volunteer, Guid activity, Guid shift)
    {
        using var answer = await volunteer.PostAsJsonAsync($"/api/v1/activities/{activity}/signups", new { shiftId = shift });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return (await answer.ProblemAsync()).GetProperty("type").GetString()!["/problems/".Length..];
    }

    /// <summary>The shift's counts, which must equal the rows they count.</summary>
    private static async Task<(int Taken, int Waiting)> CountsAsync(TestApp app, Guid shiftId)
    {
        using var scope = app.Scope();
        var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shiftId);
        var rows = await scope.Db.Set<Signup>().Where(s => s.ShiftId == shiftId).ToListAsync();
        Assert.Equal((rows.Count(s => s.HoldsSeat), rows.Count(s => s.Status == SignupStatus.Waiting)), (shift.Taken, shift.Waiting));
        return (shift.Taken, shift.Waiting);
    }
}

internal static class SignupSteps
{
    /// <summary>Signs up and must be let in or put on the waiting list.</summary>
    public static async Task<JsonElement> SignUpAsync(this HttpClient client, Guid activity, Guid shift)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/activities/{activity}/signups", new { shiftId = shift });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
