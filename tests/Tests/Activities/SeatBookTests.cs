using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Messages.Domain;
using Weiguang.People;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Activities;

public class SeatBookTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_freed_seat_is_held_for_the_next_who_confirms_it(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(3), capacities: 1);
        var (first, second, third) = (await PersonAsync(app), await PersonAsync(app), await PersonAsync(app));
        await first.Http.SignUpAsync(activity, shifts[0]);
        await second.Http.SignUpAsync(activity, shifts[0]);
        await third.Http.SignUpAsync(activity, shifts[0]);

        using var left = await first.Http.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}");
        Assert.Equal("cancelled", (await left.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        var offered = await SeatAsync(second.Http, activity);
        Assert.Equal("offered", offered.GetProperty("status").GetString());
        Assert.Equal(app.Clock.GetUtcNow().UtcDateTime.AddHours(2), offered.GetProperty("holdUntil").GetDateTime());
        Assert.Equal(1, (await SeatAsync(third.Http, activity)).GetProperty("place").GetInt32());
        Assert.Contains(await app.ToldAsync(second.Id), m => m.StartsWith("“{0}”（{1}）有名额了", StringComparison.Ordinal));

        using var confirmed = await second.Http.PostAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/confirm", null);
        Assert.Equal("accepted", (await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        using var again = await second.Http.PostAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/confirm", null);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var other = await third.Http.PostAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/confirm", null);
        Assert.Equal("/problems/signup-not-now", (await other.ProblemAsync()).GetProperty("type").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_hold_nobody_answers_goes_to_the_next_and_is_never_longer_than_the_shift_is_away(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(1), capacities: 1);
        var people = new List<(Guid Id, HttpClient Http)>();
        for (var i = 0; i < 4; i++)
        {
            people.Add(await PersonAsync(app));
            await people[i].Http.SignUpAsync(activity, shifts[0]);
        }

        using var left = await people[0].Http.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}?reason=家里有事");
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        Assert.Equal(app.Clock.GetUtcNow().UtcDateTime.AddMinutes(10), (await SeatAsync(people[1].Http, activity)).GetProperty("holdUntil").GetDateTime());

        app.Clock.Advance(TimeSpan.FromMinutes(55));
        Assert.Equal(1, await WalkAsync(app));
        using var late = await people[1].Http.PostAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/confirm", null);
        Assert.Equal("/problems/signup-too-late", (await late.ProblemAsync()).GetProperty("type").GetString());
        var next = await SeatAsync(people[2].Http, activity);
        Assert.Equal(app.Clock.GetUtcNow().UtcDateTime.AddMinutes(5), next.GetProperty("holdUntil").GetDateTime());

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await WalkAsync(app));
        Assert.Equal("waiting", (await SeatAsync(people[3].Http, activity)).GetProperty("status").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Shortly_before_the_shift_one_leaves_only_with_a_word_to_the_organiser(string database)
    {
        var app = await apps.On(database);
        var lead = await app.VolunteerAsync("赵队长");
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(5), lead: lead);
        var person = await PersonAsync(app);
        await person.Http.SignUpAsync(activity, shifts[0]);

        using var silent = await person.Http.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}");
        Assert.True((await silent.ProblemAsync()).GetProperty("errors").TryGetProperty("reason", out _));
        using var told = await person.Http.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}?reason=孩子发烧了");
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);

        using var scope = app.Scope();
        var message = await scope.Db.Set<Message>().SingleAsync(m => m.PersonId == lead);
        Assert.Contains("孩子发烧了", message.ArgumentsJson);
        var roster = await (await app.ProgramOfAsync(lead)).GetFromJsonAsync<JsonElement>($"/api/v1/activities/{activity}/roster");
        Assert.True(roster.GetProperty("shifts")[0].GetProperty("people")[0].GetProperty("leftLate").GetBoolean());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_is_busy_by_then_is_passed_over_and_told_why(string database)
    {
        var app = await apps.On(database);
        var (wanted, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(3), capacities: 1);
        var (instead, others) = await app.ActivityAsync(a => a.Title = "义诊", begins: TimeSpan.FromDays(3), capacities: 5);
        var (first, busy, next) = (await PersonAsync(app), await PersonAsync(app), await PersonAsync(app));
        await first.Http.SignUpAsync(wanted, shifts[0]);
        await busy.Http.SignUpAsync(wanted, shifts[0]);
        await next.Http.SignUpAsync(wanted, shifts[0]);
        await busy.Http.SignUpAsync(instead, others[0]);

        using var left = await first.Http.DeleteAsync($"/api/v1/activities/{wanted}/signups/{shifts[0]}");

        Assert.Equal("passed", (await SeatAsync(busy.Http, wanted)).GetProperty("status").GetString());
        Assert.Equal("offered", (await SeatAsync(next.Http, wanted)).GetProperty("status").GetString());
        Assert.Contains(await app.ToldAsync(busy.Id), m => m.Contains("名额就先给了下一位", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Capacity_raised_offers_in_order_and_cut_throws_nobody_out(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(3), capacities: 2);
        var people = new List<(Guid Id, HttpClient Http)>();
        for (var i = 0; i < 5; i++)
        {
            people.Add(await PersonAsync(app));
            await people[i].Http.SignUpAsync(activity, shifts[0]);
        }

        await BookAsync(app, b => b.ResizeAsync(activity, shifts[0], 4, default));
        Assert.Equal(["accepted", "accepted", "offered", "offered", "waiting"], await StatusesAsync(people, activity));
        await BookAsync(app, b => b.ResizeAsync(activity, shifts[0], 1, default));
        Assert.Equal(["accepted", "accepted", "offered", "offered", "waiting"], await StatusesAsync(people, activity));
        using var left = await people[0].Http.DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}");
        Assert.Equal(["cancelled", "accepted", "offered", "offered", "waiting"], await StatusesAsync(people, activity));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Called_off_or_moved_everybody_is_told_and_who_was_there_keeps_the_seat(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(2), capacities: 2);
        var (present, absent) = (await PersonAsync(app), await PersonAsync(app));
        await present.Http.SignUpAsync(activity, shifts[0]);
        await absent.Http.SignUpAsync(activity, shifts[0]);
        var now = app.Clock.GetUtcNow().UtcDateTime;
        await BookAsync(app, b => b.MoveAsync(activity, shifts[0], now.AddDays(1), now.AddDays(1).AddHours(3), default));
        Assert.Contains(await app.ToldAsync(absent.Id), m => m.Contains("改时间了", StringComparison.Ordinal));
        using (var scope = app.Scope())
        {
            Assert.Equal(now.AddDays(1), (await scope.Db.Set<Activity>().SingleAsync(a => a.Id == activity)).StartsAt);
            Assert.All(await scope.Db.Set<Signup>().Where(s => s.ActivityId == activity).ToListAsync(), s => Assert.Equal(now.AddDays(1), s.StartsAt));
            scope.Db.Add(new Stay { SourceId = activity, EngagementId = shifts[0], VolunteerId = present.Id, InAt = now, InProof = ProofKinds.Card, SeenAt = now, DivisionCode = TestPeople.Village });
            await scope.Db.SaveChangesAsync();
        }

        await BookAsync(app, b => b.CallOffAsync(activity, null, "下暴雨", default));

        Assert.Equal(["accepted", "removed"], await StatusesAsync([present, absent], activity));
        Assert.Contains(await app.ToldAsync(absent.Id), m => m.Contains("取消了，不用去了", StringComparison.Ordinal));
        Assert.Contains(await app.ToldAsync(present.Id), m => m.Contains("可以回去了", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_never_came_is_marked_when_the_shift_is_settled(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(13), capacities: 1);
        var (absent, waiting) = (await PersonAsync(app), await PersonAsync(app));
        await absent.Http.SignUpAsync(activity, shifts[0]);
        await waiting.Http.SignUpAsync(activity, shifts[0]);
        app.Clock.Advance(TimeSpan.FromHours(16));

        await BookAsync(app, b => b.MarkNoShowsAsync(activity, shifts[0], default));
        await BookAsync(app, b => b.MarkNoShowsAsync(activity, shifts[0], default));

        Assert.Equal(["no-show", "lapsed"], await StatusesAsync([absent, waiting], activity));
        using var scope = app.Scope();
        var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shifts[0]);
        Assert.Equal((0, 0), (shift.Taken, shift.Waiting));
        Assert.Single(await app.ToldAsync(absent.Id));
    }

    private static async Task<(Guid Id, HttpClient Http)> PersonAsync(TestApp app)
    {
        var id = await app.VolunteerAsync();
        return (id, await app.ProgramOfAsync(id));
    }

    /// <summary>How this person stands to the activity's first shift.</summary>
    private static async Task<JsonElement> SeatAsync(HttpClient http, Guid activity) =>
        (await http.GetFromJsonAsync<JsonElement>($"/api/v1/activities/{activity}")).GetProperty("shifts")[0].GetProperty("mine");

    private static async Task<List<string>> StatusesAsync(IEnumerable<(Guid Id, HttpClient Http)> people, Guid activity)
    {
        var statuses = new List<string>();
        foreach (var person in people)
        {
            statuses.Add((await SeatAsync(person.Http, activity)).GetProperty("status").GetString()!);
        }

        return statuses;
    }

    private static async Task BookAsync(TestApp app, Func<SeatBook, Task<SeatMove>> move)
    {
        using var scope = app.Scope();
        Assert.Equal(MoveOutcome.Done, (await move(scope.Get<SeatBook>())).Outcome);
    }

    private static Task<int> WalkAsync(TestApp app) => app.Services.GetRequiredService<SeatPatrol>().WalkAsync(TestContext.Current.CancellationToken);
}
