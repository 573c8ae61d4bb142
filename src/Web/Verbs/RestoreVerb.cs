using System.CommandLine;
using Weiguang.Kernel;
using Weiguang.Web.Backup;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>Brings a backup back: whole, fitting and opened by the master key at hand, or not at all.</summary>
internal static class RestoreVerb
{
    private static readonly Argument<FileInfo> File = new Argument<FileInfo>("file") { Description = "The .zip that backup wrote" }.AcceptExistingOnly();
    private static readonly Option<bool> Force = new("--force") { Description = "Lose what is in the database now" };

    public static Command Command()
    {
        var restore = new Command("restore", "Check a backup whole, then bring it back into an empty database in one step, with the server stopped. Example: restore weiguang.zip --data /srv/weiguang") { File, Force };
        restore.SetAction(RunAsync);
        return restore;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var app = Operator.Build(parsed);
        await using var scope = app.SystemScope();
        using var alone = ServerLock.Take(app.Configuration);
        await using (await StartLock.TakeAsync(app.Configuration, scope.ServiceProvider.GetRequiredService<AppDbContext>(), ct))
        {
            await ActivatorUtilities.CreateInstance<Restoration>(scope.ServiceProvider).RunAsync(parsed.GetRequiredValue(File).FullName, parsed.GetValue(Force), ct);
        }

        await FirstStart.MigrateAsync(app, ct);
        parsed.Say("Restored.");
        return 0;
    }
}
