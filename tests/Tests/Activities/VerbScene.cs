using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.Organising;
using Weiguang.Activities.Seats;
using Weiguang.Hours;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Outbox;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities;

/// <summary>An activity that people were told of.</summary>
internal sealed record Planned(Guid Id, List<Guid> Shifts);

/// <summary>Who does what, and what was answered.</summary>
internal sealed class VerbScene(TestApp[] nodes, Planned near, Planned far)
{
    /// <summary>No shift ever has more seats.</summary>
    public const int Most = 6;

    public Planned Near => near;

    public Planned Far => far;

    public ConcurrentQueue<string> Faults { get; } = new();

    public ConcurrentDictionary<string, int> Done { get; } = [];

    public ConcurrentBag<(Guid Shift, Guid Person)> Asked { get; } = [];

    /// <summary>Where the last thing that was acknowledged to somebody is that they left.</summary>
    public ConcurrentBag<(Guid Shift, Guid Person)> Left { get; } = [];

    public ConcurrentBag<Guid> Proven { get; } = [];

    private ConcurrentBag<HttpClient> Programs { get; } = [];

    /// <summary>Somebody who comes and stays, so that something is left to count.</summary>
    public async Task<HttpClient> SeatAsync(Guid person, TestApp node)
    {
        var program = await node.ProgramOfAsync(person);
        Assert.True(await AskAsync("sign-up", () => program.PostAsJsonAsync($"/api/v1/activities/{near.Id}/signups", new { shiftId = near.Shifts[0] }, Ct)));
        return program;
    }

    public Task ComeAsync(HttpClient program)
    {
        Programs.Add(program);
        return ProveAsync(program, near, "check-in");
    }

    public async Task ComeAndGoAsync(Guid person, TestApp node, int seed)
    {
        await Task.Yield();
        var (program, choose, left) = (await node.ProgramOfAsync(person), new Random(seed), new Dictionary<Guid, bool>());
        Programs.Add(program);
        for (var i = 0; i < 6; i++)
        {
            var place = choose.Next(4) == 0 ? far : near;
            var shift = place.Shifts[choose.Next(2)]; // Few shifts, so that they are full and people wait.
            var seat = $"/api/v1/activities/{place.Id}/signups";
            if (await AskAsync("sign-up", () => program.PostAsJsonAsync(seat, new { shiftId = shift }, Ct)))
            {
                Asked.Add((shift, person));
                left[shift] = false;
            }

            await AskAsync("confirm", () => program.PostAsync($"{seat}/{shift}/confirm", null, Ct));
            await ProveAsync(program, place, i % 2 == 0 ? "check-in" : "check-out");
            if (choose.Next(3) > 0 && await AskAsync("leave", () => program.DeleteAsync($"{seat}/{shift}?reason=家里有事", Ct)))
            {
                left[shift] = true;
            }
        }

        left.Where(l => l.Value).ToList().ForEach(l => Left.Add((l.Key, person)));
    }

    /// <summary>Cuts seats, raises them, moves all shifts but the first.</summary>
    public async Task SaveAsync(HttpClient organiser, Planned place, int times)
    {
        for (var i = 0; i < times; i++)
        {
            if (await organiser.GetAsync($"/api/v1/activities/{place.Id}/organised", Ct) is { StatusCode: HttpStatusCode.OK } read)
            {
                var draft = Changed((await read.JsonAsync()).GetProperty("draft"), 1 + (i * 7 % Most), i % 2 == 0 ? 5 : -5);
                await AskAsync("save", () => organiser.PutAsJsonAsync($"/api/v1/activities/{place.Id}", draft, Ct));
            }
        }
    }

