using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel;
using Weiguang.Kernel.Security;

namespace Weiguang.Web.Start;

/// <summary>Everything a fresh installation needs before it can serve; on later starts it finds nothing to do.</summary>
internal static class FirstStart
{
    public static async Task PrepareAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = SystemScope(app);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await using var turn = await StartLock.TakeAsync(app.Configuration, db, ct);
        app.Services.GetRequiredService<MasterKey>(); // Better no start than a start without it.
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>Applies what is missing; returns the names of the migrations applied.</summary>
    public static async Task<List<string>> MigrateAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = SystemScope(app);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await using var turn = await StartLock.TakeAsync(app.Configuration, db, ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        await db.Database.MigrateAsync(ct);
        return pending;
    }

    internal static AsyncServiceScope SystemScope(WebApplication app)
    {
        var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        return scope;
    }
}
