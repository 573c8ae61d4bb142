using System.IO.Compression;
using Weiguang.Activities.Finding;
using Weiguang.Bench.Load;
using Weiguang.Bench.Stage;

namespace Weiguang.Bench.Cases;

/// <summary>The page with 500 open activities for somebody who has not signed in: from the output cache, and made anew for each request.</summary>
internal static class ListCase
{
    private const string Name = "activity list page";
    private const int WarmRounds = 3; // The compiler of the server is at work for about 20,000 pages.
    private static readonly string[] Words = ["HTTP/1.1 200"];

    public static async Task RunAsync(int rounds, Report report)
    {
        await using var ground = await Ground.LayAsync("Postgres", "bench_list");
        await ground.ActivitiesAsync(500, 20, TimeSpan.FromDays(2));
        await using (var scope = ground.App.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
            var listings = scope.ServiceProvider.GetRequiredService<ListingBook>();
            while (await listings.CatchUpAsync(CancellationToken.None) > 0)
            {
            }
        }

        await ground.TidyAsync();
        await using var server = await Server.StartAsync(ground);
        var page = await SizeAsync(server);
        for (var round = -WarmRounds; round < rounds; round++)
        {
            var cached = await Storm.RunAsync(server.Address, 100, 60_000, _ => Storm.Get("/activities"), Words);
            var made = await Storm.RunAsync(server.Address, 100, 6_000, i => Storm.Get($"/activities?unknown={round}.{i}"), Words);
            Truth.Demand(cached.Failures + made.Failures == 0, $"{cached.Failures} and {made.Failures} pages failed");
            if (round >= 0)
            {
                report.Add(Name, "from the cache, requests/s", cached.PerSecond, "≥ 15,000");
                report.Add(Name, "made anew, requests/s", made.PerSecond, "≥ 1,500");
                report.Add(Name, "HTML gzip, KB", page / 1024.0, "≤ 10", "N1");
            }
        }
    }

    private static async Task<int> SizeAsync(Server server)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{server.Address}") };
        var page = await client.GetByteArrayAsync("/activities");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(page);
        }

        return (int)packed.Length;
    }
}
