using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;

namespace Weiguang.Tests.Activities;

/// <summary>Two processes on one database give the same seats away at the same time.</summary>
public class SeatRaceTests
{
    private const int Callers = 100;
    private const int Seats = 10;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_hundred_callers_of_two_processes_share_ten_seats_and_one_line(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        app.Clock.Set(DateTimeOffset.UtcNow); // The other process lives in real time.
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(2), capacities: Seats);
        var tokens = await TokensAsync(app, Callers);
        await using var other = await ServerProcess.ServeAsync(app.Store, []);
        using var here = app.CreateClient();

        // Everybody presses twice, once in each process.
        var calls = tokens.SelectMany(token => new[] { AskAsync(here, token, activity, shifts[0]), AskAsync(other.Client, token, activity, shifts[0]) });
        var answers = await Task.WhenAll(calls);

        Assert.Equal(Seats, answers.Count(a => a.Answer == "accepted"));
        Assert.Equal(Enumerable.Range(1, Callers - Seats), answers.Where(a => a.Answer == "waiting").Select(a => a.Place).Order());
        Assert.Equal(Callers, answers.Count(a => a.Answer is "already-in" or "already-waiting"));
        using var scope = app.Scope();
        var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shifts[0]);
        var rows = await scope.Db.Set<Signup>().Where(s => s.ShiftId == shifts[0]).ToListAsync();
        Assert.Equal((Seats, Callers - Seats), (shift.Taken, shift.Waiting));
        Assert.Equal((Seats, Callers - Seats), (rows.Count(s => s.Status == SignupStatus.Accepted), rows.Count(s => s.Status == SignupStatus.Waiting)));
        Assert.Equal(Callers, rows.Select(s => s.Place).Distinct().Count());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_person_who_asks_two_processes_for_two_things_at_the_same_time_gets_one(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        app.Clock.Set(DateTimeOffset.UtcNow);
        var (one, shiftsOfOne) = await app.ActivityAsync(begins: TimeSpan.FromDays(2), capacities: Callers);
        var (two, shiftsOfTwo) = await app.ActivityAsync(begins: TimeSpan.FromHours(49), capacities: Callers);
        var tokens = await TokensAsync(app, 40);
        await using var other = await ServerProcess.ServeAsync(app.Store, []);
        using var here = app.CreateClient();

        var answers = await Task.WhenAll(tokens.Select(async token => await Task.WhenAll(AskAsync(here, token, one, shiftsOfOne[0]), AskAsync(other.Client, token, two, shiftsOfTwo[0]))));

        Assert.All(answers, pair => Assert.Equal(["/problems/signup-clash", "accepted"], pair.Select(a => a.Answer).Order(StringComparer.Ordinal)));
        using var scope = app.Scope();
        Assert.Equal(40, await scope.Db.Set<Signup>().CountAsync(s => s.Status == SignupStatus.Accepted));
    }

    private static async Task<List<string>> TokensAsync(TestApp app, int count)
    {
        var tokens = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            tokens.Add(await app.TokenOfAsync(await app.VolunteerAsync()));
        }

        return tokens;
    }

    private static async Task<(string Answer, int Place)> AskAsync(HttpClient http, string token, Guid activity, Guid shift)
    {
        await Task.Yield();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{activity}/signups") { Content = JsonContent.Create(new { shiftId = shift }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode
            ? (body.GetProperty("answer").GetString()!, body.TryGetProperty("place", out var place) && place.ValueKind == JsonValueKind.Number ? place.GetInt32() : 0)
            : (body.GetProperty("type").GetString()!, 0);
    }
}
