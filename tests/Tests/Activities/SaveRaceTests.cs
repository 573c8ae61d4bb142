using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Hours.Domain;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities;

/// <summary>Organisers save, move, resize and call off while people come and go: nobody waits in a circle, and the counts stay right.</summary>
public class SaveRaceTests
{
    private const int People = 30;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_organiser_saves_the_activity_while_people_sign_up_and_leave(string database)
    {
        await using var app = await TestApp.StartUnusedAsync(database);
        var (_, leader, program) = await app.LeaderAsync();
        var (activity, shifts) = await app.ActivityAsync(a => (a.Description, a.Place) = ("清理河道", "桥头"), TimeSpan.FromDays(2), leader, capacities: [3, 3, 3, 3]);
        var people = await ProgramsAsync(app);

        var crowd = people.Select((person, i) => ComeAndGoAsync(person, [.. shifts.Select(s => (activity, s))], i)).ToList();
        var saved = SaveAsync(program, activity, 12);
        var asked = InviteAsync(program, activity, 8);
        var offered = PatrolAsync(app, 12);
        var statuses = (await Task.WhenAll([.. crowd, saved, asked])).SelectMany(s => s).ToList();
        await offered;

        await AssertQuietAsync(app, statuses);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_whole_series_changes_while_people_sign_up_and_leave(string database)
    {
        await using var app = await TestApp.StartUnusedAsync(database);
        var (team, _, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Draft(team, ("repeat", "FREQ=WEEKLY;BYDAY=FR"), ("opensAt", "2026-06-01T08:00:00+08:00")));
        await (await program.StepAsync(first, "publish")).JsonAsync();
        var made = await app.SeriesOfAsync(first);
        var people = await ProgramsAsync(app);

        var crowd = people.Select((person, i) => ComeAndGoAsync(person, [.. made.Select(a => (a.Id, a.Shifts[0].Id))], i)).ToList();
        var changed = ChangeFollowingAsync(program, made[1], 4);
        var saved = SaveAsync(program, made[5].Id, 8);
        var statuses = (await Task.WhenAll([.. crowd, changed, saved])).SelectMany(s => s).ToList();

        await AssertQuietAsync(app, statuses);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_activity_is_called_off_while_people_check_in_at_its_door(string database)
    {
        await using var app = await TestApp.StartUnusedAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var (lead, seated) = (await app.ProgramOfAsync(door.Lead), new List<Guid>());
        for (var i = 0; i < 12; i++)
        {
            seated.Add(await door.SeatedAsync());
        }

        var programs = await Task.WhenAll(seated.Select(id => app.ProgramOfAsync(id)));
        var came = programs.Select(p => p.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/check-in", new { code = door.Code() }, Ct)).ToList();
        var off = lead.StepAsync(door.Activity, "cancel", "下大雨了");
        var statuses = (await Task.WhenAll([.. came, off])).Select(a => a.StatusCode).ToList();

        Assert.DoesNotContain(statuses, s => s >= HttpStatusCode.InternalServerError);
        Assert.Equal(0, await app.DeadlocksAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_cases_about_the_same_people_are_upheld_at_once(string database)
    {
        await using var app = await TestApp.StartUnusedAsync(database);
        var fairs = new[] { await Presences.BuildAsync(app), await Presences.BuildAsync(app, change: a => a.Title = "义诊") };
        var volunteers = await app.VolunteersAsync(12);
        foreach (var (fair, people) in fairs.Zip([volunteers, volunteers.AsEnumerable().Reverse()]))
        {
            foreach (var volunteer in people)
            {
                await fair.ThereAsync(0, 60, who: volunteer);
            }
        }

        await fairs[0].SettleAsync(200);
        var cases = await CasesAsync(app, fairs, volunteers);
        var staff = await Task.WhenAll(fairs.Select(f => app.ProgramOfAsync(f.StaffId)));
        var decided = await Task.WhenAll(fairs.Select((f, i) => f.PostAsync(staff[i], $"anomalies/{cases[i]}/uphold", new { words = "查实了，没有来" })));

        Assert.Equal([204, 204], decided);
        Assert.Equal(0, await app.DeadlocksAsync());
        Assert.All(await Task.WhenAll(volunteers.Select(fairs[0].BalanceAsync)), balance => Assert.Equal(0, balance));
        Assert.Null(await fairs[0].VerifyAsync());
    }

    private static async Task<List<HttpClient>> ProgramsAsync(TestApp app)
    {
        var programs = new List<HttpClient>(People);
        foreach (var id in await app.VolunteersAsync(People))
        {
            programs.Add(await app.ProgramOfAsync(id));
        }

        return programs;
    }

    private static async Task<List<HttpStatusCode>> ComeAndGoAsync(HttpClient person, List<(Guid Activity, Guid Shift)> places, int seed)
    {
        await Task.Yield();
        var (statuses, choose) = (new List<HttpStatusCode>(), new Random(seed));
        for (var i = 0; i < 4; i++)
        {
            var (activity, shift) = places[choose.Next(places.Count)];
            using var came = await person.PostAsJsonAsync($"/api/v1/activities/{activity}/signups", new { shiftId = shift }, Ct);
            using var confirmed = await person.PostAsync($"/api/v1/activities/{activity}/signups/{shift}/confirm", null, Ct);
            using var left = await person.DeleteAsync($"/api/v1/activities/{activity}/signups/{shift}?reason=家里有事", Ct);
            statuses.AddRange([came.StatusCode, confirmed.StatusCode, left.StatusCode]);
        }

        return statuses;
    }

    /// <summary>Saves again and again: other seats, an hour later and back.</summary>
    private static async Task<List<HttpStatusCode>> SaveAsync(HttpClient program, Guid activity, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            var draft = Moved(await program.ReadAsync(activity), 3 + (i % 3), i % 2 == 0 ? 5 : -5);
            using var saved = await program.PutAsJsonAsync($"/api/v1/activities/{activity}", draft, Ct);
            statuses.Add(saved.StatusCode);
        }

        return statuses;
    }

    private static async Task<List<HttpStatusCode>> ChangeFollowingAsync(HttpClient program, Activity day, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            var draft = Moved(await program.ReadAsync(day.Id), 3 + (i % 3), i % 2 == 0 ? 5 : -5);
            using var saved = await program.PutAsJsonAsync($"/api/v1/activities/{day.Id}?following=true", draft, Ct);
            statuses.Add(saved.StatusCode);
        }

        return statuses;
    }

    private static async Task<List<HttpStatusCode>> InviteAsync(HttpClient program, Guid activity, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            using var asked = await program.PostAsJsonAsync($"/api/v1/activities/{activity}/invitations", new { named = new[] { $"V{i}" } }, Ct);
            statuses.Add(asked.StatusCode);
        }

        return statuses;
    }

    private static async Task PatrolAsync(TestApp app, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await app.Services.GetRequiredService<SeatPatrol>().WalkAsync(Ct);
        }
    }

    private static Dictionary<string, object?> Moved(Dictionary<string, object?> draft, int capacity, int minutes)
    {
        var posts = System.Text.Json.Nodes.JsonNode.Parse(((System.Text.Json.JsonElement)draft["posts"]!).GetRawText())!.AsArray();
        foreach (var shift in posts.SelectMany(p => p!["shifts"]!.AsArray()))
        {
            shift!["capacity"] = capacity;
            foreach (var end in new[] { "startsAt", "endsAt" })
            {
                shift[end] = DateTimeOffset.Parse(shift[end]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).AddMinutes(minutes).ToString("O");
            }
        }

        return new(draft) { ["posts"] = posts };
    }

    private static async Task<List<Guid>> CasesAsync(TestApp app, Presences[] fairs, List<Guid> volunteers)
    {
        using var scope = app.Scope();
        var cases = fairs.Select(f => new AnomalyCase
        {
            SourceId = f.Activity, Kind = AnomalyKind.Night, Facts = $"{f.Activity:N}", DivisionCode = TestPeople.Village, TeamId = null, Title = "清理河道", Organiser = "那金村志愿服务队", LeadId = volunteers[0], Evidence = "", Arguments = [], EngagementId = f.Shift,
            VolunteerIds = [.. volunteers], At = app.Clock.GetUtcNow().UtcDateTime,
        }).ToList();
        scope.Db.AddRange(cases);
        await scope.Db.SaveChangesAsync(Ct);
        return cases.ConvertAll(c => c.Id);
    }

    private static async Task AssertQuietAsync(TestApp app, List<HttpStatusCode> statuses)
    {
        Assert.DoesNotContain(statuses, s => s >= HttpStatusCode.InternalServerError);
        Assert.Contains(HttpStatusCode.OK, statuses);
        Assert.Equal(0, await app.DeadlocksAsync());
        using var scope = app.Scope();
        var seats = await scope.Db.Set<Signup>().AsNoTracking().ToListAsync(Ct);
        Assert.All(await scope.Db.Set<Shift>().AsNoTracking().ToListAsync(Ct), shift => Assert.Equal(
            (seats.Count(s => s.ShiftId == shift.Id && s.HoldsSeat), seats.Count(s => s.ShiftId == shift.Id && s.Status == SignupStatus.Waiting)), (shift.Taken, shift.Waiting)));
    }
}
