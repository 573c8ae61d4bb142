using Weiguang.Activities.Domain;
using Weiguang.Bench.Load;
using Weiguang.Bench.Stage;

namespace Weiguang.Bench.Cases;

/// <summary>Sign-up over HTTP by signed-in volunteers, 200 connections; each volunteer asks once, some twice.</summary>
internal static class SignupCase
{
    private const int Connections = 200;
    private static readonly string[] Words = ["\"answer\":\"accepted\"", "\"answer\":\"waiting\"", "\"answer\":\"already"];

    public static Task OneHotAsync(int rounds, Report report) => RunAsync("sign-up over HTTP, one hot", "Postgres", rounds, report, people: 40_000, activities: 1, goal: "≥ 10,000", naive: 3_000);

    public static Task SpreadAsync(int rounds, Report report) => RunAsync("sign-up over HTTP, 10,000", "Postgres", rounds, report, people: 40_000, activities: 10_000, goal: "≥ 8,000", naive: 0);

    public static Task SqliteAsync(int rounds, Report report) => RunAsync("sign-up over HTTP, SQLite", "Sqlite", rounds, report, people: 20_000, activities: 1, goal: "≥ 3,000", naive: 0);

    private static async Task RunAsync(string name, string kind, int rounds, Report report, int people, int activities, string goal, int naive)
    {
        await using var ground = await Ground.LayAsync(kind, "bench_signup");
        var volunteers = await ground.VolunteersAsync(people);
        await using var server = await Server.StartAsync(ground);
        for (var round = -2; round < rounds; round++) // Two rounds warm: the compiler works beside the first hundred thousand requests.
        {
            var begins = TimeSpan.FromDays(3 + (round * 0.5)); // Rounds must not clash in time.
            var open = await ground.ActivitiesAsync(activities, activities == 1 ? people / 4 : 2, begins);
            await ground.TidyAsync();
            var requests = people + (people / 20);
            var cpu = server.CpuSeconds;
            var storm = await Storm.RunAsync(server.Address, Connections, requests, i =>
            {
                var who = i % people; // The last twentieth asks again.
                var (id, shift) = open[who % open.Count];
                return Storm.Post($"/api/v1/activities/{id}/signups", volunteers[who].Token, $$"""{"shiftId":"{{shift}}"}""");
            }, Words);
            Truth.Demand(storm.Failures == 0, $"{storm.Failures} requests failed");
            Truth.Demand(storm.Words[2] == people / 20, $"{storm.Words[2]} of {people / 20} were told that they are in already");
            await CheckAsync(ground, open, people);
            if (round < 0)
            {
                continue;
            }

            report.Add(name, "requests/s", storm.PerSecond, goal);
            report.Add(name, "p99 ms", storm.Percentile(0.99), "≤ 60", "N1");
            report.Add(name, "server CPU µs/request", (server.CpuSeconds - cpu) * 1e6 / requests);
            if (naive > 0)
            {
                var (id, shift) = (await ground.ActivitiesAsync(1, people / 4, begins))[0];
                var slow = await Storm.RunAsync(server.Address, Connections, naive, i => Storm.Post($"/api/v1/naive/{id}/{shift}", volunteers[i].Token, "{}"), Words);
                Truth.Demand(slow.Failures == 0, $"{slow.Failures} naive requests failed");
                report.Add(name, "naive, requests/s", slow.PerSecond);
                report.Add(name, "ours ÷ naive", storm.PerSecond / slow.PerSecond, "≥ 15×", "N1");
            }
        }
    }

    private static Task CheckAsync(Ground ground, List<(Guid Id, Guid ShiftId)> open, int people) => ground.WithAsync(async db =>
    {
        var first = open[0].Id;
        if (open.Count == 1)
        {
            await Truth.CheckAsync(db, await db.Set<Shift>().SingleAsync(s => s.ActivityId == first), people);
            return;
        }

        var ids = open.ConvertAll(o => o.ShiftId);
        var (taken, waiting) = (await db.Set<Shift>().Where(s => ids.Contains(s.Id)).SumAsync(s => s.Taken), await db.Set<Shift>().Where(s => ids.Contains(s.Id)).SumAsync(s => s.Waiting));
        Truth.Demand(taken + waiting == people && !await db.Set<Shift>().AnyAsync(s => ids.Contains(s.Id) && s.Taken > s.Capacity), $"{taken} seats and {waiting} waiting for {people} people");
    });
}
