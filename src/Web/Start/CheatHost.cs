using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.Simulation.Cheats;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Start;

/// <summary>Serves the whole product for those who try to cheat it: on a database of its own, at an address that nobody else knows, with a clock that they move.</summary>
internal static class CheatHost
{
    /// <summary>A Tuesday, eight in the morning in China.</summary>
    private static readonly DateTimeOffset Begins = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Proxies are believed, so that everybody can come from a network of their own.</summary>
    private static readonly string[] Own =
        ["--environment=Development", "--applicationName=Weiguang.Web", "--urls=http://127.0.0.1:0", "--PublicAddress=http://localhost", "--Jobs=false", "--Import=false", "--Demo=false", "--Pace:Factor=1000", "--ForwardedHeaders:Proxies=127.0.0.1", "--AllowedHosts=127.0.0.1", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning"];

    /// <param name="settings">Of the database, which must be empty of people; without any a file is made and thrown away.</param>
    public static async Task<CheatReport> PlayAsync(string[] settings, CheatPlan plan, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("weiguang-cheats-");
        try
        {
            var clock = new ShownClock(Begins);
            await using var app = Site.Build([$"--data={folder.FullName}", $"--Security:MasterKey={MasterKey.Generate()}", .. settings, .. Own], services =>
            {
                CheatRun.Still(services);
                services.AddSingleton<TimeProvider>(clock);
            });
            await FirstStart.MigrateAsync(app, ct);
            await RequireNobodyAsync(app, ct);
            await app.StartAsync(ct);
            var report = await CheatRun.PlayAsync(new CheatSite(new Uri(app.Urls.First()), app.Services, clock), plan, ct);
            await app.StopAsync(ct);
            return report;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task RequireNobodyAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.SystemScope();
        if (await scope.ServiceProvider.GetRequiredService<PersonDirectory>().AnyAsync(ct))
        {
            throw new SetupException("There are people in this database: cheats are played in an empty one, or in one of their own when none is named.");
        }
    }
}
