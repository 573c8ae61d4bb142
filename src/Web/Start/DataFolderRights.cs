using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Weiguang.Web.Start;

/// <summary>The data folder is for its owner alone: 0700, every file in it, backups and their drafts 0600. On Windows the folder's own rights hold.</summary>
internal static class DataFolderRights
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>From now on no file of this process can be read by others, whoever makes it: SQLite its log, .NET its temporary copies, pg_dump its dump.</summary>
    public static void CloseNewFiles()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetMask(Convert.ToUInt32("077", 8));
        }
    }

    /// <summary>Takes from others what an earlier version or an unpacked archive left open. Folders that are not ours alone, such as /tmp, stay as they are.</summary>
    public static void Close(string folder)
    {
        if (!OperatingSystem.IsWindows() && IsOurs(folder))
        {
            Narrow(folder);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void Narrow(string folder)
    {
        try
        {
            File.SetUnixFileMode(folder, OwnFolder);
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => (File.GetUnixFileMode(file) & ~OwnFile) != 0))
            {
                File.SetUnixFileMode(file, OwnFile);
            }
        }
        catch (UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"WARNING  The rights of {folder} cannot be narrowed, it belongs to somebody else: others may read what is in it.");
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsOurs(string folder) => Path.GetPathRoot(folder) != folder
        && (File.GetUnixFileMode(folder) & UnixFileMode.StickyBit) == 0
        && (File.Exists(Path.Combine(folder, "weiguang.db")) || File.Exists(Path.Combine(folder, "master.key")) || !Directory.EnumerateFileSystemEntries(folder).Any());

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint SetMask(uint mask);
}
