using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Hours;
using Weiguang.Simulation.Cheats.Stages;

namespace Weiguang.Simulation.Cheats.Plays;

/// <summary>An activity as its organiser and everybody at its door meet it.</summary>
internal sealed class Outing
{
    public required Play Play { get; init; }

    public required Place Place { get; init; }

    public required Somebody Lead { get; init; }

    public required Guid Id { get; init; }

    public required Guid[] Shifts { get; set; }

    public required DateTime From { get; init; }

    public required DateTime To { get; init; }

    private string Api => $"/api/v1/activities/{Id}";

    /// <summary>Sets it up and publishes it.</summary>
    /// <param name="team">Null for what a station organises.</param>
    public static async Task<Outing> CallAsync(Play play, Somebody lead, Guid? team, Place place, DateTime from, DateTime to, params (string Field, object? Value)[] other)
    {
        var draft = Draft(team, place, Posts(60, (from, to)), other);
        var made = await play.NeedAsync(lead, "/api/v1/activities", draft);
        var outing = new Outing { Play = play, Place = place, Lead = lead, Id = made.Body.GetProperty("id").GetGuid(), Shifts = [], From = from, To = to };
        await play.NeedAsync(lead, $"{outing.Api}/publish");
        await outing.LookAsync();
        return outing;
    }

    public static Task<Outing> CallAsync(Play play, Crew crew, DateTime from, DateTime to, params (string Field, object? Value)[] other) => CallAsync(play, crew.Lead, crew.Id, crew.Home, from, to, other);

    public static Dictionary<string, object?> Draft(Guid? team, Place place, object[] posts, params (string Field, object? Value)[] other)
    {
        var draft = new Dictionary<string, object?>
        {
            ["teamId"] = team, ["stationId"] = team is null ? place.StationId : null, ["title"] = "清理村道", ["category"] = "0001", ["divisionCode"] = place.Code, ["place"] = "村委会门口",
            ["lat"] = place.Lat, ["lon"] = place.Lon, ["description"] = "把村道扫干净，再看看独居老人。", ["ways"] = new[] { "rotating-code", "card", "position", "list" }, ["posts"] = posts,
        };
        foreach (var (field, value) in other)
        {
            draft[field] = value;
        }

        return draft;
    }

    public static object[] Posts(int seats, params (DateTime From, DateTime To)[] shifts) =>
        [new { name = "清理", shifts = shifts.Select(s => new { startsAt = Offset(s.From), endsAt = Offset(s.To), capacity = seats }) }];

    public static DateTimeOffset Offset(DateTime utc) => new(utc, TimeSpan.Zero);

    /// <summary>What it says now, to be changed and sent back.</summary>
    public async Task<Dictionary<string, object?>> ReadAsync() =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>((await Play.GetAsync(Lead, $"{Api}/organised")).Body.GetProperty("draft").GetRawText())!;

    public Task<Said> ChangeAsync(Dictionary<string, object?> draft) => Play.PutAsync(Lead, Api, draft);

    /// <summary>Changes its one post.</summary>
    public async Task<Said> ReplanAsync(Func<JsonElement, object[]> shifts)
    {
        var draft = await ReadAsync();
        var post = ((JsonElement)draft["posts"]!)[0];
        draft["opensAt"] = draft["closesAt"] = null; // The usual ones, which fit whatever comes.
        draft["posts"] = new[] { new { id = post.GetProperty("id"), name = "清理", shifts = shifts(post.GetProperty("shifts")) } };
        return await ChangeAsync(draft);
    }

    public async Task<string> StateAsync() => (await Play.GetAsync(Lead, $"{Api}/organised")).Text("status");

    public async Task LookAsync()
    {
        var organised = await Play.GetAsync(Lead, $"{Api}/organised");
        Shifts = [.. organised.Body.GetProperty("draft").GetProperty("posts").EnumerateArray().SelectMany(p => p.GetProperty("shifts").EnumerateArray()).OrderBy(s => s.GetProperty("startsAt").GetDateTimeOffset()).Select(s => s.GetProperty("id").GetGuid())];
    }

