using Weiguang.Activities.Domain;
using Weiguang.Bench.Load;
using Weiguang.Bench.Stage;
using Weiguang.Hours;
using Weiguang.Hours.Domain;

namespace Weiguang.Bench.Cases;

/// <summary>A hundred thousand people check in by position at two hundred activities, 200 connections; then everything is sent once more, and nothing may change.</summary>
internal static class CheckInCase
{
    private const string Name = "check-in storm over HTTP";
    private const int People = 100_000;
    private const int Activities = 200;
    private static readonly string[] Words = ["\"answer\":\"in\"", "\"answer\":\"replayed\""];

    public static async Task RunAsync(int rounds, Report report)
    {
        await using var ground = await Ground.LayAsync("Postgres", "bench_check_in");
        var volunteers = await ground.VolunteersAsync(People);
        var open = await ground.ActivitiesAsync(Activities, People / Activities, TimeSpan.FromMinutes(20));
        await SeatAsync(ground, volunteers, open);
        await ground.TidyAsync();
        await using var server = await Server.StartAsync(ground);
        for (var round = -1; round < rounds; round++) // Round -1 warms.
        {
            await ground.WithAsync(db => db.Database.ExecuteSqlRawAsync("TRUNCATE hours_stay, hours_proof"));
            var nonces = Enumerable.Range(0, People).Select(_ => Guid.NewGuid()).ToArray();
            byte[] Request(int i) => Storm.Post(
                $"/api/v1/activities/{open[i % Activities].Id}/check-in", volunteers[i].Token, $$"""{"lat":45.301,"lon":122.7,"accuracy":20,"nonce":"{{nonces[i]}}"}""");
            var cpu = server.CpuSeconds;
            var storm = await Storm.RunAsync(server.Address, 200, People, Request, Words);
            cpu = server.CpuSeconds - cpu;
            Truth.Demand(storm.Words[0] == People, $"{storm.Words[0]} of {People} were let in, {storm.Failures} failed");
            var replay = await Storm.RunAsync(server.Address, 200, People, Request, Words);
            Truth.Demand(replay.Words[1] == People, $"{replay.Words[1]} of {People} replays were known");
            await ground.WithAsync(async db =>
            {
                Truth.Demand(await db.Set<Stay>().CountAsync() == People && await db.Set<Proof>().CountAsync() == People, "a replay changed something");
                return 0;
            });
            if (round >= 0)
            {
                report.Add(Name, "requests/s", storm.PerSecond, "≥ 8,000");
                report.Add(Name, "p99 ms", storm.Percentile(0.99), format: "N1");
                report.Add(Name, "server CPU µs/request", cpu * 1e6 / People);
                report.Add(Name, "replay, requests/s", replay.PerSecond);
            }
        }
    }

    private static async Task SeatAsync(Ground ground, List<(Guid Id, string Token)> volunteers, List<(Guid Id, Guid ShiftId)> open)
    {
        foreach (var chunk in volunteers.Index().Chunk(5_000))
        {
            await ground.WithAsync(db => db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO activities_signup (activity_id, shift_id, volunteer_id, status, place, way, at, changed_at, reason, starts_at, ends_at, division_code)
                SELECT s.activity_id, s.id, v.volunteer_id, 'Accepted', 1, 'Self', now(), now(), '', s.starts_at, s.ends_at, 220881103200
                FROM unnest({chunk.Select(v => open[v.Index % Activities].ShiftId).ToArray()}, {chunk.Select(v => v.Item.Id).ToArray()}) AS v (shift_id, volunteer_id)
                JOIN activities_shift s ON s.id = v.shift_id
                """));
        }
    }
}
