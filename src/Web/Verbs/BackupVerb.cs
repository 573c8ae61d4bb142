using System.CommandLine;
using Weiguang.Web.Backup;

namespace Weiguang.Web.Verbs;

/// <summary>Writes a consistent copy of everything while the server goes on.</summary>
internal static class BackupVerb
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "The .zip to write" };

    public static Command Command()
    {
        var backup = new Command("backup", "Write everything but the master key into one .zip, while the server goes on. Example: backup weiguang.zip") { File };
        backup.SetAction((parsed, ct) => Operator.ReadAsync(parsed, current: false, async services =>
        {
            var file = parsed.GetRequiredValue(File);
            await ActivatorUtilities.CreateInstance<BackupFile>(services).WriteAsync(file.FullName, ct);
            file.Refresh();
            parsed.Say($"{file.FullName}: {file.Length / 1024.0 / 1024:0.0} MB. Keep the master key elsewhere: without it the personal data in here cannot be read.");
            return 0;
        }, ct));
        return backup;
    }
}