    /// <summary>Signs them up for every shift, or for one.</summary>
    public async Task SeatAsync(IEnumerable<Somebody> people, Guid? shift = null)
    {
        foreach (var who in people)
        {
            foreach (var one in shift is { } only ? [only] : Shifts)
            {
                await Play.PostAsync(who, $"{Api}/signups", new { shiftId = one });
            }
        }
    }

    /// <summary>New volunteers of the place who have seats.</summary>
    public async Task<Somebody[]> SeatedAsync(int count)
    {
        var people = await Play.Stage.VolunteersAsync(Place, count);
        await SeatAsync(people);
        return people;
    }

    /// <summary>What the organiser's screen shows.</summary>
    public Task<string> ScreenAsync(ProofEnd end) => Play.Stage.WithAsync(services => Task.FromResult(services.GetRequiredService<RotatingCodes>().Make(Id, null, end)));

    /// <summary>Somebody shows for themselves that they are there.</summary>
    public async Task<Said> ShowAsync(Somebody who, ProofEnd end, Spot? spot = null, bool scans = true, string? code = null)
    {
        var way = end switch { ProofEnd.In => "check-in", ProofEnd.Out => "check-out", ProofEnd.Seen => "still-here" };
        return await Play.PostAsync(who, $"{Api}/{way}", new { code = code ?? (scans ? await ScreenAsync(end) : null), lat = spot?.Lat, lon = spot?.Lon, accuracy = spot?.Accuracy });
    }

    /// <summary>The same by somebody honest: the phone takes some seconds, and where the number of the door is asked for they listen and write it, mistype, or do not hear it and are noted at the door.</summary>
    public async Task ComeByAsync(Somebody who, ProofEnd end, Spot? spot, bool scans = true)
    {
        var code = scans ? await ScreenAsync(end) : null;
        await Play.WaitAsync((scans && Play.Chance.Happens(0.05) ? Play.Chance.Between(20.0, 40) : Play.Chance.Between(2.0, 9)) / 60);
        if ((await ShowAsync(who, end, spot, scans, code)).Text("asksNumber") != "True")
        {
            return;
        }

        await Play.WaitAsync(Play.Chance.Between(0.1, 0.5));
        var (luck, number) = (Play.Chance.Unit(), await NumberAsync());
        if (luck < 0.05)
        {
            await TellAsync(who, end, number == "000" ? "111" : "000");
        }

        if (luck < 0.94)
        {
            await TellAsync(who, end, number);
        }
        else if (luck < 0.97)
        {
            await TickAsync(Lead, end, [who]);
        }
    }

    /// <summary>What is read out at the door.</summary>
    public async Task<string> NumberAsync() => (await Play.GetAsync(Lead, $"{Api}/door-number")).Text("number");

    public Task<Said> TellAsync(Somebody who, ProofEnd end, string number) => Play.PostAsync(who, $"{Api}/door-number", new { end = end.ToString().ToLowerInvariant(), number });

    /// <summary>Somebody who runs it ticks names at once, or types the numbers of their cards.</summary>
    public Task<Said> TickAsync(Somebody by, ProofEnd end, IEnumerable<Somebody> people, bool cards = false) =>
        Play.PostAsync(by, $"{Api}/attendance", new { end = end.ToString().ToLowerInvariant(), ticks = people.Select(p => cards ? new { volunteerId = (Guid?)null, number = (string?)p.Number } : new { volunteerId = (Guid?)p.Id, number = (string?)null }) });

    /// <summary>Honest neighbours who came: from nearby, a little before, each with their own phone.</summary>
    public async Task ArriveAsync(IEnumerable<Somebody> people)
    {
        foreach (var who in people)
        {
            await ComeByAsync(who, ProofEnd.In, Near());
            await Play.WaitAsync(Play.Chance.Between(0.3, 1.5));
        }
    }

    public async Task LeaveAsync(IEnumerable<Somebody> people)
    {
        foreach (var who in people)
        {
            await ComeByAsync(who, ProofEnd.Out, Near());
            await Play.WaitAsync(Play.Chance.Between(0.3, 1.2));
        }
    }

    /// <summary>Where a phone believes to be that is really there.</summary>
    public Spot Near() => Place.Off(Play.Chance.Between(4.0, 70), Math.Round(Play.Chance.Between(6.0, 45), 1)) with { Lon = Place.Lon + Play.Chance.Between(-0.0007, 0.0007) };
}
