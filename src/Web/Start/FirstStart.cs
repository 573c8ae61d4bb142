using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Simulation;
using Weiguang.Web.Backup;
using Weiguang.Web.Jobs;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Start;

/// <summary>Everything a fresh installation needs before it can serve; on later starts it finds nothing to do.</summary>
internal static class FirstStart
{
    public static async Task PrepareAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.SystemScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await using var turn = await StartLock.TakeAsync(app.Configuration, db, ct);
        app.Services.GetRequiredService<MasterKey>(); // Better no start than a start without it.
        if ((await Readiness.PendingAsync(db, ct)).Count < db.Database.GetMigrations().Count())
        {
            await Earnest.CheckDemoAsync(app, db, ct); // Before anything is changed.
        }

        await ApplyAsync(app, db, ct);
        await Schedule.ProvideTablesAsync(db, app.Configuration, ct);
        if (app.Configuration.GetValue("Import", true))
        {
            await ImportDivisionsAsync(scope.ServiceProvider, ct);
        }

        if (app.Configuration.GetValue("Demo", !app.Configuration.IsPostgres() && app.Environment.IsDevelopment()))
        {
            await MakeDemoAsync(scope.ServiceProvider, ct);
        }
    }

    /// <summary>Applies what is missing; returns the names of the migrations applied.</summary>
    public static async Task<List<string>> MigrateAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.SystemScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await using var turn = await StartLock.TakeAsync(app.Configuration, db, ct);
        return await ApplyAsync(app, db, ct);
    }

    private static async Task<List<string>> ApplyAsync(WebApplication app, AppDbContext db, CancellationToken ct)
    {
        Restoration.Forget(app.Configuration);
        var pending = await Readiness.PendingAsync(db, ct);
        if (pending.Count > 0) // Otherwise it would only compare the whole model with the last migration, a tenth of each start; a test does that.
        {
            await db.Database.MigrateAsync(ct);
        }

        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct); // EF sets it for a database that it makes; a copy may have lost it.
        }

        return pending;
    }

    /// <summary>Services for the operator's own work: every row is visible.</summary>
    public static AsyncServiceScope SystemScope(this WebApplication app) => app.Services.GetRequiredService<IServiceScopeFactory>().SystemScope();

    public static async Task ImportDivisionsAsync(IServiceProvider services, CancellationToken ct)
    {
        var import = services.GetRequiredService<DivisionImport>();
        if (await import.IsNeededAsync(ct))
        {
            await Progress.RunAsync("Divisions of Jilin, Heilongjiang and Jiangxi", async told => $"{await import.RunAsync(told, ct):N0} imported");
        }
    }

    private static async Task MakeDemoAsync(IServiceProvider services, CancellationToken ct)
    {
        if (!await services.GetRequiredService<PersonDirectory>().AnyAsync(ct))
        {
            await Progress.RunAsync("Demo county 洮南市", async told =>
            {
                await services.GetRequiredService<County>().SimulateAsync(SimulationPlan.Small, told, ct);
                return "made";
            });
        }
    }
}