    public async Task RunAsync(HttpClient organiser, List<Guid> people, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var (ticks, person) = (people.Skip(i).Take(6).Select(p => new { volunteerId = p, nonce = Guid.NewGuid() }).ToList(), people[i * 5 % people.Count]);
            await AskAsync("tick", () => organiser.PostAsJsonAsync($"/api/v1/activities/{near.Id}/attendance", new { end = i % 3 == 2 ? "out" : "in", ticks }, Ct));
            await AskAsync("invite", () => organiser.PostAsJsonAsync($"/api/v1/activities/{near.Id}/invitations", new { named = new[] { $"V{i}" } }, Ct));
            await AskAsync(i % 2 == 0 ? "pause" : "resume", () => organiser.StepAsync(far.Id, i % 2 == 0 ? "pause" : "resume"));
            await AskAsync("remove", () => organiser.PostAsJsonAsync($"/api/v1/activities/{near.Id}/signups/{near.Shifts[1]}/{person}/remove", new { reason = "名单写错了" }, Ct));
        }
    }

    public async Task CancelAsync(HttpClient organiser)
    {
        for (var i = 0; i < 600 && !Done.ContainsKey("resume"); i++)
        {
            await Task.Delay(100, Ct); // What is off can be neither paused nor taken up again.
        }

        await AskAsync("cancel", () => organiser.StepAsync(far.Id, "cancel", "下大雨了"));
    }

    public async Task PatrolAsync(TestApp node, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await WalkAsync(node);
        }
    }

    /// <summary>The day passes; who is still there leaves, and everything that is due is done on all nodes at once.</summary>
    public async Task EndAsync()
    {
        foreach (var hours in (int[])[1, 12, 24 * 4])
        {
            foreach (var node in nodes)
            {
                node.Clock.Advance(TimeSpan.FromHours(hours));
            }

            await Task.WhenAll([.. hours == 1 ? Programs.Select(p => ProveAsync(p, near, "check-out")) : [], .. nodes.Select(n => PatrolAsync(n, 2))]);
        }
    }

    private static async Task WalkAsync(TestApp node)
    {
        await Collisions.RepeatAsync(() => node.Services.GetRequiredService<SeatPatrol>().WalkAsync(Ct));
        await Collisions.RepeatAsync(() => node.Services.GetRequiredService<HoursPatrol>().WalkAsync(Ct));
        await Collisions.RepeatAsync(() => node.Services.GetRequiredService<ActivityPatrol>().WalkAsync(Ct));
        await node.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);
    }

    private async Task ProveAsync(HttpClient program, Planned place, string way)
    {
        var (nonce, off) = (Guid.NewGuid(), Random.Shared.NextDouble() / 2000); // Nobody stands on the pin.
        var code = nodes[0].Services.GetRequiredService<RotatingCodes>().Make(place.Id, null, way == "check-in" ? ProofEnd.In : ProofEnd.Out);
        if (await AskAsync(way, () => program.PostAsJsonAsync($"/api/v1/activities/{place.Id}/{way}", new { code, lat = Orders.Village.Lat + 0.0003 + off, lon = Orders.Village.Lon, accuracy = 15 + (off * 10_000), nonce }, Ct)))
        {
            Proven.Add(nonce);
        }
    }

    private async Task<bool> AskAsync(string verb, Func<Task<HttpResponseMessage>> ask)
    {
        using var answer = await ask();
        if (answer.StatusCode >= HttpStatusCode.InternalServerError)
        {
            Faults.Enqueue($"{verb}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
        }

        if (answer.IsSuccessStatusCode)
        {
            Done.AddOrUpdate(verb, 1, (_, n) => n + 1);
        }

        return answer.IsSuccessStatusCode;
    }

    private static JsonObject Changed(JsonElement draft, int capacity, int minutes)
    {
        var changed = JsonNode.Parse(draft.GetRawText())!.AsObject();
        foreach (var (index, shift) in changed["posts"]!.AsArray().SelectMany(p => p!["shifts"]!.AsArray()).Index())
        {
            shift!["capacity"] = capacity;
            foreach (var end in index == 0 ? [] : new[] { "startsAt", "endsAt" })
            {
                shift[end] = DateTimeOffset.Parse(shift[end]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).AddMinutes(minutes).ToString("O");
            }
        }

        return changed;
    }
}
