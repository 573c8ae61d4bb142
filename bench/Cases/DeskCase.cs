using System.Diagnostics;
using Npgsql;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats.Line;
using Weiguang.Bench.Naive;
using Weiguang.Bench.Stage;
using Weiguang.Kernel.Desks;

namespace Weiguang.Bench.Cases;

/// <summary>The seat desk alone, without HTTP: one hot activity, 200 callers, PostgreSQL; beside it the naive way and the bare multi-row insert.</summary>
internal static class DeskCase
{
    private const int Callers = 200;
    private const int Requests = 60_000;
    private const int NaiveRequests = 1_500;

    public static async Task RunAsync(int rounds, Report report)
    {
        await using var ground = await Ground.LayAsync("Postgres", "bench_desk");
        await ground.App.StartAsync();
        var desk = ground.App.Services.GetRequiredService<Desk<SeatRequest, SeatAnswer>>();
        var volunteers = (await ground.VolunteersAsync(Requests)).ConvertAll(v => v.Id);
        var days = 0; // Everybody comes to each: they must not clash in time.
        await using var source = NpgsqlDataSource.Create(ground.App.Configuration.GetConnectionString("Default")!);
        for (var i = 0; i < 4; i++) // Warm: the compiler works beside the first hundred thousand.
        {
            await DriveAsync(volunteers, await HotAsync(ground, days++), (id, shift, who) => desk.AskAsync(new SeatRequest(id, shift, who)));
        }

        for (var round = 0; round < rounds; round++)
        {
            var hot = await HotAsync(ground, days++);
            var cpu = Environment.CpuUsage.TotalTime;
            var ours = await DriveAsync(volunteers, hot, (id, shift, who) => desk.AskAsync(new SeatRequest(id, shift, who)));
            var spent = Environment.CpuUsage.TotalTime - cpu;
            await CheckAsync(ground, hot.ShiftId);
            var naive = await DriveAsync(volunteers[..NaiveRequests], await HotAsync(ground, days++), (id, shift, who) => NaiveDesk.TakeAsync(source, id, shift, who));
            var (raw200, raw1000) = (await RawAsync(source, 200), await RawAsync(source, 1_000));
            report.Add("desk alone", "desk, requests/s", ours.PerSecond);
            report.Add("desk alone", "desk, p99 ms", ours.P99, "≤ 25", "N1");
            report.Add("desk alone", "desk, CPU µs/request without database", spent.TotalMicroseconds / Requests, format: "N1");
            report.Add("desk alone", "naive, requests/s", naive.PerSecond);
            report.Add("desk alone", "desk ÷ naive", ours.PerSecond / naive.PerSecond, "≥ 100×", "N0");
            report.Add("desk alone", "raw insert by 200, rows/s", raw200);
            report.Add("desk alone", "desk ÷ raw insert by 200, %", 100 * ours.PerSecond / raw200, "≥ 25 %", "N0");
            report.Add("desk alone", "raw insert by 1,000, rows/s", raw1000);
            report.Add("desk alone", "desk ÷ raw insert by 1,000, %", 100 * ours.PerSecond / raw1000, "≥ 25 %", "N0");
        }

        await ground.App.StopAsync();
    }

    private static async Task<(Guid Id, Guid ShiftId)> HotAsync(Ground ground, int day) => (await ground.ActivitiesAsync(1, Requests / 4, TimeSpan.FromDays(2 + day)))[0];

    private static async Task<(double PerSecond, double P99)> DriveAsync<T>(List<Guid> volunteers, (Guid Id, Guid ShiftId) hot, Func<Guid, Guid, Guid, Task<T>> ask)
    {
        var requests = volunteers.Count;
        var times = new double[requests];
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next))
            {
                var from = Stopwatch.GetTimestamp();
                await ask(hot.Id, hot.ShiftId, volunteers[i]);
                times[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        Array.Sort(times);
        return (requests / seconds, times[(int)(requests * 0.99)]);
    }

    /// <summary>The same rows into the same table and indexes by nothing but INSERT, one statement and commit for so many rows.</summary>
    private static async Task<double> RawAsync(NpgsqlDataSource source, int rows)
    {
        await using var connection = await source.OpenConnectionAsync();
        var (activity, shift) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO activities_signup (activity_id, shift_id, volunteer_id, status, place, way, at, changed_at, reason, starts_at, ends_at, division_code)
            SELECT $1, $2, v, 'Accepted', 1, 'Self', now(), now(), '', now(), now(), 220881103200 FROM unnest($3) v
            """, connection) { Parameters = { new() { Value = activity }, new() { Value = shift }, new() { Value = Array.Empty<Guid>() } } };
        await insert.PrepareAsync();
        var batches = Enumerable.Range(0, 40_000 / rows).Select(_ => Enumerable.Range(0, rows).Select(_ => Guid.CreateVersion7()).ToArray()).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            insert.Parameters[2].Value = batch;
            await insert.ExecuteNonQueryAsync();
        }

        return batches.Count * rows / watch.Elapsed.TotalSeconds;
    }

    private static Task CheckAsync(Ground ground, Guid shiftId) => ground.WithAsync(async db =>
    {
        var shift = await db.Set<Shift>().SingleAsync(s => s.Id == shiftId);
        await Truth.CheckAsync(db, shift, Requests);
    });
}
