using System.CommandLine;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>How a verb other than serve does its work: on a migrated database, seeing every row, with only warnings logged.</summary>
internal static class Operator
{
    /// <summary>Results go to standard output, logs to standard error.</summary>
    public static readonly string[] Quiet = ["--Logging:LogLevel:Default=Warning", "--Logging:Console:LogToStandardErrorThreshold=Trace"];

    public static async Task<int> WorkAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work, CancellationToken ct)
    {
        await using var app = Site.Build([.. Quiet, .. parsed.Settings()]);
        await FirstStart.MigrateAsync(app, ct);
        await using var scope = app.SystemScope();
        try
        {
            return await work(scope.ServiceProvider);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message); // The file or the arguments are wrong: the operator needs no stack.
            return 1;
        }
    }
}
