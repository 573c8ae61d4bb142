using System.CommandLine;
using System.Security.Cryptography;
using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.Web.Backup;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>Brings a backup back, and tries whether the master key at hand opens it.</summary>
internal static class RestoreVerb
{
    private static readonly Argument<FileInfo> File = new Argument<FileInfo>("file") { Description = "The .zip that backup wrote" }.AcceptExistingOnly();
    private static readonly Option<bool> Force = new("--force") { Description = "Lose what is in the database now" };

    public static Command Command()
    {
        var restore = new Command("restore", "Bring a backup back into an empty database, with the server stopped. Example: restore weiguang.zip --data /srv/weiguang") { File, Force };
        restore.SetAction(RunAsync);
        return restore;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var app = Site.Build([.. Operator.Quiet, .. parsed.Settings()]);
        await using var scope = app.SystemScope();
        await using (await StartLock.TakeAsync(app.Configuration, scope.ServiceProvider.GetRequiredService<AppDbContext>(), ct))
        {
            await ActivatorUtilities.CreateInstance<BackupFile>(scope.ServiceProvider).RestoreAsync(parsed.GetRequiredValue(File).FullName, parsed.GetValue(Force), ct);
        }

        await FirstStart.MigrateAsync(app, ct);
        try
        {
            app.Services.GetRequiredService<Vault>().Seal(Personal.Note, "opens");
        }
        catch (CryptographicException)
        {
            await Console.Error.WriteLineAsync("Restored, but the master key in use does not open the personal data of this backup. Set Security:MasterKey to the one it was made with.");
            return 1;
        }

        Console.WriteLine("Restored.");
        return 0;
    }
}
