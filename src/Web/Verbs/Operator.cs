using System.CommandLine;
using Weiguang.Kernel;
using Weiguang.Web.Persistence;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>How a verb other than serve does its work: seeing every row, with only warnings logged. What it finds missing it says; it invents nothing.</summary>
internal static class Operator
{
    /// <summary>Results go to standard output, logs to standard error.</summary>
    public static readonly string[] Quiet = ["--Logging:LogLevel:Default=Warning", "--Logging:Console:LogToStandardErrorThreshold=Trace"];

    /// <summary>Only looks, beside a running server too: the database must be there, and of this version where <paramref name="current"/>.</summary>
    public static async Task<int> ReadAsync(ParseResult parsed, bool current, Func<IServiceProvider, Task<int>> work, CancellationToken ct)
    {
        await using var app = Build(parsed);
        await using var scope = app.SystemScope();
        await Readiness.RequireAsync(app.Configuration, scope.ServiceProvider.GetRequiredService<AppDbContext>(), current, ct);
        return await work(scope.ServiceProvider);
    }

    /// <summary>Changes a database that must be there already.</summary>
    public static Task<int> ChangeAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work, CancellationToken ct) => WriteAsync(parsed, mayMake: false, work, ct);

    /// <summary>Fills a database, which is made when there is none.</summary>
    public static Task<int> FillAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work, CancellationToken ct) => WriteAsync(parsed, mayMake: true, work, ct);

    public static WebApplication Build(ParseResult parsed) => Site.Build([.. Quiet, .. parsed.Settings()]);

    private static async Task<int> WriteAsync(ParseResult parsed, bool mayMake, Func<IServiceProvider, Task<int>> work, CancellationToken ct)
    {
        await using var app = Build(parsed);
        await using var scope = app.SystemScope();
        if (!mayMake)
        {
            await Readiness.RequireAsync(app.Configuration, scope.ServiceProvider.GetRequiredService<AppDbContext>(), current: false, ct);
        }

        using var alone = ServerLock.Take(app.Configuration);
        await FirstStart.MigrateAsync(app, ct);
        return await work(scope.ServiceProvider);
    }
}
