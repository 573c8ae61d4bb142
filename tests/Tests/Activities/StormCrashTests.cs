using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;

namespace Weiguang.Tests.Activities;

/// <summary>The opening minute and the door with a kill -9 in the middle: what was acknowledged is there once, and asking again makes it whole.</summary>
public class StormCrashTests
{
    private const int People = 120;
    private const int Seats = 40;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Killed_in_the_opening_minute_it_keeps_every_seat_it_gave(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        app.Clock.Set(DateTimeOffset.UtcNow);
        var (activity, shifts) = await app.ActivityAsync(capacities: Seats);
        var tokens = await TokensAsync(app);
        object Body(int _) => new { shiftId = shifts[0] };

        var told = await StormAsync(app, tokens, i => ($"/api/v1/activities/{activity}/signups", Body(i)), kill: true);
        Assert.NotEmpty(told);
        await AssertSeatsAsync(app, shifts[0], told);

        var all = await StormAsync(app, tokens, i => ($"/api/v1/activities/{activity}/signups", Body(i)), kill: false);
        Assert.Equal(People, all.Count);
        await AssertSeatsAsync(app, shifts[0], all);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Killed_at_the_door_it_keeps_every_arrival_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        app.Clock.Set(DateTimeOffset.UtcNow);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromMinutes(20), capacities: People);
        var tokens = await TokensAsync(app);
        await StormAsync(app, tokens, _ => ($"/api/v1/activities/{activity}/signups", new { shiftId = shifts[0] }), kill: false);
        var nonces = tokens.ConvertAll(_ => Guid.NewGuid());
        object Body(int i) => new { lat = Orders.Village.Lat, lon = Orders.Village.Lon, accuracy = 10, nonce = nonces[i] };

        var told = await StormAsync(app, tokens, i => ($"/api/v1/activities/{activity}/check-in", Body(i)), kill: true);
        Assert.NotEmpty(told);
        using (var scope = app.Scope())
        {
            Assert.Subset((await scope.Db.Set<Stay>().Select(a => a.VolunteerId).ToListAsync()).ToHashSet(), told.ToHashSet());
        }

        await StormAsync(app, tokens, i => ($"/api/v1/activities/{activity}/check-in", Body(i)), kill: false);
        using var after = app.Scope();
        Assert.Equal((People, People), (await after.Db.Set<Stay>().CountAsync(), await after.Db.Set<Proof>().CountAsync()));
    }

    private static async Task<List<(Guid Id, string Token)>> TokensAsync(TestApp app)
    {
        var people = new List<(Guid, string)>(People);
        for (var i = 0; i < People; i++)
        {
            var id = await app.VolunteerAsync($"丙{i}");
            people.Add((id, await app.TokenOfAsync(id)));
        }

        return people;
    }

    /// <summary>Everybody asks at once; with <paramref name="kill"/> the server dies when a third have their answer. Who was answered, by id.</summary>
    private static async Task<List<Guid>> StormAsync(TestApp app, List<(Guid Id, string Token)> people, Func<int, (string Path, object Body)> request, bool kill)
    {
        await using var server = await ServerProcess.ServeAsync(app.Store, []);
        var told = new List<Guid>();
        var open = people.Index().ToList();
        for (var round = 0; round < (kill ? 1 : 5) && open.Count > 0; round++) // SQLite: two processes share one writer here, somebody may be asked to come back.
        {
            var calls = open.Select(p => CallAsync(server.Client, p.Item, request(p.Index), told)).ToList();
            while (kill && !calls.TrueForAll(c => c.IsCompleted) && Count(told) < People / 3)
            {
                await Task.Delay(1);
            }

            if (kill)
            {
                server.Kill();
                await server.WaitForExitAsync();
            }

            await Task.WhenAll(calls);
            open = open.FindAll(p => !told.Contains(p.Item.Id));
        }

        return told;
    }

    private static async Task CallAsync(HttpClient http, (Guid Id, string Token) who, (string Path, object Body) what, List<Guid> told)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, what.Path) { Content = JsonContent.Create(what.Body) };
        request.Headers.Authorization = new("Bearer", who.Token);
        try
        {
            using var answer = await http.SendAsync(request);
            await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (answer.IsSuccessStatusCode)
            {
                lock (told)
                {
                    told.Add(who.Id);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException)
        {
            // The server died on us: not acknowledged.
        }
    }

    private static int Count(List<Guid> told)
    {
        lock (told)
        {
            return told.Count;
        }
    }

    /// <summary>Everybody who was answered has a row; the counts equal the rows; no seat too many; places without gaps.</summary>
    private static async Task AssertSeatsAsync(TestApp app, Guid shiftId, List<Guid> told)
    {
        using var scope = app.Scope();
        var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shiftId);
        var rows = await scope.Db.Set<Signup>().Where(s => s.ShiftId == shiftId).ToListAsync();
        Assert.Subset(rows.Select(r => r.VolunteerId).ToHashSet(), told.ToHashSet());
        Assert.Equal((rows.Count(r => r.HoldsSeat), rows.Count(r => r.Status == SignupStatus.Waiting)), (shift.Taken, shift.Waiting));
        Assert.True(shift.Taken <= Seats, $"{shift.Taken} of {Seats} seats taken");
        Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(r => r.Place).Order());
    }
}
